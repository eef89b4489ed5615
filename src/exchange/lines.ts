/** The lines of an exchange file, and how one that is wrong is complained about. */

export interface Line {
  /** From 1. */
  number: number
  text: string
}

/** What is wrong with an exchange file, with `file:line`. */
export class ExchangeError extends Error {
  constructor(file: string, { number }: Pick<Line, 'number'>, message: string) {
    super(`${file}:${number}: ${message}`)
  }
}

/** Throws an ExchangeError. */
export type Refuse = (line: Pick<Line, 'number'>, message: string) => never

export const createRefuse =
  (file: string): Refuse =>
  (line, message) => {
    throw new ExchangeError(file, line, message)
  }

export const linesOf = (text: string): readonly Line[] =>
  text.split('\n').map((line, i) => ({ number: i + 1, text: line }))

export const SEPARATOR = '###'

export const splitAt = (lines: readonly Line[], separator: string): Line[][] => {
  const parts: Line[][] = [[]]
  for (const line of lines) {
    if (line.text === separator) parts.push([])
    else parts.at(-1)?.push(line)
  }
  return parts
}
