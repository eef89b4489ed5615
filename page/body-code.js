/** The code that an answer's body has of its own: with some vendors the status says less than that. */

/** What refuses is short; a long body is data. */
const MOST = 4096

const codes = new WeakMap()

const read = ({ response, refusedBy, fault }) => {
  if (response === null || (refusedBy === null && fault === null) || response.body.length > MOST)
    return undefined
  try {
    const { code } = Object(JSON.parse(response.body))
    return Number.isInteger(code) && code !== response.status ? code : undefined
  } catch {
    return undefined
  }
}

/** Of a refusal or a fault, where it is a number and another one than the status. */
export const bodyCodeOf = (entry) => {
  if (!codes.has(entry)) codes.set(entry, read(entry))
  return codes.get(entry)
}
