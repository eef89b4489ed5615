/** Headers that the target has on every answer, and on those of one kind. */
import { isObservableHeader } from '../../config/observed-file.ts'
import type { Observations, ObservedRefusal } from '../../contract/observations.ts'
import type { VerifyCase } from '../../contract/verify-case.ts'
import type { Sample } from './heard.ts'
import type { Notes } from './notes.ts'
import { commonText, isSameForm } from './texts.ts'

const TYPE = 'content-type'

const namesIn = ({ headers, text }: Sample): readonly string[] =>
  [...headers.keys()].filter((name) => isObservableHeader(name) && (name !== TYPE || text !== ''))

/** Values by name, of those that are on all; a content type is on all that have a body. */
const onAll = (samples: readonly Sample[]): ReadonlyMap<string, readonly string[]> => {
  const values = new Map<string, string[]>()
  for (const sample of samples)
    for (const name of namesIn(sample))
      values.set(name, [...(values.get(name) ?? []), sample.headers.get(name) ?? ''])
  const withBody = samples.filter(({ text }) => text !== '').length
  const needed = (name: string): number => (name === TYPE ? withBody : samples.length)
  return new Map([...values].filter(([name, all]) => all.length === needed(name)))
}

/** The content type is that of successes: a refusal may have one of its own. */
const onEvery = (samples: readonly Sample[]): ReadonlyMap<string, readonly string[]> => {
  const values = new Map(onAll(samples))
  const types = onAll(samples.filter(({ isRefusal }) => !isRefusal)).get(TYPE)
  values.delete(TYPE)
  return types === undefined ? values : values.set(TYPE, types)
}

const isOnAny = (samples: readonly Sample[], name: string): boolean =>
  samples.some((sample) => sample.headers.has(name))

/** Numbers of windows, which each server has its own of. */
export type Counted = ReadonlyMap<string, unknown>

/** Below this, every answer is not many. */
const FEWEST = 4

/** What most of them have, and one to whom no key was shown. */
const usualValue = (name: string, samples: readonly Sample[]): string | undefined => {
  const counts = new Map<string, number>()
  for (const { headers } of samples) {
    const value = headers.get(name)
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  const [value, count = 0] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? []
  const isNobodys = samples.some(({ headers, isAnonymous }) => isAnonymous && headers.get(name) === value)
  return 2 * count > samples.length && isNobodys ? value : undefined
}

interface Both {
  theirs: readonly Sample[]
  ours: readonly Sample[]
}

/** On every answer; also to those who show no key, so that none of them is about whose key it is. */
export const generalHeaders = (
  { theirs, ours }: Both,
  counted: Counted,
  { seen, isPrivateHeader, isPrivateToKey, say }: Notes,
): NonNullable<Observations['headers']> => {
  if (theirs.length < FEWEST) return {}
  const [there, here] = [onEvery(theirs), onEvery(ours)]
  const entries = [...there].flatMap(([name, values]): [string, string][] => {
    if (counted.has(name)) return []
    const usual = (samples: readonly Sample[]) => (name === TYPE ? undefined : usualValue(name, samples))
    const form = commonText(values) ?? usual(theirs)
    const own = commonText(here.get(name) ?? []) ?? usual(ours)
    if (form !== undefined && own !== undefined && isSameForm(form, own)) return []
    const isOurs = isOnAny(ours, name)
    const isHidden = !isOurs && isPrivateHeader(name)
    if (!isHidden && form !== undefined && !isPrivateToKey(form)) return [[name, form]]
    const what = isHidden ? 'the name of a header' : `header ${name}`
    if (!isOurs) say(what, form === undefined ? 'varies in a way that has no word' : 'may be about somebody')
    return []
  })
  const names = new Set(ours.flatMap(namesIn))
  const missing = [...names].filter((name) => !isOnAny(theirs, name) && name !== TYPE)
  return Object.fromEntries([
    ...entries.map(([name, value]) => [name, { value, seen }]),
    ...missing.map((name) => [name, { value: null, seen }]),
  ])
}

/** Of no account of anybody's, whatever they say. */
const HARMLESS: readonly string[] = [
  ...['allow', 'cache-control', 'content-language', 'content-type', 'pragma', 'retry-after', 'vary'],
  ...['www-authenticate', 'x-content-type-options', 'x-should-retry'],
  ...['credentials', 'headers', 'methods', 'origin'].map((name) => `access-control-allow-${name}`),
  ...['access-control-expose-headers', 'access-control-max-age'],
]

/** What answers of this kind have otherwise than ours. */
export const kindHeaders = (
  one: VerifyCase,
  { theirs, ours }: Both,
  counted: Counted,
  { isPrivate, isPrivateToKey, say }: Notes,
): NonNullable<ObservedRefusal['headers']> => {
  const [there, here] = [onAll(theirs), onAll(ours)]
  const found: Record<string, string | null> = {}
  for (const [name, values] of there) {
    const expectation = one.expectedHeaders.find((each) => each.name === name)?.value
    const isExpected =
      typeof expectation === 'object' &&
      expectation !== null &&
      values.every((value) => expectation.pattern.test(value))
    const form = commonText(values)
    const own = commonText(here.get(name) ?? [])
    if (counted.has(name) || (isExpected && own !== undefined)) continue
    if (form !== undefined && own !== undefined && isSameForm(form, own)) continue
    const isKnown = HARMLESS.includes(name) || isOnAny(ours, name)
    const isHidden = theirs.every(({ isAnonymous }) => isAnonymous) ? isPrivate : isPrivateToKey
    if (isKnown && form !== undefined && !isHidden(form)) found[name] = form
    else
      say(
        isKnown ? `${one.case}: header ${name}` : `${one.case}: a header`,
        form === undefined ? 'varies in a way that has no word' : 'may be about somebody',
      )
  }
  for (const name of here.keys()) if (!isOnAny(theirs, name)) found[name] = null
  return found
}
