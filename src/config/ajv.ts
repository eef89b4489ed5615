/** ajv as it is used here, loaded when something has to be checked and not before. */
import { createRequire } from 'node:module'
import type { Ajv, Options } from 'ajv'
import { isDateTime } from './setting-types.ts'

/** Unlike `import`, which remembers a failure for ever, it tries again: there may be no file descriptor left today. */
const require = createRequire(import.meta.url)

/** Makes one that names all that is wrong, and where in the schema. */
export const loadAjv = async (): Promise<(options?: Options) => Ajv> => {
  // A require is not typed.
  const { Ajv } = require('ajv') as typeof import('ajv')
  const { default: formats } = require('ajv-formats') as typeof import('ajv-formats')
  return (options) => {
    // The schemas are our own, and a test looks at them; a faster check takes longer to make than all that one is asked.
    const own = { strict: false, meta: false, validateSchema: false, code: { optimize: false } } as const
    const ajv = new Ajv({ ...own, verbose: true, allErrors: true, ...options })
    return formats.default(ajv).addFormat('date-time', isDateTime)
  }
}
