/** ajv as it is used here, loaded when something has to be checked and not before. */
import type { Ajv, Options } from 'ajv'
import { isDateTime } from './setting-types.ts'

/** Makes one that names all that is wrong, and where in the schema. */
export const loadAjv = async (): Promise<(options?: Options) => Ajv> => {
  const [{ Ajv }, { default: formats }] = await Promise.all([import('ajv'), import('ajv-formats')])
  return (options) => {
    const ajv = new Ajv({ strict: false, verbose: true, allErrors: true, ...options })
    return formats.default(ajv).addFormat('date-time', isDateTime)
  }
}
