/** Are the names in a rule names that this server has? The schema cannot know. */

import type { Vendor } from '../../contract/vendor.ts'
import type { Delay, FaultAnswer, FaultRule } from '../../sandbox/faults.ts'
import { acceptedAnswers } from '../accepted-answers.ts'
import { ControlError } from '../control-error.ts'
import { check } from './check.ts'
import { checkGiven, isGiven } from './given-answer.ts'

type Of<Name extends string> = Extract<FaultAnswer, Record<Name, unknown>>

const checkStatus = (vendor: Vendor, answer: Of<'status'>, path: string): void => {
  const { status, retryAfter } = answer
  if (isGiven(answer)) {
    checkGiven(answer, path)
    return
  }
  const accepted = acceptedAnswers(vendor).status
  const given = JSON.stringify({ status, body: '...' })
  const message = `${vendor.title} refuses with no ${status}; with a body, ${given}, any is answered as given`
  check(accepted.includes(status), `${path}/status`, message, accepted)
  const isInTime = retryAfter === undefined || status === 429
  check(isInTime, `${path}/status`, `retryAfter goes with 429, not with ${status}`, [429])
}

const checkCode = (vendor: Vendor, { code }: Of<'code'>, path: string): void => {
  const accepted = acceptedAnswers(vendor).code
  check(accepted.length > 0, path, `${vendor.title} has no codes in its bodies`, ['status', 'kind', 'html'])
  check(accepted.includes(code), path, `${vendor.title} has no code ${code}`, accepted)
}

const checkKind = (vendor: Vendor, { kind }: Of<'kind'>, path: string): void => {
  const accepted = acceptedAnswers(vendor).kind
  check(accepted.includes(kind), path, `${vendor.title} has no kind "${kind}"`, accepted)
}

const checkAnswer = (vendor: Vendor, answer: FaultAnswer, path: string): void => {
  if ('status' in answer) checkStatus(vendor, answer, path)
  if ('code' in answer) checkCode(vendor, answer, `${path}/code`)
  if ('kind' in answer) checkKind(vendor, answer, `${path}/kind`)
}

const checkDelay = (delay: Delay, path: string): void => {
  if (typeof delay === 'number') return
  const [low, high] = delay.uniform
  check(low <= high, `${path}/uniform`, `the range ends at ${high}, before ${low}`, [
    { uniform: [high, low] },
  ])
}

/** Befalls deliveries alone, or requests alone. */
const REQUESTS_ONLY = ['operation', 'delay', 'answer', 'socket'] as const

const checkDelivery = (vendor: Vendor, rule: FaultRule, path: string): void => {
  const { delivery, event } = rule
  const { title, webhooks } = vendor
  check(delivery !== undefined || event === undefined, `${path}/event`, 'event goes with delivery', [])
  if (delivery === undefined) return
  check(webhooks !== undefined, `${path}/delivery`, `${title} has no webhooks`, [])
  const events = Object.keys(webhooks?.events ?? {})
  const isEvent = event === undefined || events.includes(event)
  check(isEvent, `${path}/event`, `${title} has no event "${event}"`, events)
  const isTold = delivery !== 'staleTimestamp' || webhooks?.signsTime === true
  check(isTold, `${path}/delivery`, `${title} signs no time, so that none can be stale`, ['badSignature'])
  for (const name of REQUESTS_ONLY)
    check(rule[name] === undefined, `${path}/${name}`, `${name} does not go with delivery`, ['delivery'])
}

const vendorOf = (vendors: readonly Vendor[], id: string, path: string): Vendor => {
  const vendor = vendors.find((one) => one.id === id)
  if (vendor !== undefined) return vendor
  const ids = vendors.map((one) => one.id)
  throw new ControlError('refused', path, `there is no vendor "${id}" here`, ids)
}

/** Throws a ControlError unless `rule`, which lies at `path` and fits its schema, can be planned here. */
export const checkNames = (vendors: readonly Vendor[], rule: FaultRule, path: string): void => {
  const { operation, delay = 0, answer } = rule
  const vendor = vendorOf(vendors, rule.vendor, `${path}/vendor`)
  const operations = vendor.operations.map(({ id }) => id)
  const isServed = operation === undefined || operations.includes(operation)
  check(isServed, `${path}/operation`, `${vendor.title} has no operation "${operation}" here`, operations)
  checkDelivery(vendor, rule, path)
  checkDelay(delay, `${path}/delay`)
  if (answer !== undefined) checkAnswer(vendor, answer, `${path}/answer`)
}
