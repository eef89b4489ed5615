/** Lists of what was made in a span of time. */
import { invalidParameter } from './query.ts'

/** A day, and perhaps a time of it; without an offset it is UTC. */
const FORM = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)?)?$/
const OFFSET = /(?:Z|[+-]\d\d:\d\d)$/

/** February 30 is read as a day in March. */
const isDay = (text: string): boolean => {
  const time = new Date(`${text}T00:00:00.000Z`)
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text)
}

/** Milliseconds since the epoch; `name` is the parameter, which is refused when it is no time. */
export const timeIn = (name: string, text: string): number => {
  const isBare = text.includes('T') && !OFFSET.test(text)
  const time =
    FORM.test(text) && isDay(text.slice(0, 10)) ? Date.parse(isBare ? `${text}Z` : text) : Number.NaN
  if (Number.isNaN(time)) throw invalidParameter(name)
  return time
}

export interface CreatedQuery {
  readonly created_after?: string
  readonly created_before?: string
}

/** Is a time within what the query asks for? Neither end is. */
export const createdWithin = (query: CreatedQuery): ((time: number) => boolean) => {
  const { created_after: after, created_before: before } = query
  const first = after === undefined ? -Infinity : timeIn('created_after', after)
  const last = before === undefined ? Infinity : timeIn('created_before', before)
  return (time) => time > first && time < last
}
