/** Single deliberate mistakes in a vendor's answers: a changed text, status or header. */

import type { ErrorSpec, Facts } from '../../src/contract/refusal.ts'
import type { Vendor } from '../../src/contract/vendor.ts'

export interface Mutant {
  vendor: string
  /** The kind of refusal it spoils, or `success`. */
  answer: string
  part: 'text' | 'status' | 'header'
  /** For people: where, and what is done to it. */
  change: string
  /** Set for a mistake in the table of errors. */
  spoilSpec?: (spec: ErrorSpec) => ErrorSpec
  /** Set for a mistake in what is written to the socket. */
  spoilHead?: (head: Head) => Head
}

export interface Head {
  status: number
  headers: Readonly<Record<string, unknown>>
}

type Path = readonly string[]

/** The paths of everything in `value` that is no object. */
const leavesOf = (value: unknown, path: Path = []): Path[] => {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, child]) => leavesOf(child, [...path, key]))
}

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((at, key) => Object(at)[key], value)

const spoiled = (value: unknown): unknown => {
  if (typeof value === 'string') return `${value}!`
  if (typeof value === 'number') return value + 1
  return typeof value === 'boolean' ? !value : 'spoiled'
}

/** `value` with another leaf at `path`. */
const spoilAt = (value: unknown, path: Path): unknown => {
  const [key, ...rest] = path
  if (key === undefined) return spoiled(value)
  return Object.fromEntries(
    Object.entries(Object(value)).map(([name, child]) => [name, name === key ? spoilAt(child, rest) : child]),
  )
}

const FACTS: Facts = { operation: 'listThings', seconds: 12, limit: 20, version: '2026-09-25' }

/** Facts under which a kind may have other words. */
interface Variant {
  name: string
  facts: Facts
  /** Whether an answer with these facts has the variant's words. */
  has(facts: Facts): boolean
  isOf(kind: string): boolean
}

const VARIANTS: readonly Variant[] = [
  {
    name: ' in zh-CN',
    facts: { locale: 'zh-CN' },
    has: ({ locale }) => locale === 'zh-CN',
    // A credential that nobody has has no owner, whose language it could be.
    isOf: (kind) => !kind.endsWith('Credential'),
  },
  {
    name: ' without a version',
    facts: { version: undefined },
    has: ({ version }) => version === undefined,
    isOf: (kind) => kind === 'notImplemented',
  },
]

interface Place {
  path: Path
  name: string
  applies(facts: Facts): boolean
}

/** Every leaf of a kind's body, and again those that have other words under a variant. */
const placesIn = (spec: ErrorSpec, kind: string): Place[] => {
  const body = spec.body(FACTS)
  return leavesOf(body).flatMap((path) => {
    const name = path.join('.')
    const variants = VARIANTS.filter(
      ({ facts, isOf }) =>
        isOf(kind) && valueAt(spec.body({ ...FACTS, ...facts }), path) !== valueAt(body, path),
    )
    const own = variants.map((variant) => ({ path, name: name + variant.name, applies: variant.has }))
    return [{ path, name, applies: (facts: Facts) => !variants.some(({ has }) => has(facts)) }, ...own]
  })
}

const textMutants = (vendor: string, kind: string, spec: ErrorSpec): Mutant[] =>
  placesIn(spec, kind).map(({ path, name, applies }) => ({
    vendor,
    answer: kind,
    part: 'text',
    change: name,
    spoilSpec: (own) => ({
      ...own,
      body: (facts) => (applies(facts) ? spoilAt(own.body(facts), path) : own.body(facts)),
    }),
  }))

/** Every text and status of the vendor's table of errors. */
export const tableMutants = ({ id, errors }: Vendor): readonly Mutant[] =>
  Object.entries(errors).flatMap(([kind, spec]) => [
    {
      vendor: id,
      answer: kind,
      part: 'status',
      change: `${spec.status + 1}`,
      spoilSpec: (own) => ({ ...own, status: own.status + 1 }),
    },
    ...textMutants(id, kind, spec),
  ])

/** The table of errors has no row for a success. */
export const successMutant = (vendor: string): Mutant => ({
  vendor,
  answer: 'success',
  part: 'status',
  change: 'one more',
  spoilHead: ({ status, headers }) => ({ status: status + 1, headers }),
})

/** Each header of an answer: left out, and with another value; and one header too many. */
export const headerMutants = (
  vendor: string,
  answer: string,
  names: readonly string[],
): readonly Mutant[] => {
  const mutant = (change: string, spoil: (headers: Head['headers']) => Head['headers']): Mutant => ({
    vendor,
    answer,
    part: 'header',
    change,
    spoilHead: ({ status, headers }) => ({ status, headers: spoil(headers) }),
  })
  return [
    mutant('one too many', (headers) => ({ ...headers, 'x-too-many': '1' })),
    ...names.flatMap((name) => [
      mutant(`${name} left out`, ({ [name]: _, ...rest }) => rest),
      mutant(`${name} changed`, (headers) =>
        name in headers ? { ...headers, [name]: `${headers[name]}~` } : headers,
      ),
    ]),
  ]
}
