/** ISO 8601 durations whose length does not depend on the day they start: days, hours, minutes and seconds. */

const DURATION =
  /^P(?!$)(?:(\d+(?:[.,]\d+)?)D)?(?:T(?!$)(?:(\d+(?:[.,]\d+)?)H)?(?:(\d+(?:[.,]\d+)?)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$/
/** Milliseconds in each unit, in the order in which they are written. */
const UNITS = [86_400_000, 3_600_000, 60_000, 1000]

/** What is taken, for people. */
export const DURATIONS = ['PT61S', 'PT0.25S', 'PT1H30M', 'P1DT12H'] as const

/** Whole milliseconds; `undefined` for what is none: months, years, weeks and negatives too. */
export const millisecondsIn = (duration: string): number | undefined => {
  const match = DURATION.exec(duration)
  if (match === null) return undefined
  const parts = UNITS.map((unit, i) => unit * Number((match[i + 1] ?? '0').replace(',', '.')))
  return Math.round(parts.reduce((sum, part) => sum + part, 0))
}
