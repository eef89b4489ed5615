/** The version of this package. */
import { readFileSync } from 'node:fs'

/** As in package.json. */
const manifest: { version: string } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
)

/** Of this package, such as `0.1.0`. */
export const version: string = manifest.version
