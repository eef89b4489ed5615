/** Why a request was refused, in words for whoever looks at it: what the vendor's answer does not say. */

import type { Call } from '../contract/call.ts'
import { valueAt } from '../contract/json.ts'
import type { RecordKind, Shown } from '../contract/record-kind.ts'
import type { ApiError, Facts, Reasons } from '../contract/refusal.ts'
import type { Vendor } from '../contract/vendor.ts'

/** As much of a reason as is kept: some of it may be what a client sent. */
const LONGEST = 300
/** More places than this are not searched. */
const MOST_PLACES = 1000

const COMMON: Reasons = {
  missingCredential: () => 'the vendor sees no credential in this request',
  unknownCredential: () => 'no key here has this credential',
  revokedCredential: () => 'the key is revoked',
  rateLimited: (_call, { limit, seconds }) =>
    limit === undefined ? undefined : `the limit of ${limit} is used up, for ${seconds} s more`,
  doesNotFit: (_call, facts) => problemOf(facts),
  notJson: () => 'the body is no JSON',
  wrongContentType: ({ headers }) => `a body of type ${headers['content-type'] ?? 'unknown'} is not read`,
  bodyTooLarge: () => 'the body has more bytes than the vendor takes',
}

/** The facts are those of an InputProblem, where the input's schema has refused. */
const problemOf = ({ in: where, path, rule }: Facts): string | undefined =>
  where === undefined
    ? undefined
    : `in the ${where}, ${path === '' ? 'the whole' : path} breaks the rule "${rule}"`

const textAt = (shown: Shown, pointer: string): string | undefined => {
  let value: unknown = shown
  for (const name of pointer.split('/').slice(1)) value = valueAt(value, name)
  return typeof value === 'string' ? value : undefined
}

/** Where a record with one of these ids is, wherever it may be. */
const placeOf = (kind: RecordKind, { store: { db }, params }: Call): string | undefined => {
  const places = kind.place === undefined ? [''] : kind.places(db).slice(0, MOST_PLACES)
  for (const id of Object.values(params))
    for (const place of places) {
      const shown = kind.get(db, id, place)
      if (shown !== undefined)
        return kind.place === undefined ? textAt(shown, kind.heading?.place ?? '') : place
    }
  return undefined
}

const NOT_FOUND = /^(\w+)NotFound$/

/** What is not found may be elsewhere, where the key does not reach: a kind is named for what it misses. */
const whereElse = (vendor: Vendor, call: Call, refusal: ApiError): string | undefined => {
  const [, what] = NOT_FOUND.exec(refusal.kind) ?? []
  const kind = vendor.records.find(({ noun }) => noun.toLowerCase() === what)
  if (kind === undefined) return undefined
  const place = placeOf(kind, call)
  return place === undefined ? `there is no such ${what}` : `the ${what} exists, on ${place}`
}

export const reasonFor = (vendor: Vendor, call: Call, refusal: ApiError): string | undefined => {
  const { kind, facts } = refusal
  const say = vendor.reasons?.[kind] ?? COMMON[kind]
  const reason = say?.(call, facts) ?? whereElse(vendor, call, refusal)
  return reason?.slice(0, LONGEST)
}
