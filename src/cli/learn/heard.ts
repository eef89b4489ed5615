/** What a server has answered to the cases, and how answers are held side by side. */

import type { Vendor } from '../../contract/vendor.ts'
import type { VerifyCase } from '../../contract/verify-case.ts'
import { type Answer, NoAnswer } from '../verify/exchange.ts'
import { type Plan, questionOf, reasonToSkip } from '../verify/plan.ts'
import type { Means } from '../verify/result.ts'
import { sendPatiently } from '../verify/write.ts'
import { type Stand, withStands } from './texts.ts'

/** Answers by the name of their case. */
export type Heard = Map<string, Answer[]>

/** One of the two servers. */
export interface Side extends Pick<Means, 'send' | 'time'> {
  plan: Plan
  heard: Heard
  /** How long to wait where it says that it was asked too often. */
  windowMs: number
}

/** Those that are asked one by one. */
export const askedCases = (plan: Plan): readonly VerifyCase[] =>
  plan.cases.filter((one) => !one.needs.includes('exhaust') && reasonToSkip(one, plan) === undefined)

/** What a request has that asks for nothing special: the key, and no more. */
export const isOrdinary = ({ headers }: VerifyCase): boolean =>
  Object.entries(headers).every(
    ([name, value]) => name === 'accept' || (name === 'authorization' && value === 'Bearer {key}'),
  ) && headers.authorization !== undefined

export const note = (heard: Heard, name: string, answer: Answer): void => {
  heard.set(name, [...(heard.get(name) ?? []), answer])
}

/** Once more each; what gets no answer is not heard. */
export const askCases = async (side: Side): Promise<void> => {
  for (const one of askedCases(side.plan)) {
    try {
      note(side.heard, one.case, await sendPatiently(questionOf(one, side.plan), side, side.windowMs))
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error
    }
  }
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The last parameter of the path, where it is one of the operation. */
const idIn = (vendor: Vendor, operation: string, path: string): string | undefined => {
  const parts = vendor.operations.find(({ id }) => id === operation)?.path.split('/') ?? []
  const segments = path.split('/')
  const isOfIt =
    parts.length === segments.length && parts.every((part, i) => part.startsWith('{') || part === segments[i])
  return isOfIt ? segments[parts.findLastIndex((part) => part.startsWith('{'))] : undefined
}

/** What of a request may stand in its answer. */
export const standsOf = (
  vendor: Vendor,
  { row }: VerifyCase,
  url: string,
  { target }: Plan,
): readonly Stand[] => {
  const below = url.slice(target.length)
  const { pathname, search } = new URL(url)
  const id = idIn(vendor, row.operation, below.split('?')[0] ?? '')
  const scopes = vendor.operations.flatMap(({ scopes = [] }) => scopes)
  return [
    { text: pathname + search, word: '{path}' },
    { text: vendor.base + below, word: '{path}' },
    ...(id === undefined ? [] : [id, decoded(id)]).map((text) => ({ text, word: '{id}' })),
    ...scopes.map((text) => ({ text, word: '{scope}' })),
  ]
}

export interface Sample {
  status: number
  headers: Headers
  /** The body, with words for what of the request stands in it. */
  text: string
  /** True: the request did not show the user's key. */
  isAnonymous: boolean
  /** True: it was to be refused. */
  isRefusal: boolean
}

export const sampleOf = (vendor: Vendor, one: VerifyCase, answer: Answer, plan: Plan): Sample => ({
  status: answer.status,
  headers: answer.headers,
  isRefusal: one.row.kind !== undefined,
  isAnonymous: !Object.values(one.headers).some((value) => value.includes('{key}')),
  text: withStands(answer.body, standsOf(vendor, one, questionOf(one, plan).url, plan)),
})

export const samplesOf = (vendor: Vendor, one: VerifyCase, { heard, plan }: Side): readonly Sample[] =>
  (heard.get(one.case) ?? []).map((answer) => sampleOf(vendor, one, answer, plan))
