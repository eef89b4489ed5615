/** Lets a planned or preferred fault befall a request, before the vendor's checks see it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ApiError } from '../contract/refusal.ts'
import type { Vendor } from '../contract/vendor.ts'
import type { Delay, FaultAnswer, FaultRule, SocketFault } from '../sandbox/faults.ts'
import type { Random } from '../sandbox/random.ts'
import { kindOf, preferable, preferredKind } from './forced-answers.ts'
import { answerPast, pageOf, refusedPreference } from './gateway.ts'
import { noteRequest } from './journal.ts'
import { type Preference, preferenceIn } from './prefer.ts'
import { cutOff, mangle } from './socket-faults.ts'
import { Waits } from './waits.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What will become of this request's answer; it uses no limit point. */
    socketFault: SocketFault | undefined
  }
}

export const decorateFaults = (app: FastifyInstance): void => {
  app.decorateRequest('socketFault', undefined)
}

type Done = (error?: Error) => void

/** One request that a fault befalls. */
interface Victim {
  vendor: Vendor
  waits: Waits
  request: FastifyRequest
  reply: FastifyReply
  done: Done
}

const millisecondsOf = (delay: Delay, random: Random): number => {
  if (typeof delay === 'number') return delay
  const [low, high] = delay.uniform
  return random.integer(low, high)
}

/** The vendor's own refusal. `retryAfter` is in seconds. */
const refuse = ({ vendor, request, reply, done }: Victim, kind: string, retryAfter?: number): void => {
  const facts = vendor.faults.prepare(request, reply, kind)
  done(new ApiError(kind, retryAfter === undefined ? facts : { ...facts, seconds: retryAfter }))
}

const force = (victim: Victim, answer: FaultAnswer): void => {
  const { vendor, request, reply, done } = victim
  const kind = 'html' in answer ? undefined : kindOf(vendor, answer)
  if ('html' in answer) answerPast(request, reply, pageOf(answer.html))
  else if (kind === undefined) done(new TypeError(`${vendor.title} never answers ${JSON.stringify(answer)}`))
  else refuse(victim, kind, 'status' in answer ? answer.retryAfter : undefined)
}

/** A fault that leaves a part of the answer lets the request go on to get one. */
const breakSocket = ({ waits, request, reply, done }: Victim, fault: SocketFault): void => {
  request.socketFault = fault
  if (typeof fault === 'string') {
    noteRequest(request, reply, { status: 0 })
    cutOff(fault, request, reply, waits)
  } else {
    mangle(fault, request, reply, waits)
    done()
  }
}

const strike = (victim: Victim, { answer, socket }: FaultRule): void => {
  if (socket !== undefined) breakSocket(victim, socket)
  else if (answer !== undefined) force(victim, answer)
  else victim.done()
}

const befallPlanned = (victim: Victim): void => {
  const { vendor, waits, request, reply, done } = victim
  const { sandbox, headers, credential: key } = request
  const member = Object(request.params)[vendor.faults.member]
  const call = { vendor: vendor.id, operation: request.operation ?? '', key, member, headers }
  const planned = sandbox.faults.befall(call, sandbox.random)
  if (planned === undefined) done()
  else {
    request.fault = planned.id
    const { delay = 0 } = planned.rule
    waits.start(reply.raw, millisecondsOf(delay, sandbox.random), () => strike(victim, planned.rule))
  }
}

/** A preference wins over what is planned, which does not count the request. */
const befallPreferred = (victim: Victim, preference: Preference): void => {
  const { vendor, request, reply } = victim
  request.fault = 'prefer'
  const kind = preferredKind(vendor, preference)
  if (kind !== undefined) refuse(victim, kind)
  else answerPast(request, reply, refusedPreference(vendor.title, preference, preferable(vendor)))
}

/** Behind the hooks that find the sandbox and refuse what no route serves, in front of the routes' own. */
export const addFaultHook = (scope: FastifyInstance, vendor: Vendor): void => {
  const waits = new Waits()
  scope.addHook('preClose', (done) => {
    waits.endAll()
    done()
  })
  scope.addHook('onRequest', (request, reply, done) => {
    const { prefer } = request.headers
    if (prefer === undefined && request.sandbox.faults.isEmpty) return done()
    request.operation = request.routeOptions.schema?.operationId
    const victim = { vendor, waits, request, reply, done }
    const preference = prefer === undefined ? undefined : preferenceIn(prefer)
    if (preference === undefined) befallPlanned(victim)
    else befallPreferred(victim, preference)
  })
}
