/** Puts members through a life: what happens to them, and when, on a sandbox's clock. */
import type { ScenarioStep, Scenarios } from '../../contract/scenario.ts'
import type { Vendor } from '../../contract/vendor.ts'
import { isClockTime } from '../../sandbox/clock.ts'
import { MOST_STEPS, type NewStep, type Step } from '../../sandbox/scenario.ts'
import { instantAt } from '../clock/clock.ts'
import { DURATIONS, millisecondsIn } from '../clock/duration.ts'
import { ControlError } from '../control-error.ts'
import type { ControlOptions } from '../options.ts'
import { SandboxQuery } from '../queries.ts'
import { useCase } from '../use-case.ts'
import { type PlannedStep, type Timeline, TimelineBody } from './timeline-schemas.ts'

const shown = ({ number, time, ...step }: Step): PlannedStep => ({
  id: `s_${number}`,
  time: new Date(time).toISOString(),
  vendor: step.vendor,
  member: step.member,
  event: step.event,
  place: step.place,
  state: step.state,
  reason: step.reason,
})

/** Milliseconds since the epoch. */
const timeOf = (at: string, now: number, path: string): number => {
  if (/^\d{4}-\d\d-\d\dT/.test(at) && !Number.isNaN(Date.parse(at))) return instantAt(at, path)
  const ms = millisecondsIn(at)
  const accepted = [...DURATIONS, '2026-03-01T12:00:00Z']
  if (ms === undefined)
    throw new ControlError(
      'refused',
      path,
      `"${at.slice(0, 60)}" is neither a duration nor a date and time`,
      accepted,
    )
  if (isClockTime(now + ms)) return now + ms
  throw new ControlError('refused', path, `"${at.slice(0, 60)}" is past the year 9999`, accepted)
}

/** Throws unless each step can be meant: what it is about may come into being by then. */
const readSteps = (
  vendors: readonly Vendor[],
  steps: readonly ScenarioStep[],
  now: number,
  path: string,
): readonly NewStep[] =>
  steps.map(({ at, vendor: id, member, event, place }, i) => {
    const here = `${path}/${i}`
    const living = vendors.filter(({ life }) => life !== undefined)
    const life = living.find((one) => one.id === id)?.life
    if (life === undefined) {
      const ids = living.map((one) => one.id)
      throw new ControlError('refused', `${here}/vendor`, `there is no vendor "${id}" here`, ids)
    }
    if (!Object.hasOwn(life, event)) {
      const names = Object.keys(life)
      throw new ControlError(
        'refused',
        `${here}/event`,
        `nothing called "${event}" happens to a member`,
        names,
      )
    }
    return { time: timeOf(at, now, `${here}/at`), vendor: id, member, event, place: place ?? null }
  })

/** Those of the user and the shipped ones, the user's own first. */
const scenariosOf = ({ vendors, scenarios = {} }: ControlOptions): Scenarios => ({
  ...Object.assign({}, ...vendors.map((vendor) => vendor.scenarios ?? {})),
  ...scenarios,
})

const stepsOf = (options: ControlOptions, { scenario, steps }: TimelineBody): readonly ScenarioStep[] => {
  if (scenario === undefined) return steps ?? []
  const known = scenariosOf(options)
  const found = Object.hasOwn(known, scenario) ? known[scenario] : undefined
  if (found !== undefined) return found
  throw new ControlError('refused', '/scenario', `there is no scenario "${scenario}"`, Object.keys(known))
}

export const createTimelineControl = (options: ControlOptions) => ({
  getTimeline: useCase()({
    query: SandboxQuery,
    run({ sandbox }): Timeline {
      return { steps: sandbox().scenario.steps.map(shown) }
    },
  }),

  startTimeline: useCase<object, TimelineBody>()({
    query: SandboxQuery,
    body: TimelineBody,
    run({ sandbox: find, body }): Timeline {
      const sandbox = find()
      const path = body.scenario === undefined ? '/steps' : '/scenario'
      const steps = readSteps(options.vendors, stepsOf(options, body), sandbox.clock.now(), path)
      const { scenario } = sandbox
      if (scenario.steps.length + steps.length > MOST_STEPS)
        throw new ControlError('conflict', '', `a sandbox remembers ${MOST_STEPS} steps, until it is reset`)
      return { steps: scenario.add(steps).map(shown) }
    },
  }),
})
