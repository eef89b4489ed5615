/** Judges one answer by what its case expects: status, then headers, then body. */
import type { VerifyCase } from '../../contract/verify-case.ts'
import type { HeaderExpectation } from '../../contract/verify-headers.ts'
import { type Difference, type Finding, MISSING, quoted } from './difference.ts'
import { exactFindings, indexOfText } from './exact.ts'
import type { Answer, Question } from './exchange.ts'
import type { ShapeJudge } from './shape.ts'
import { valueFindings } from './values.ts'
import { writingFindings } from './writing.ts'

/** What has come so far. */
export interface Seen {
  /** The values of fresh headers, by name. */
  fresh: Map<string, Set<string>>
  /** Which of the vendor's languages a kind of refusal was in, by kind. */
  wordings: Map<string, string>
}

export const seenNothing = (): Seen => ({ fresh: new Map(), wordings: new Map() })

export interface JudgeMeans {
  seen: Seen
  judgeShape: ShapeJudge
  question: Question
  /** The target's own ids, by what stands for them. */
  given: Readonly<Record<string, string | undefined>>
}

type HeaderMeans = Pick<JudgeMeans, 'seen' | 'question'>

const staleness = (name: string, found: string, { seen, question }: HeaderMeans): string | undefined => {
  if (found === question.headers[name]) return 'another than the one that was sent'
  return seen.fresh.get(name)?.has(found) ? 'another on each answer' : undefined
}

/** What is expected and not so; undefined when it is so. */
const unmet = ({ name, value, isFresh }: HeaderExpectation, found: string | null, means: HeaderMeans) => {
  if (value === null) return found === null ? undefined : 'no such header'
  const fits = typeof value === 'string' ? value === found : found !== null && value.pattern.test(found)
  if (!fits) return typeof value === 'string' ? quoted(value) : value.says
  return isFresh && found !== null ? staleness(name, found, means) : undefined
}

export const headerDifferences = (
  { expectedHeaders, provenance }: Pick<VerifyCase, 'expectedHeaders' | 'provenance'>,
  { headers }: Answer,
  means: HeaderMeans,
): readonly Difference[] => {
  const differences = new Map<string, Difference>()
  for (const expectation of expectedHeaders) {
    const { name, isMinor } = expectation
    const value = headers.get(name)
    if (value === null && expectation.isOptional) continue
    const expected = unmet(expectation, value, means)
    if (expected === undefined || differences.has(name)) continue
    const found = value === null ? MISSING : quoted(value)
    const known = expectation.provenance ?? provenance
    const minor = isMinor && value !== null ? { isMinor } : {}
    differences.set(name, { where: `header ${name}`, expected, found, provenance: known, ...minor })
  }
  const { fresh } = means.seen
  for (const { name, isFresh } of expectedHeaders) {
    const value = headers.get(name)
    if (isFresh && value !== null) fresh.set(name, new Set([...(fresh.get(name) ?? []), value]))
  }
  return [...differences.values()]
}

/** The language is the credential's, so that a kind of refusal is always in the same one. */
const languageFindings = (
  { row, texts = [], languages = [] }: VerifyCase,
  { body }: Answer,
  { wordings }: Seen,
): Finding[] => {
  const wording = languages[indexOfText(texts, body)]
  if (row.kind === undefined || wording === undefined) return []
  const before = wordings.get(row.kind) ?? wording
  wordings.set(row.kind, before)
  if (before === wording) return []
  return [{ where: '$', expected: 'the language in which it was said before', found: 'another' }]
}

const bodyDifferences = (one: VerifyCase, answer: Answer, means: JudgeMeans): readonly Difference[] => {
  const { schema, texts, example, provenance, writing = provenance } = one
  const { body } = answer
  const known = (finding: Finding): Difference => ({ ...finding, provenance })
  if (schema !== undefined)
    return [
      ...means.judgeShape(schema, body).map(known),
      ...valueFindings(one, body, means.given).map(known),
      ...(example === undefined ? [] : writingFindings(example, body)).map((finding) => ({
        ...finding,
        provenance: writing,
      })),
    ]
  if (texts !== undefined)
    return [...exactFindings(texts, body), ...languageFindings(one, answer, means.seen)].map(known)
  return body === '' ? [] : [known({ where: '$', expected: MISSING, found: `${body.length} characters` })]
}

/** A refusal says why; an answer that is none may be about somebody. */
export const sayStatus = ({ status, body }: Answer): string =>
  status >= 400 && body !== '' ? `${status} with ${body}` : String(status)

export const judge = (one: VerifyCase, answer: Answer, means: JudgeMeans): readonly Difference[] => {
  const { provenance, row } = one
  if (answer.status !== row.status)
    return [{ where: 'status', expected: String(row.status), found: sayStatus(answer), provenance }]
  return [...headerDifferences(one, answer, means), ...bodyDifferences(one, answer, means)]
}
