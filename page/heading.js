/** What of a record stands in a list: its name, what else tells it apart, its state, and the place it is in. */

/** The value that a JSON pointer leads to; `undefined` when it leads nowhere. */
const valueAt = (record, pointer) =>
  pointer
    .split('/')
    .slice(1)
    .reduce((value, name) => (value === null || value === undefined ? undefined : value[name]), record)

/** Where a collection does not say which fields these are, they are looked for by the names that are usual. */
const USUAL = {
  name: ['/name', '/displayName', '/title', '/domain'],
  contact: ['/email', '/url'],
  status: ['/status'],
}

const isShort = (value) => ['string', 'number', 'boolean'].includes(typeof value) && value !== ''

const findShort = (record, pointers) => {
  const found = pointers.map((pointer) => valueAt(record, pointer)).find(isShort)
  return found === undefined ? undefined : String(found)
}

const sayInner = (value) =>
  Array.isArray(value)
    ? value.map((one) => (typeof one === 'object' ? (one?.name ?? '…') : one)).join(', ') || 'none'
    : Object.entries(value)
        .map(([name, inner]) => `${name} ${Array.isArray(inner) ? inner.join(', ') || 'none' : inner}`)
        .join(', ')

/** `[company, biz_1]`, `[scopes, member:basic:read]`: what may be done with a key. */
export const factsOf = (record, leftOut) =>
  Object.entries(record)
    .filter(([name, value]) => !leftOut.includes(name) && value !== null && value !== undefined)
    .map(([name, value]) => [name, typeof value === 'object' ? sayInner(value) : String(value)])

export const headingOf = ({ id, place, heading = {} }, record) => {
  const shown = (part) =>
    findShort(record, heading[part] === undefined ? (USUAL[part] ?? []) : [heading[part]])
  return {
    id: String(record[id] ?? ''),
    isRevoked: record.revoked === true,
    name: shown('name'),
    contact: shown('contact'),
    status: shown('status'),
    place: place === undefined ? shown('place') : findShort(record, [`/${place}`]),
  }
}
