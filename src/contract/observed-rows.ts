/** Rows of FIDELITY.md as they are with what was seen: how they are known, and what is answered. */
import type { Provenance } from '../exchange/format.ts'
import { type Observations, type ObservedRefusal, seenAt } from './observations.ts'
import { withFields } from './observed-fields.ts'

/** As much of a row as it changes. */
interface Row {
  operation: string
  case: string
  what: string
  status: number | null
  body?: unknown
  kind?: string
  provenance: Provenance
}

const parsed = (text: string | undefined): unknown => {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined // no JSON, or none before its words are filled in
  }
}

const refused = <R extends Row>(row: R, { status, body }: ObservedRefusal): R => ({
  ...row,
  status,
  body: parsed(body),
})

const answered = <R extends Row>(row: R, { refusals = {}, fields = {} }: Observations): R => {
  const refusal = row.kind === undefined ? undefined : refusals[row.kind]
  if (refusal !== undefined) return refused(row, refusal)
  const own = row.kind === undefined && row.body !== undefined ? fields[row.operation] : undefined
  return own === undefined ? row : { ...row, body: withFields(row.body, own) }
}

/** What is answered as another kind is has the status and body of that kind’s own row. */
const answeredAs = <R extends Row>(row: R, kind: string, host: string, rows: readonly R[]): R => {
  const other = rows.find((one) => one.kind === kind)
  const { status, body } = other ?? row
  return { ...row, kind, status, body, what: `Not so at ${host}: ${row.what}` }
}

const observed = <R extends Row>(row: R, seen: Observations, rows: readonly R[]): R => {
  const found = seen.cases?.[row.case]
  if (found === undefined) return answered(row, seen)
  const { host, date } = seenAt(found.seen)
  const provenance: Provenance = { how: 'observed', source: host, date }
  const own = found.as === undefined ? row : answeredAs(row, found.as, host, rows)
  return { ...answered(own, seen), provenance }
}

/** `rows` themselves where nothing was seen. */
export const observedRows = <R extends Row>(
  rows: readonly R[],
  seen: Observations | undefined,
): readonly R[] => (seen === undefined ? rows : rows.map((row) => observed(row, seen, rows)))
