/** `--learn`: from what a target has answered to what is to be written of it. */

import type { VendorDefinition } from '../../contract/definition.ts'
import type { Observations } from '../../contract/observations.ts'
import type { Probed } from '../verify/limits.ts'
import type { Prepared } from '../verify/prepare.ts'
import type { Means, Result } from '../verify/result.ts'
import { runCases } from '../verify/run.ts'
import { isSameDifference, isSameResult } from './compare.ts'
import { findFields } from './fields.ts'
import { generalHeaders } from './headers.ts'
import { askCases, askedCases, type Heard, type Side, samplesOf } from './heard.ts'
import { limitRefusal, limitSettings, type Measured, measured, measuredHere } from './limit.ts'
import { alsoCounted, findLimitOrder, limitFirsts } from './limit-order.ts'
import type { Examined } from './merge.ts'
import type { Notes } from './notes.ts'
import { findOrder } from './order.ts'
import { type Own, startOwn } from './own.ts'
import { createPrivacy } from './privacy.ts'
import { findRefusals, primaries, reasonBefore } from './refusals.ts'
import { findSetting } from './settings.ts'

export interface LearnSource {
  definition: VendorDefinition
  prepared: Prepared
  means: Means
  /** What the target has answered so far. */
  heard: Heard
  /** Where its limit was used up. */
  probed: Probed | undefined
  results: readonly Result[]
  redact(text: string): string
}

export interface Learnt {
  now: Observations
  examined: Examined
  date: string
  /** What was not written, and why. */
  said: readonly string[]
  /** Of our own mock, with all that was learnt. */
  own: readonly Result[]
}

/** What is found on the way. */
interface Lesson extends LearnSource {
  target: Side
  notes: Notes
  limitOf: Measured | undefined
  /** By kind, whether the limit is looked at before it. */
  firsts: ReadonlyMap<string, boolean>
  /** Starts a mock of our own that has learnt so much, and asks it all; they are closed at the end. */
  rehearse(seen: Observations): Promise<Own>
}

const privacyOf = ({ prepared, heard, redact }: LearnSource, plain: Side) => {
  const { vendor, documentation, plan } = prepared
  const isRefused = (name: string): boolean =>
    plan.cases.some((one) => one.case === name && one.row.kind !== undefined)
  const of = (all: Heard, refused: boolean) =>
    [...all].flatMap(([name, answers]) => (isRefused(name) === refused ? answers : []))
  const refusals = of(plain.heard, true)
  return createPrivacy({
    redact,
    given: Object.values(plan.given),
    successes: of(heard, false),
    ours: refusals.flatMap(({ body, headers }) => [body, ...headers.values()]),
    headers: [...plain.heard.values()].flat().flatMap(({ headers }) => [...headers.keys()]),
    vendor: vendor.id,
    schemas: [documentation.schemas, vendor.operations.map(({ answers }) => answers)],
    target: plan.target,
  })
}

const settingsOf = async (
  lesson: Lesson,
  plain: Own,
): Promise<Pick<Observations, 'settings'> & { found: string | undefined }> => {
  const { definition, prepared, target, notes, limitOf, heard } = lesson
  const { vendor, plan } = prepared
  const counts = plan.limit.headers
  const limits = limitSettings(vendor, [...heard.values()].flat(), { counts, limitOf }, notes)
  const found = await findSetting(definition, vendor, { target, plain, seen: {} })
  const own = found === undefined ? {} : { [found.name]: { value: found.value, seen: notes.seen } }
  return { settings: { ...limits, ...own }, found: found?.name }
}

const allSamples = ({ prepared }: Lesson, side: Side) =>
  askedCases(prepared.plan).flatMap((one) => samplesOf(prepared.vendor, one, side))

/** Settings and headers first: the rest is what is otherwise with them. */
const learnAnswers = async (lesson: Lesson, plain: Own) => {
  const { prepared, target, notes, limitOf, means } = lesson
  const { vendor, documentation, plan } = prepared
  const { settings = {}, found } = await settingsOf(lesson, plain)
  const set = Object.keys(settings).length === 0 ? plain : await lesson.rehearse({ settings })
  const both = { theirs: allSamples(lesson, target), ours: allSamples(lesson, set) }
  const headers = generalHeaders(both, plan.limit.headers, notes)
  const own = Object.keys(headers).length === 0 ? set : await lesson.rehearse({ settings, headers })
  const isFailure = (body: string): boolean =>
    means.judgeShape(documentation.schemas.Failure, body).length === 0
  const sides = { vendor, target, own, plain, counted: plan.limit.headers, setting: found, isFailure }
  const { refusals, asked, behind } = findRefusals({ ...notes, ...sides })
  const limited = limitOf && limitRefusal(limitOf, await measuredHere(own, plan.limit.headers), notes)
  const fields = findFields({ target, own }, means.judgeShape, notes)
  return {
    now: {
      settings,
      headers,
      refusals: { ...refusals, ...(limited && { rateLimited: limited }) },
      fields: fields.fields,
    },
    asked: [...asked, ...(limitOf ? ['rateLimited'] : [])],
    operations: fields.asked,
    behind,
  }
}

