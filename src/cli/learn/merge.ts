/** Puts what was seen now to what was seen before: of each entry the newer, and what was not asked about stays. */
import { type Observations, seenAt } from '../../contract/observations.ts'

/** What a run has asked about: where it says nothing, there is nothing more to say. */
export interface Examined {
  settings: readonly string[]
  refusals: readonly string[]
  /** Pairs of kinds, in either order. */
  order: readonly (readonly [string, string])[]
  /** Operations. */
  fields: readonly string[]
  cases: readonly string[]
}

interface Entry {
  seen: string
}

type Entries<E> = Readonly<Record<string, E>>

const isNewer = (before: Entry, date: string): boolean => seenAt(before.seen).date > date

/** Entries of `before` that stay. */
const kept = <E extends Entry>(
  before: Entries<E>,
  asked: (name: string) => boolean,
  date: string,
): Entries<E> =>
  Object.fromEntries(Object.entries(before).filter(([name, one]) => !asked(name) || isNewer(one, date)))

const merged = <E extends Entry>(
  before: Entries<E> = {},
  now: Entries<E> = {},
  asked: (name: string) => boolean,
  date: string,
): Entries<E> => ({ ...now, ...kept(before, asked, date) })

/** What says nothing is left out. */
const withoutEmpty = <Part extends object | undefined>(
  parts: readonly (readonly [string, Part])[],
): Record<string, Part> => Object.fromEntries(parts.filter(([, part]) => Object.keys(part ?? {}).length > 0))

type Order = NonNullable<Observations['order']>

const mergedOrder = (before: Order = [], now: Order = [], asked: Examined['order'], date: string): Order => {
  const isAsked = ({ first, before: second }: Order[number]): boolean =>
    asked.some((pair) => pair.includes(first) && pair.includes(second))
  const stays = before.filter((one) => !isAsked(one) || isNewer(one, date))
  const isThere = (one: Order[number]): boolean =>
    stays.some((each) => [each.first, each.before].sort().join() === [one.first, one.before].sort().join())
  return [...stays, ...now.filter((one) => !isThere(one))]
}

const mergedFields = (
  before: NonNullable<Observations['fields']> = {},
  now: NonNullable<Observations['fields']> = {},
  asked: readonly string[],
  date: string,
): NonNullable<Observations['fields']> => {
  const operations = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort()
  return withoutEmpty(
    operations.map((name) => [name, merged(before[name], now[name], () => asked.includes(name), date)]),
  )
}

export const mergeObservations = (
  before: Observations,
  now: Observations,
  examined: Examined,
  date: string,
): Observations => {
  const all: Observations = {
    settings: merged(before.settings, now.settings, (name) => examined.settings.includes(name), date),
    refusals: merged(before.refusals, now.refusals, (name) => examined.refusals.includes(name), date),
    headers: merged(before.headers, now.headers, () => true, date),
    order: mergedOrder(before.order, now.order, examined.order, date),
    fields: mergedFields(before.fields, now.fields, examined.fields, date),
    cases: merged(before.cases, now.cases, (name) => examined.cases.includes(name), date),
  }
  return withoutEmpty(Object.entries(all)) as Observations // of the same parts
}
