/** The API versions that Whop is known to have had, by date; whop.md of the contracts, section 0. */

/** Those whose member has the shape served here. */
export const SERVED_VERSIONS = [
  '2025-01-01',
  '2026-06-08',
  '2026-06-09',
  '2026-06-20',
  '2026-07-01',
  '2026-07-20',
] as const

/** Those on which the member has, or may have, the later shape that is not emulated. */
export const LATER_VERSIONS = [
  '2026-07-23',
  '2026-09-09-1',
  '2026-09-15',
  '2026-09-23',
  '2026-09-25',
  '2026-09-29',
  '2026-10-07-2',
] as const
