/** The dates that Whop's API is asked with, and which generation of it each of them means. */
import type { Call } from '../../contract/call.ts'

/** The vendor's two surfaces, which share most paths: its docs call the older one the Legacy API. */
export const GENERATIONS = ['legacy', 'current'] as const
export type Generation = (typeof GENERATIONS)[number]

/** What a request without a date is answered with. */
export const FIRST_VERSION = '2025-01-01'

/** From this date on members and memberships are the current API's (the contract, section 1 of whop-family.md). */
export const FIRST_CURRENT = '2026-07-23'

/** Dates that were seen in use. Any other date from the first on may be one too, and is taken. */
export const KNOWN_VERSIONS: readonly string[] = [
  FIRST_VERSION,
  '2026-06-08',
  '2026-06-09',
  '2026-06-20',
  '2026-07-01',
  '2026-07-08-1',
  '2026-07-20',
  '2026-07-22',
  FIRST_CURRENT,
  '2026-08-03',
  '2026-08-13',
  '2026-08-14',
  '2026-08-21-1',
  '2026-08-25-2',
  '2026-08-31',
  '2026-09-02',
  '2026-09-02-1',
  '2026-09-02-2',
  '2026-09-09',
  '2026-09-09-1',
  '2026-09-11',
  '2026-09-15',
  '2026-09-22-3',
  '2026-09-23',
  '2026-09-25',
  '2026-09-29',
  '2026-10-06',
  '2026-10-07-2',
  '2026-11-04-1',
  '2026-11-17',
]

export const VERSION_HEADER = 'api-version-date'

/** A day, and the number of a version among those of that day. */
const FORM = /^(\d{4}-\d{2}-\d{2})(?:-[1-9]\d?)?$/

/** The day of a version; undefined for what is no date, and for one before the first version. */
const dayOf = (version: string): string | undefined => {
  const day = FORM.exec(version)?.[1]
  if (day === undefined || day < FIRST_VERSION) return undefined
  const time = new Date(`${day}T00:00:00.000Z`)
  // February 30 is read as a day in March.
  const isReal = !Number.isNaN(time.getTime()) && time.toISOString().startsWith(day)
  return isReal ? day : undefined
}

export const isVersion = (text: string): boolean => dayOf(text) !== undefined

type Asking = Pick<Call, 'headers'>

/** The version that a request is answered with; undefined when it asks for one that cannot be. */
export const versionOf = ({ headers }: Asking): string | undefined => {
  const asked = headers[VERSION_HEADER]
  if (asked === undefined) return FIRST_VERSION
  return typeof asked === 'string' && isVersion(asked) ? asked : undefined
}

/** Which of the two surfaces a request is for. */
export const generationOf = (call: Asking): Generation =>
  (versionOf(call) ?? FIRST_VERSION).slice(0, FIRST_CURRENT.length) < FIRST_CURRENT ? 'legacy' : 'current'
