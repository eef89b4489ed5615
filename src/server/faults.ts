/** Lets a planned or preferred fault befall a request, before the vendor's checks see it. */

import { ApiError } from '../contract/refusal.ts'
import type { Vendor } from '../contract/vendor.ts'
import { isGiven } from '../control/faults/given-answer.ts'
import type { Delay, FaultAnswer, FaultRule, SocketFault } from '../sandbox/faults.ts'
import type { Random } from '../sandbox/random.ts'
import type { Exchange } from './exchange.ts'
import { kindOf, preferable, preferredKind } from './forced-answers.ts'
import { answerPast, givenAnswer, pageOf, refusedPreference } from './gateway.ts'
import { noteCut } from './journal.ts'
import type { Next } from './next.ts'
import { type Preference, preferenceIn } from './prefer.ts'
import { cutOff, mangle } from './socket-faults.ts'
import type { Stage } from './stage.ts'
import type { Waits } from './waits.ts'

/** One request that a fault befalls. */
interface Victim {
  vendor: Vendor
  waits: Waits
  exchange: Exchange
}

const millisecondsOf = (delay: Delay, random: Random): number => {
  if (typeof delay === 'number') return delay
  const [low, high] = delay.uniform
  return random.integer(low, high)
}

/** The vendor's own refusal. `retryAfter` is in seconds. */
const refusal = ({ vendor, exchange }: Victim, kind: string, retryAfter?: number): ApiError => {
  const facts = vendor.faults.prepare(exchange, kind, retryAfter)
  return new ApiError(kind, retryAfter === undefined ? facts : { ...facts, seconds: retryAfter }, true)
}

const force = (victim: Victim, answer: FaultAnswer): Next => {
  const { vendor, exchange } = victim
  if ('html' in answer) {
    answerPast(exchange, pageOf(answer.html))
    return 'stop'
  }
  if ('status' in answer && isGiven(answer)) {
    answerPast(exchange, givenAnswer(answer))
    return 'stop'
  }
  const kind = kindOf(vendor, answer)
  if (kind === undefined) throw new TypeError(`${vendor.title} never answers ${JSON.stringify(answer)}`)
  throw refusal(victim, kind, 'status' in answer ? answer.retryAfter : undefined)
}

/** A fault that leaves a part of the answer lets the request go on to get one. */
const breakSocket = ({ waits, exchange }: Victim, fault: SocketFault): Next => {
  exchange.socketFault = fault
  if (typeof fault !== 'string') {
    mangle(fault, exchange.request, exchange.reply, waits)
    return undefined
  }
  noteCut(exchange)
  cutOff(fault, exchange.request, exchange.reply, waits)
  return 'stop'
}

const strike = (victim: Victim, { answer, socket }: FaultRule): Next => {
  if (socket !== undefined) return breakSocket(victim, socket)
  return answer === undefined ? undefined : force(victim, answer)
}

const befallPlanned = (victim: Victim): Next => {
  const { vendor, waits, exchange } = victim
  const { sandbox, headers, credential: key, params, operation = '' } = exchange
  const call = { vendor: vendor.id, operation, key, member: params[vendor.faults.member], headers }
  const planned = sandbox.faults.befall(call, sandbox.random)
  if (planned === undefined) return undefined
  exchange.fault = planned.id
  const { delay = 0 } = planned.rule
  exchange.strike = () => strike(victim, planned.rule)
  const ms = millisecondsOf(delay, sandbox.random)
  return ms === 0 ? undefined : (go) => waits.start(exchange.reply.raw, ms, go)
}

/** A preference wins over what is planned, which does not count the request. */
const befallPreferred = (victim: Victim, preference: Preference): Next => {
  const { vendor, exchange } = victim
  exchange.fault = 'prefer'
  const kind = preferredKind(vendor, preference)
  if (kind !== undefined) throw refusal(victim, kind)
  answerPast(exchange, refusedPreference(vendor.title, preference, preferable(vendor)))
  return 'stop'
}

/** Which fault befalls the request; it waits here for as long as the fault says. */
export const createFaultStage = (waits: Waits): Stage => ({
  name: 'fault',
  run(exchange) {
    const { vendor, headers, sandbox } = exchange
    const { prefer } = headers
    if (vendor === undefined || (prefer === undefined && sandbox.faults.isEmpty)) return undefined
    const victim = { vendor, waits, exchange }
    const preference = prefer === undefined ? undefined : preferenceIn(prefer)
    return preference === undefined ? befallPlanned(victim) : befallPreferred(victim, preference)
  },
})

/** What the fault does, once it has been waited for. */
export const strikeFault: Stage = {
  name: 'strike',
  run: (exchange) => exchange.strike?.(),
}
