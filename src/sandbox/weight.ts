/** About how many bytes a row takes: texts and what is around them, without a look at anything twice. */

/** What a row takes beside its values, in its table and in the orders and indexes made of it. */
const ROW_BYTES = 500

const VALUE_BYTES = 16

const bytesOf = (value: unknown): number => {
  if (typeof value === 'string') return VALUE_BYTES + 2 * value.length
  if (typeof value !== 'object' || value === null) return VALUE_BYTES
  let bytes = VALUE_BYTES
  if (Array.isArray(value)) for (const one of value) bytes += bytesOf(one)
  else bytes += bytesOfFields(value as Readonly<Record<string, unknown>>) // rows are data, from JSON
  return bytes
}

/** Steps through the names: a list of the values would be made for each row that is put. */
const bytesOfFields = (fields: Readonly<Record<string, unknown>>): number => {
  let bytes = 0
  for (const name in fields) bytes += bytesOf(fields[name])
  return bytes
}

/** `null` is a row that is deleted: that is kept too. */
export const weightOf = (row: object | null | undefined): number => {
  if (row === undefined) return 0
  return ROW_BYTES + (row === null ? 0 : bytesOf(row))
}
