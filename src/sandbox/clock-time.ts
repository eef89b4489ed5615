/** Which times a clock can show. */

/** What a clock can show, in milliseconds since the Unix epoch: from there to the last year that has four digits. */
export const FIRST_TIME = 0
export const LAST_TIME = Date.parse('9999-12-31T23:59:59.999Z')

/** True for a time that a clock can be set to; not for NaN. */
export const isClockTime = (time: number): boolean => time >= FIRST_TIME && time <= LAST_TIME

/** The nearest that it can show. */
export const within = (time: number): number => Math.min(LAST_TIME, Math.max(FIRST_TIME, time))

/** Throws a RangeError for one that it cannot. */
export const check = (time: number): void => {
  if (!isClockTime(time)) throw new RangeError(`no clock shows ${time} ms`)
}
