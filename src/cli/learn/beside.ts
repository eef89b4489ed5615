/** What `verify` does beside comparing: learns from the target, or compares with what was seen of it before. */
import type { Observations, ObservedVendors } from '../../contract/observations.ts'
import { vendorDefinitions } from '../../routes/index.ts'
import type { Probed } from '../verify/limits.ts'
import { type Plan, questionOf } from '../verify/plan.ts'
import type { Prepared } from '../verify/prepare.ts'
import type { Means, Result } from '../verify/result.ts'
import { runCases } from '../verify/run.ts'
import type { VerifySettings } from '../verify/settings.ts'
import { refutedBy, sinceSeen } from './compare.ts'
import { readLearnt, writeLearnt } from './file.ts'
import { type Heard, note } from './heard.ts'
import { learn } from './learn.ts'
import { orderableCases } from './limit-order.ts'
import { mergeObservations } from './merge.ts'
import { startOwn } from './own.ts'

export interface Beside {
  /** As compared with what is known by now. */
  results: readonly Result[]
  /** For whoever watches. */
  sentences: readonly string[]
}

interface Run {
  prepared: Prepared
  means: Means
  redact(text: string): string
}

const TOO_MANY = 429
/** So many windows are waited for in all. */
const MOST_WAITS = 5

/** What is learnt, or has changed, is not that somebody else uses the key. */
const patiently = (means: Means, windowMs: number): Means => {
  let waits = 0
  return {
    ...means,
    async ask(question) {
      const answer = await means.send(question)
      if (answer.status !== TOO_MANY || waits >= MOST_WAITS) return answer
      waits += 1
      await means.time.wait(1.1 * windowMs)
      return means.send(question)
    },
  }
}

/** What is to be done once the cases have been asked. */
export interface Afterwards {
  /** `means` that remember what is heard. */
  means: Means
  conclude(results: readonly Result[], run: Run): Promise<Beside>
}

const definitionOf = (id: string) => {
  const found = vendorDefinitions.find((one) => one.id === id)
  if (found === undefined) throw new TypeError(`there is no vendor ${id}`)
  return found
}

/** The results of our own mock that has seen `seen`. */
const resultsWith = async (seen: Observations, { prepared, means }: Run): Promise<readonly Result[]> => {
  const { plan, vendor } = prepared
  const own = await startOwn(definitionOf(vendor.id), plan, seen)
  try {
    const { judgeShape } = means
    return await runCases(own.plan, { send: own.send, time: own.time, judgeShape, onProgress() {} })
  } finally {
    await own.close()
  }
}

const countsOf = (seen: Observations): string =>
  Object.entries(seen)
    .map(([name, part]) => `${Object.keys(part ?? {}).length} ${name}`)
    .join(', ')

/** Sentences on what stands in the file already and is refuted. */
const refuted = async (seen: Observations | undefined, run: Run): Promise<readonly string[]> =>
  seen === undefined ? [] : refutedBy(await resultsWith(seen, run), seen)

const createLearning = (
  { learn: file = '', vendor, strictness }: VerifySettings,
  before: ObservedVendors,
  { means, plan }: { means: Means; plan: Plan },
): Afterwards => {
  const heard: Heard = new Map()
  const orderable = orderableCases(plan)
  let probed: Probed | undefined
  return {
    means: {
      ...means,
      hear: (name, answer) => note(heard, name, answer),
      spent: orderable.map((one) => questionOf(one, plan)),
      hearLimit(found) {
        probed = found
      },
    },
    async conclude(results, run) {
      const old = before[vendor] ?? {}
      const sentences = await refuted(before[vendor], run)
      const { now, examined, date, said, own } = await learn({
        ...run,
        definition: definitionOf(vendor),
        heard,
        probed,
        results,
      })
      const seen = mergeObservations(old, now, examined, date)
      await writeLearnt(file, { ...before, [vendor]: seen })
      return {
        results: sinceSeen(results, own, now, strictness),
        sentences: [
          ...sentences,
          ...said.map((what) => `not written: ${what}`),
          `${file}: of ${vendor} there are ${countsOf(seen)}`,
        ],
      }
    },
  }
}

const createComparing = (
  { vendor, strictness }: VerifySettings,
  before: ObservedVendors,
  means: Means,
): Afterwards => ({
  means,
  async conclude(results, run) {
    const seen = before[vendor] ?? {}
    const own = await resultsWith(seen, run)
    return { results: sinceSeen(results, own, seen, strictness), sentences: refutedBy(own, seen) }
  },
})

/** Reads the file before anything is asked. Throws a ConfigError. */
export const prepareBeside = async (
  settings: VerifySettings,
  { plan }: Prepared,
  given: Means,
): Promise<Afterwards> => {
  const means = patiently(given, plan.limit.windowMs)
  if (settings.learn !== undefined)
    return createLearning(settings, await readLearnt(settings.learn), { means, plan })
  if (settings.observed === undefined)
    return { means: given, conclude: async (results) => ({ results, sentences: [] }) }
  const { readObserved } = await import('../../config/observed-file.ts')
  return createComparing(settings, await readObserved(vendorDefinitions, settings.observed, ''), means)
}
