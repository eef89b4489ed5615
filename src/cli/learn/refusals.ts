/** Refusals of the target that ours are not: status, headers and body of each kind. */

import { caseOf } from '../../contract/fidelity.ts'
import { LONGEST_TEXT, type Observations, type ObservedRefusal } from '../../contract/observations.ts'
import { canOrder } from '../../contract/observed-order.ts'
import type { Vendor } from '../../contract/vendor.ts'
import type { VerifyCase } from '../../contract/verify-case.ts'
import { type Counted, kindHeaders } from './headers.ts'
import { askedCases, isOrdinary, type Sample, type Side, samplesOf } from './heard.ts'
import type { Notes } from './notes.ts'
import { commonText } from './texts.ts'

export interface Sides extends Notes {
  vendor: Vendor
  target: Side
  /** Ours, with all that has been learnt so far. */
  own: Side
  /** Ours, with nothing learnt. */
  plain: Side
  counted: Counted
  /** The setting that was found, where one was. */
  setting: string | undefined
  /** Is it the vendor's failure by its shape? What is answered with a good status may be about somebody. */
  isFailure(body: string): boolean
}

interface RefusalMeans extends Sides {
  /** Status and text of what is answered where a success was to be. */
  unreadable: ReadonlySet<string>
}

/** The case that stands for each kind: the one of its name, else the first with a body. */
export const primaries = (cases: readonly VerifyCase[]): ReadonlyMap<string, VerifyCase> => {
  const found = new Map<string, VerifyCase>()
  for (const one of cases) {
    const { kind } = one.row
    if (kind === undefined || one.method === 'HEAD') continue
    if (!found.has(kind) || one.case === caseOf(kind)) found.set(kind, one)
  }
  return found
}

/** What they have in common; undefined where they are not the same each time. */
const common = (samples: readonly Sample[]): { status: number; text: string } | undefined => {
  const [first] = samples
  const text = commonText(samples.map((sample) => sample.text))
  if (first === undefined || text === undefined) return undefined
  return samples.every(({ status }) => status === first.status) ? { status: first.status, text } : undefined
}

const WORD_OF_OURS = /\{(?:seconds|limit|scope|id|path|method|uuid|date|http-date|number)\}/

/** Why it is not to be written; undefined when it may be. */
const reasonAgainst = (
  { status, text }: { status: number; text: string },
  answers: readonly { body: string }[],
  { isPrivate, isPrivateToKey, isFailure }: Sides,
  isAnonymous = false,
): string | undefined => {
  if (status === 429) return 'is refused for asking too often'
  if (answers.some(({ body }) => WORD_OF_OURS.test(body))) return 'has words in braces of its own'
  if (text.length > LONGEST_TEXT) return `is longer than ${LONGEST_TEXT} characters`
  if (status < 300 && !answers.every(({ body }) => isFailure(body))) return 'is served, not refused'
  return (isAnonymous ? isPrivate : isPrivateToKey)(text) ? 'may be about somebody' : undefined
}

/** A request with the wrong credential of another case is refused as that one where it is looked at first: by which kind. */
export const reasonBefore = (
  one: VerifyCase,
  kinds: ReadonlyMap<string, VerifyCase>,
  { vendor, target }: Pick<Sides, 'vendor' | 'target'>,
): string | undefined => {
  if (isOrdinary(one)) return undefined
  const its = common(samplesOf(vendor, one, target))
  const [kind] =
    [...kinds].find(([otherKind, other]) => {
      const isCredential = vendor.checks.some(
        ({ refuses = [] }) => refuses.includes(otherKind) && !refuses.includes(one.row.kind ?? ''),
      )
      if (!isCredential || other.headers.authorization !== one.headers.authorization) return false
      const alone = common(samplesOf(vendor, other, target))
      return alone !== undefined && alone.status === its?.status && alone.text === its.text
    }) ?? []
  return kind
}

