/** The language the cases of `verify` are written in: what is sent, and what the answer has to be. */
import type { JsonSchema } from './json-schema.ts'
import type { FidelityRow, Provenance } from './provenance.ts'
import type { Vendor } from './vendor.ts'

export interface HeaderExpectation {
  /** In lower case. */
  name: string
  /** The value, or a pattern and what it stands for; null: the header is not sent. */
  value: string | { pattern: RegExp; says: string } | null
  /** True: no two answers have the same. */
  isFresh?: boolean
  /** Where it is known otherwise than the case. */
  provenance?: Provenance
}

/** One request, and how the answer to it is judged. What it leaves out comes from the row of FIDELITY.md. */
export interface VerifyCase {
  /** The row that it is about; its status, its kind of refusal and its provenance count. */
  case: string
  /** Default GET. */
  method?: string
  /** Below the base URL; `{member}` and `{space}` are the user's, `{anyMember}` and `{anySpace}` are nobody's if need be. */
  path: string
  /** Default `Bearer {key}`; null: none is sent. */
  authorization?: string | null
  headers?: Readonly<Record<string, string>>
  /** True: it is asked until the limit is reached, and so only with --exhaust. */
  isExhausting?: boolean
  expectedHeaders: readonly HeaderExpectation[]
  /** Default: the exact body of the kind of refusal. */
  schema?: JsonSchema
  /** Where the status and the body are known otherwise than the row says. */
  provenance?: Provenance
}

export interface Verification {
  /** Ids that nobody has. */
  nobody: { member: string; space?: string }
  /** What the words of refusals depend on besides: one for each language. */
  variants: readonly Readonly<Record<string, string>>[]
  cases: readonly VerifyCase[]
}

/** What a vendor's verify.ts exports. */
export interface VerificationModule {
  verification: Verification
}

/** A case with its row, and the bodies it may have. */
export interface PreparedCase extends VerifyCase {
  row: FidelityRow
  provenance: Provenance
  /** `NUMBER` stands for any number; absent where a schema judges, or there is no body. */
  texts?: readonly string[]
}

/** Stands for digits in an exact text. */
export const NUMBER = '{{number}}'

/** What refusals are worded with: numbers that only the target knows. */
const FACTS = { limit: NUMBER, seconds: NUMBER }

/** The headers that the kind has of its own, such as Retry-After. */
const headersOfKind = (vendor: Vendor, kind: string): readonly HeaderExpectation[] =>
  Object.entries(vendor.errors[kind]?.headers?.(FACTS) ?? {}).map(([name, value]) => ({
    name,
    value: value === NUMBER ? { pattern: /^\d+$/, says: 'a whole number' } : value,
  }))

const prepareCase = (
  { variants }: Verification,
  rows: readonly FidelityRow[],
  vendor: Vendor,
  one: VerifyCase,
): PreparedCase => {
  const row = rows.find((each) => each.case === one.case)
  if (row === undefined) throw new TypeError(`${vendor.title} has no row ${one.case}`)
  const provenance = one.provenance ?? row.provenance
  if (row.kind === undefined) return { ...one, row, provenance }
  const { kind } = row
  const expectedHeaders = [...one.expectedHeaders, ...headersOfKind(vendor, kind)]
  const hasText = one.schema === undefined && one.method !== 'HEAD'
  const bodies = variants.map((facts) => vendor.errors[kind]?.body({ ...FACTS, ...facts }))
  const texts = hasText ? [...new Set(bodies.map((body) => JSON.stringify(body)))] : undefined
  return { ...one, row, provenance, expectedHeaders, texts }
}

/** Joins the cases with what is known of them. */
export const prepareCases = async (
  verification: Verification,
  vendor: Vendor,
): Promise<readonly PreparedCase[]> => {
  const rows = (await vendor.loadFidelity()).rowsOf(vendor)
  return verification.cases.map((one) => prepareCase(verification, rows, vendor, one))
}
