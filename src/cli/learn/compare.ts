/** Holds what the target differs in against what our own mock, as it was seen to answer, differs in as well. */
import { type Observations, seenAt } from '../../contract/observations.ts'
import type { Difference } from '../verify/difference.ts'
import type { Result } from '../verify/result.ts'
import { outcomeOf, type Strictness } from '../verify/strictness.ts'

const masked = (text: string): string => text.replace(/[0-9a-f-]{36}/gi, '{uuid}').replace(/\d+/g, '0')

/** In any element of a list: each server has as many as it has. */
const placeOf = ({ where }: Difference): string => where.replace(/\[\d+\]/g, '[]')

export const isSameDifference = (one: Difference, other: Difference): boolean =>
  placeOf(one) === placeOf(other) && masked(one.found) === masked(other.found)

const haveAll = (some: readonly Difference[], all: readonly Difference[]): boolean =>
  some.every((each) => all.some((its) => isSameDifference(each, its)))

/** Is there the same to say of both? */
export const isSameResult = (one: Result, other: Result): boolean =>
  haveAll(one.differences, other.differences) && haveAll(other.differences, one.differences)

/** `found` of ours is what was seen; where the target differs no more, or otherwise, it has changed since. */
const drifted = (target: Result, own: Result, seen: string): readonly Difference[] => {
  const { host, date } = seenAt(seen)
  const provenance = { how: 'observed', source: host, date } as const
  // Nothing but the status of such an answer is looked at.
  const isCut = target.differences.some(({ where }) => where === 'status')
  const ofOurs = new Map(own.differences.map((one) => [placeOf(one), one]))
  const theirs = target.differences.flatMap((one) => {
    const its = ofOurs.get(placeOf(one))
    if (its === undefined) return [one]
    return isSameDifference(one, its) ? [] : [{ ...one, expected: its.found, provenance }]
  })
  const gone = own.differences
    .filter((its) => !isCut && !target.differences.some((one) => placeOf(one) === placeOf(its)))
    .map(({ where, expected, found }) => ({ where, expected: found, found: expected, provenance }))
  return [...theirs, ...gone]
}

/** Results of the target, as differences from what was seen. */
export const sinceSeen = (
  results: readonly Result[],
  own: readonly Result[],
  { cases = {} }: Observations,
  strictness: Strictness,
): readonly Result[] =>
  results.map((result) => {
    const its = own.find(({ case: one }) => one.case === result.case.case)
    const seen = cases[result.case.case]?.seen
    if (its === undefined || result.outcome === 'skipped' || seen === undefined) return result
    const differences = drifted(result, its, seen)
    return { ...result, differences, outcome: outcomeOf(differences, strictness) }
  })

/** Sentences on what was learnt and is said otherwise by a page that was read later. */
export const refutedBy = (own: readonly Result[], { cases = {} }: Observations): readonly string[] =>
  own.flatMap(({ case: { case: name }, differences }) => {
    const seen = cases[name]?.seen
    if (seen === undefined) return []
    const { host, date } = seenAt(seen)
    const page = differences.find(
      ({ provenance }) => provenance.how === 'documented' && provenance.date > date,
    )
    if (page === undefined) return []
    const { source, date: read } = page.provenance
    return [`${name}: what was seen at ${host} on ${date} is refuted by ${source}, read on ${read}`]
  })