/** `same`: as ours; undefined where it cannot be told, which is said. */
const learnKind = (
  kind: string,
  one: VerifyCase,
  means: RefusalMeans,
): ObservedRefusal | 'same' | undefined => {
  const { vendor, target, own, plain, counted, seen, say, setting } = means
  const [theirs, ours, before] = [target, own, plain].map((side) => samplesOf(vendor, one, side))
  if (theirs === undefined || ours === undefined || before === undefined || theirs.length === 0)
    return undefined
  const [there, here, first] = [common(theirs), common(ours), common(before)]
  if (there === undefined) {
    say(kind, 'is answered otherwise each time')
    return undefined
  }
  const headers = kindHeaders(one, { theirs, ours }, counted, means)
  const isSame = (other: typeof there | undefined): boolean =>
    other?.status === there.status && other.text === there.text
  const isBySetting = isSame(here) && !isSame(first) && setting !== undefined
  if (isSame(here) && Object.keys(headers).length === 0 && !isBySetting) return 'same'
  if (means.unreadable.has(`${there.status} ${there.text}`)) {
    say(one.case, 'is answered as what this key may not read')
    return undefined
  }
  const isAnonymous = theirs.every((sample) => sample.isAnonymous)
  // What a setting of ours says is nobody's.
  const reason = isBySetting
    ? undefined
    : reasonAgainst(there, target.heard.get(one.case) ?? [], means, isAnonymous)
  if (reason !== undefined) {
    say(one.case, reason)
    return undefined
  }
  return {
    status: there.status,
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(there.text !== '' && { body: there.text }),
    ...(isBySetting && Object.keys(headers).length === 0 && { setting }),
    seen,
  }
}

/** What is answered where a success was to be: the key may not read that, or what was given is not there. */
const unreadableIn = (vendor: Vendor, target: Side): readonly VerifyCase[] =>
  askedCases(target.plan).filter(
    (one) => one.row.kind === undefined && samplesOf(vendor, one, target).some(({ status }) => status >= 400),
  )

/** A key that lacks a scope is told so where it would have read: such an answer names one. */
const learnScope = (cases: readonly VerifyCase[], means: Sides): ObservedRefusal | undefined => {
  const { vendor, target, seen } = means
  for (const one of cases) {
    const there = common(samplesOf(vendor, one, target))
    if (there === undefined || !there.text.includes('{scope}')) continue
    if (reasonAgainst(there, [], means) === undefined) return { status: there.status, body: there.text, seen }
  }
  return undefined
}

export interface Refusals {
  refusals: NonNullable<Observations['refusals']>
  /** Kinds of which it is known now. */
  asked: readonly string[]
  /** Kinds that others were seen in place of. */
  behind: NonNullable<Observations['order']>
}

export const findRefusals = (sides: Sides): Refusals => {
  const { vendor, target } = sides
  const cases = unreadableIn(vendor, target)
  const texts = cases.flatMap((one) => samplesOf(vendor, one, target))
  const means = { ...sides, unreadable: new Set(texts.map(({ status, text }) => `${status} ${text}`)) }
  const scope = vendor.scopeKind === undefined ? undefined : learnScope(cases, sides)
  const refusals: Refusals['refusals'] = scope === undefined ? {} : { [vendor.scopeKind ?? '']: scope }
  const asked: string[] = Object.keys(refusals)
  const behind: Refusals['behind'] = []
  const kinds = primaries(askedCases(means.target.plan))
  for (const [kind, one] of kinds) {
    const first = reasonBefore(one, kinds, sides)
    if (first !== undefined && canOrder(vendor, first, kind)) {
      // Ours may have it so already.
      if (reasonBefore(one, kinds, { vendor, target: sides.plain }) !== first)
        behind.push({ first, before: kind, seen: sides.seen })
      continue
    }
    const refusal = learnKind(kind, one, means)
    if (refusal === undefined) continue
    asked.push(kind)
    if (refusal !== 'same') refusals[kind] = refusal
  }
  return { refusals, asked, behind }
}
