/** What `membermock/types` says of what goes over the wire: a file for each list of a vendor's. */
import type { JsonSchema } from '../src/contract/json-schema.ts'
import { aitable } from './wire-types/aitable.ts'
import { sotion } from './wire-types/sotion.ts'
import { whop } from './wire-types/whop.ts'

/** By file. */
export type WireTypes = Readonly<
  Record<
    string,
    {
      readonly about: string
      /** By their names: the schema, and what its values are. */
      readonly types: Readonly<Record<string, readonly [JsonSchema, string]>>
    }
  >
>

export const WIRE_TYPES: WireTypes = { ...whop, ...aitable, ...sotion }
