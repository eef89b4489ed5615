/** Times as rows have them: ISO 8601 in UTC. */

/** Years have four digits; what would be later is then. */
const LATEST = Date.parse('9999-12-31T23:59:59.999Z')

/** `time`: milliseconds since the epoch. */
export const stampOf = (time: number): string => new Date(Math.min(time, LATEST)).toISOString()
