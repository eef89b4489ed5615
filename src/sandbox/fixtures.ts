/** Reads the records that are shipped with the package. */
import { readFileSync } from 'node:fs'

/** `url` is of a JSON array. */
export const readFixture = <T>(url: URL): readonly T[] => JSON.parse(readFileSync(url, 'utf8')) as T[] // our own file; test/seeds.test.ts holds it against the schemas
