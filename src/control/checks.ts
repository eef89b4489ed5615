/** Holds what is given against a schema: JSON values as they are, names in a query read from their text. */
import type { ValidateFunction } from 'ajv'
import { loadAjv } from '../config/ajv.ts'
import { readFinding } from '../config/finding.ts'
import type { JsonSchema } from '../contract/json-schema.ts'
import { asControlError } from './complaint.ts'

/** Throws a ControlError for what is wrong with `value`, whose path is `place`. */
export type Check = (schema: JsonSchema, value: unknown, place: string) => void

export interface Checks {
  /** For JSON values. */
  body: Check
  /** For names and text: numbers and booleans are read from it, and defaults are filled in, in place. */
  query: Check
}

const createCheck = (compile: (schema: object) => ValidateFunction): Check => {
  const compiled = new WeakMap<object, ValidateFunction>()
  return (schema, value, place) => {
    const validate = compiled.get(schema) ?? compile(schema)
    compiled.set(schema, validate)
    if (!validate(value)) throw asControlError(place, (validate.errors ?? []).map(readFinding))
  }
}

/** Loads ajv, so it is called when something has to be checked and not before. */
const loadChecks = async (): Promise<Checks> => {
  const createAjv = await loadAjv()
  const body = createAjv({ discriminator: true })
  const query = createAjv({ discriminator: true, coerceTypes: true, useDefaults: true })
  return {
    body: createCheck((schema) => body.compile(schema)),
    query: createCheck((schema) => query.compile(schema)),
  }
}

/** The same checks at each call; they are made with the first one, or the next when that fails. */
export const createChecks = (): (() => Promise<Checks>) => {
  let checks: Promise<Checks> | undefined
  return () => {
    checks ??= loadChecks().catch((error: unknown) => {
      checks = undefined
      throw error
    })
    return checks
  }
}
