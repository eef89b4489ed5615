/** Counts what was sent and what became of it, by kind. */
import { type Expected, judge, type Outcome } from './outcome.ts'

export interface Row {
  kind: string
  sent: number
  answered: number
  /** Closed, reset or left open, as the fault or the client would have it. */
  closed: number
  wrong: number
}

const REASONS_SHOWN = 10

export class Tally {
  readonly #rows = new Map<string, Row>()
  /** The first few wrong ones. */
  readonly reasons: string[] = []

  get rows(): readonly Row[] {
    return [...this.#rows.values()]
  }

  get sent(): number {
    return this.rows.reduce((sum, { sent }) => sum + sent, 0)
  }

  /** Those of which nothing has been heard. */
  get unsettled(): number {
    return this.rows.reduce((sum, row) => sum + row.sent - row.answered - row.closed - row.wrong, 0)
  }

  #row(kind: string): Row {
    const row = this.#rows.get(kind) ?? { kind, sent: 0, answered: 0, closed: 0, wrong: 0 }
    this.#rows.set(kind, row)
    return row
  }

  send(kind: string): void {
    this.#row(kind).sent += 1
  }

  settle(kind: string, expected: Expected, outcome: Outcome): void {
    const row = this.#row(kind)
    const reason = judge(expected, outcome)
    if (reason !== undefined) {
      row.wrong += 1
      if (this.reasons.length < REASONS_SHOWN) this.reasons.push(`${kind}: ${reason}`)
    } else if (outcome.end === 'answered') row.answered += 1
    else row.closed += 1
  }

  /** The client has gone without waiting for an answer. */
  leave(kind: string): void {
    this.#row(kind).closed += 1
  }
}
