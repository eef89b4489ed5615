/** What a handler gives back: a status, a body that is written already, and headers of its own. */
import type { KeptTexts } from '../sandbox/kept-texts.ts'

/** What a text is, unless the answer's own headers say otherwise. */
export const JSON_TYPE = 'application/json; charset=utf-8'

export interface Answer {
  readonly status: number
  /** Absent: an answer without a body, and so without a content type. */
  readonly text?: string | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Names of headers that are taken off again, whoever has put them on. */
  readonly without?: readonly string[] | undefined
  /** Calls `done` once with the answer that is sent in place of this one: for what is found out outside, such as by a delivery. */
  readonly wait?: ((done: (answer: Answer) => void) => void) | undefined
}

/** An answer that comes later; what the handler has changed by then is kept. */
export const later = (wait: NonNullable<Answer['wait']>): Answer => ({ status: 0, wait })

export const json = (status: number, body: unknown, headers?: Answer['headers']): Answer => ({
  status,
  text: JSON.stringify(body),
  headers,
})

export const empty = (status: number): Answer => ({ status })

/**
 * As `json` with status 200, but written once for `row` and kept until a row changes. `view` tells apart everything
 * else that the body depends on, such as what the key may see.
 */
export const kept = (texts: KeptTexts, row: object, view: string, write: () => unknown): Answer => ({
  status: 200,
  text: texts.textOf(row, view, write),
})
