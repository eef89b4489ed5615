/** What is numbered in a snapshot, where a schema cannot know: each number once, and none that is still to come. */
import type { JsonSchema } from '../../contract/json-schema.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { Snapshot } from '../../sandbox/snapshot.ts'
import { ControlError } from '../control-error.ts'
import type { Input } from '../use-case.ts'

const refuse = (path: string, message: string, accepted: readonly unknown[] = []): never => {
  throw new ControlError('refused', path, message, accepted)
}

/** `numbers` in their order; `last` is the highest that there can be. */
const checkNumbers = (numbers: readonly number[], last: number, pathOf: (i: number) => string): void => {
  const seen = new Set<number>()
  for (const [i, number] of numbers.entries()) {
    if (number > last) refuse(pathOf(i), `${number} is still to come: there were ${last}`)
    if (seen.has(number)) refuse(pathOf(i), `${number} is there twice`)
    seen.add(number)
  }
}

const checkJobs = (sandbox: Sandbox, { clock }: Snapshot, check: Input['check']): void => {
  const { due, next } = clock.jobs
  const path = '/clock/jobs/due'
  const { workers } = sandbox
  checkNumbers(
    due.map(({ id }) => id),
    next - 1,
    (i) => `${path}/${i}/id`,
  )
  for (const [i, { worker, data }] of due.entries()) {
    const employed = workers.get(worker)
    if (employed === undefined) refuse(`${path}/${i}/worker`, `there is no "${worker}"`, [...workers.keys()])
    else check(employed.data as JsonSchema, data, `${path}/${i}/data`) // what a worker was employed with
  }
}

const checkDeliveries = ({ outbox }: Snapshot): void => {
  const { deliveries = [], made = 0 } = outbox ?? {}
  checkNumbers(
    deliveries.map(({ number }) => number),
    made,
    (i) => `/outbox/deliveries/${i}/number`,
  )
  for (const [i, { state, due }] of deliveries.entries())
    if ((state === 'due') !== (due !== null))
      refuse(`/outbox/deliveries/${i}/due`, `it is ${due}, and its state is "${state}"`)
}

/** They are found by their numbers. */
const checkSteps = ({ scenario = [] }: Snapshot): void => {
  for (const [i, { number }] of scenario.entries())
    if (number !== i + 1) refuse(`/scenario/${i}/number`, `it is ${number}`, [i + 1])
}

const checkWindows = (vendor: string, windows: readonly { key: string }[]): void => {
  const seen = new Set<string>()
  for (const [i, { key }] of windows.entries()) {
    if (seen.has(key)) refuse(`/vendors/${vendor}/limiter/windows/${i}/key`, 'it has a window already')
    seen.add(key)
  }
}

/** Throws a ControlError. */
export const checkNumbered = (sandbox: Sandbox, snapshot: Snapshot, check: Input['check']): void => {
  const { made, planned } = snapshot.faults
  checkNumbers(
    planned.map(({ id }) => Number(id.slice('f_'.length))),
    made,
    (i) => `/faults/planned/${i}/id`,
  )
  checkJobs(sandbox, snapshot, check)
  checkDeliveries(snapshot)
  checkSteps(snapshot)
  for (const [vendor, { limiter }] of Object.entries(snapshot.vendors)) checkWindows(vendor, limiter.windows)
}
