/** The schema of what is said for each vendor. */
import type { JsonSchema } from '../../contract/json-schema.ts'
import type { Vendor } from '../../contract/vendor.ts'

/** An object with `schema` for each of `vendors`. */
export const byVendor = (vendors: readonly Vendor[], schema: JsonSchema): JsonSchema => ({
  type: 'object',
  properties: Object.fromEntries(vendors.map(({ id }) => [id, schema])),
  additionalProperties: false,
})
