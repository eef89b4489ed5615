/** Judges one answer by what its case expects: status, then headers, then body. */
import type { VerifyCase } from '../../contract/verify-case.ts'
import type { HeaderExpectation } from '../../contract/verify-headers.ts'
import { type Difference, MISSING, quoted } from './difference.ts'
import { exactFindings } from './exact.ts'
import type { Answer } from './exchange.ts'
import type { ShapeJudge } from './shape.ts'

/** The values of fresh headers that have come so far, by name. */
export type Seen = Map<string, Set<string>>

/** What is expected and not so; undefined when it is so. */
const unmet = ({ name, value, isFresh }: HeaderExpectation, found: string | null, seen: Seen) => {
  if (value === null) return found === null ? undefined : 'no such header'
  const fits = typeof value === 'string' ? value === found : found !== null && value.pattern.test(found)
  if (!fits) return typeof value === 'string' ? quoted(value) : value.says
  return isFresh && found !== null && seen.get(name)?.has(found) ? 'another on each answer' : undefined
}

const headerDifferences = (
  { expectedHeaders, provenance }: VerifyCase,
  { headers }: Answer,
  seen: Seen,
): readonly Difference[] => {
  const differences = new Map<string, Difference>()
  for (const expectation of expectedHeaders) {
    const { name } = expectation
    const value = headers.get(name)
    const expected = unmet(expectation, value, seen)
    if (expected === undefined || differences.has(name)) continue
    const found = value === null ? MISSING : quoted(value)
    const known = expectation.provenance ?? provenance
    differences.set(name, { where: `header ${name}`, expected, found, provenance: known })
  }
  for (const { name, isFresh } of expectedHeaders) {
    const value = headers.get(name)
    if (isFresh && value !== null) seen.set(name, new Set([...(seen.get(name) ?? []), value]))
  }
  return [...differences.values()]
}

const bodyFindings = ({ schema, texts }: VerifyCase, { body }: Answer, judgeShape: ShapeJudge) => {
  if (schema !== undefined) return judgeShape(schema, body)
  if (texts !== undefined) return exactFindings(texts, body)
  return body === '' ? [] : [{ where: '$', expected: MISSING, found: `${body.length} characters` }]
}

/** A refusal says why; an answer that is none may be about somebody. */
const sayStatus = ({ status, body }: Answer): string =>
  status >= 400 && body !== '' ? `${status} with ${body}` : String(status)

export const judge = (
  one: VerifyCase,
  answer: Answer,
  { seen, judgeShape }: { seen: Seen; judgeShape: ShapeJudge },
): readonly Difference[] => {
  const { provenance, row } = one
  if (answer.status !== row.status)
    return [{ where: 'status', expected: String(row.status), found: sayStatus(answer), provenance }]
  const findings = bodyFindings(one, answer, judgeShape)
  return [...headerDifferences(one, answer, seen), ...findings.map((finding) => ({ ...finding, provenance }))]
}
