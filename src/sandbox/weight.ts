/** About how many bytes a row takes: texts and what is around them, without a look at anything twice. */

/** What a row takes beside its values, in its table and in the orders and indexes made of it. */
const ROW_BYTES = 500

const VALUE_BYTES = 16

const bytesOf = (value: unknown): number => {
  if (typeof value === 'string') return VALUE_BYTES + 2 * value.length
  if (typeof value !== 'object' || value === null) return VALUE_BYTES
  let bytes = VALUE_BYTES
  for (const one of Object.values(value)) bytes += bytesOf(one)
  return bytes
}

/** `null` is a row that is deleted: that is kept too. */
export const weightOf = (row: object | null | undefined): number => {
  if (row === undefined) return 0
  return ROW_BYTES + (row === null ? 0 : bytesOf(row))
}
