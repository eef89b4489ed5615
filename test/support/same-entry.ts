/** Tells a record of the admin's that was made from an entry of the config file. */

type Fields = Readonly<Record<string, unknown>>

const idsOf = (value: unknown): unknown =>
  value instanceof Object ? (Object(value).unitId ?? Object(value).id) : value

/** A list may be given by ids and shown whole. */
const hasValue = (shown: unknown, given: unknown): boolean =>
  Array.isArray(given) && Array.isArray(shown)
    ? JSON.stringify(shown.map(idsOf)) === JSON.stringify(given.map(idsOf))
    : JSON.stringify(shown) === JSON.stringify(given)

/** Does `record` show every text that was given, and all else of it that it shows at all? */
export const isSame = (record: Fields, entry: Fields): boolean =>
  Object.entries(entry).every(([name, given]) => {
    const mayBeHidden = typeof given !== 'string' && !Object.hasOwn(record, name)
    return mayBeHidden || hasValue(record[name], given)
  })
