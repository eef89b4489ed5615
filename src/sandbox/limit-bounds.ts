/** Which limits and windows there can be. */

/** The most requests in one window, and the longest window in seconds: some 31 years. */
export const MOST_REQUESTS = 1_000_000_000
export const LONGEST_WINDOW_SECONDS = 1_000_000_000

const isWhole = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most

/** Null is off. */
export const isRequestLimit = (limit: number | null): boolean =>
  limit === null || isWhole(limit, 1, MOST_REQUESTS)

export const isWindowLength = (seconds: number): boolean => isWhole(seconds, 1, LONGEST_WINDOW_SECONDS)