/** The kind whose answer it was given, where that is another than ours. */
const answeredAs = ({ prepared, target }: Lesson, name: string): string | undefined => {
  const { vendor, plan } = prepared
  const one = plan.cases.find((each) => each.case === name)
  const kinds = primaries(askedCases(plan))
  if (one?.row.kind === undefined) return undefined
  if (kinds.get(one.row.kind) === one) return reasonBefore(one, kinds, { vendor, target })
  const [its] = samplesOf(vendor, one, target)
  const isLike = (kind: string): boolean => {
    const other = kinds.get(kind)
    const [alone] = other === undefined ? [] : samplesOf(vendor, other, target)
    return its !== undefined && alone?.status === its.status && alone.text === its.text
  }
  return isLike(one.row.kind) ? undefined : [...kinds.keys()].find(isLike)
}

const casesOf = (lesson: Lesson, own: readonly Result[]): NonNullable<Observations['cases']> => {
  const { seen, say } = lesson.notes
  const cases: NonNullable<Observations['cases']> = {}
  for (const result of lesson.results) {
    const { case: name } = result.case
    const its = own.find((one) => one.case.case === name)
    if (result.outcome === 'skipped' || its === undefined || its.outcome === 'skipped') continue
    if (isSameResult(result, its)) {
      const as = answeredAs(lesson, name)
      cases[name] = as === undefined ? { seen } : { as, seen }
    } else {
      const first = result.differences.find(
        (one) => !its.differences.some((other) => isSameDifference(one, other)),
      )
      say(name, first === undefined ? 'is as we have it, but not with the rest' : `differs at ${first.where}`)
    }
  }
  return cases
}

const learnAll = async (lesson: Lesson, plain: Own): Promise<Omit<Learnt, 'date' | 'said'>> => {
  const { definition, prepared, target, notes, means, limitOf } = lesson
  const { vendor, plan } = prepared
  const { now, asked, operations, behind } = await learnAnswers(lesson, plain)
  const worded = await lesson.rehearse(now)
  const ofPairs = await findOrder(vendor, { target, own: worded, kinds: asked }, notes)
  const ofLimit = await findLimitOrder({ definition, vendor, plan, seen: notes.seen }, lesson.firsts, now)
  const order = [...behind, ...ofPairs.order, ...ofLimit.order]
  const pairs = [
    ...behind.map(({ first, before }) => [first, before] as const),
    ...ofPairs.asked,
    ...ofLimit.asked,
  ]
  const whole = await lesson.rehearse({ ...now, order })
  const ownMeans = {
    ...means,
    send: whole.send,
    time: whole.time,
    hear() {},
    hearLimit() {},
    onProgress() {},
  }
  const own = await runCases(whole.plan, ownMeans)
  const cases = casesOf(lesson, own)
  const limits = [...(limitOf ? ['limit'] : []), ...(limitOf?.window ? ['windowSeconds'] : [])]
  const settings = [
    ...Object.keys(now.settings),
    ...limits,
    ...lesson.definition.ownSettings.map(({ name }) => name),
  ]
  return {
    now: { ...now, order, cases },
    examined: { settings, refusals: asked, order: pairs, fields: operations, cases: Object.keys(cases) },
    own,
  }
}

/** Asks each case once more, and some in pairs; reads only. */
export const learn = async (source: LearnSource): Promise<Learnt> => {
  const { definition, prepared, means, heard, probed } = source
  const { plan } = prepared
  const owns: Own[] = []
  const said = new Set<string>()
  const date = new Date(means.time.now()).toISOString().slice(0, 10)
  const rehearse = async (seen: Observations): Promise<Own> => {
    const own = await startOwn(definition, plan, seen)
    owns.push(own)
    await askCases(own)
    return own
  }
  try {
    const target = { plan, heard, send: means.send, time: means.time, windowMs: plan.limit.windowMs }
    await askCases(target)
    const plain = await rehearse({})
    await askCases(plain)
    const notes: Notes = {
      seen: `${new URL(plan.target).host} ${date}`,
      ...privacyOf(source, plain),
      say: (what, why) => said.add(`${what} ${why}`),
    }
    const firsts = limitFirsts(plan, probed)
    const limitOf = measured(probed, plan.limit.headers, alsoCounted(firsts))
    const learnt = await learnAll({ ...source, target, notes, limitOf, firsts, rehearse }, plain)
    return { ...learnt, date, said: [...said] }
  } finally {
    await Promise.all(owns.map((own) => own.close()))
  }
}
