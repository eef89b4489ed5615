/**
 * The way of a request, in order. What a stage finds out it writes on the one `request.exchange`, where the stages
 * behind it read it. A stage that throws sends the request straight to the stages of `leaving`, with a refusal.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Operation } from '../contract/operation.ts'
import type { Vendor } from '../contract/vendor.ts'
import type { Sandboxes } from '../sandbox/sandboxes.ts'
import { callHandler, writeAnswer } from './answer.ts'
import { takeBody } from './body.ts'
import { runChecks } from './checks.ts'
import { type Reporter, refusalAnswer } from './errors.ts'
import { Exchange } from './exchange.ts'
import { explainAnswer } from './explain.ts'
import { createFaultStage, strikeFault } from './faults.ts'
import { captureBody, noteAnswer } from './journal.ts'
import { createKeyReader } from './latest-key.ts'
import type { Meter } from './meter.ts'
import { findPath } from './paths.ts'
import { keepAnswer } from './replays.ts'
import { sendAnswer } from './send.ts'
import { type End, type Reroute, type Stage, walk } from './stage.ts'
import { answerInFront, writeDate, writeFirstHeaders, writeLastHeaders } from './surroundings.ts'
import type { Waits } from './waits.ts'

/** `waits` are those of planned delays. */
const arrivingWith = (waits: Waits): readonly Stage[] => [
  captureBody, //             captured: the request's body for the journal, while it comes
  writeDate, //               the sandbox's time, where it is not the machine's
  writeFirstHeaders, //       the vendor's headers that are there whatever the answer will be
  answerInFront, //           answer: what a gateway says without asking the application
  findPath, //                refusedBy: `path` or `emulated`, where we serve no operation
  createFaultStage(waits), // fault: one that was planned, whose delay is over when the next stage runs
  strikeFault, //             socketFault; or the answer that the fault forces, or none
  takeBody, //                body: all of it, where the operation reads one
  runChecks, //               caller, query, input: the vendor's questions in the vendor's order
  callHandler, //             answer: what the operation's handler gives; what it changed is kept, or taken back
]

/** For every answer, served or refused. */
const leaving: readonly Stage[] = [
  keepAnswer, //              kept for whoever sends the same request again, where a check has said so
  writeAnswer, //             status and headers of the answer
  explainAnswer, //           two headers for a client that asks how the answer is known
  writeLastHeaders, //        the vendor's headers that depend on the answer
  noteAnswer, //              the journal's entry
  sendAnswer,
]

/** For the 500 of what has failed on its way out: nothing that could not be there, such as a file that cannot be opened now. */
const leavingAgain: readonly Stage[] = [writeAnswer, writeLastHeaders, noteAnswer, sendAnswer]

export interface PipelineOptions {
  vendor: Vendor
  sandboxes: Sandboxes
  reporter: Reporter
  waits: Waits
  meter: Meter
  /** Absent: the way is as it stands above. */
  reroute?: Reroute | undefined
}

/** Starts a request of a vendor on its way; `operation` is the one of its route, if it has one. */
export type Start = (request: FastifyRequest, reply: FastifyReply, operation?: Operation) => void

export const createPipeline = (options: PipelineOptions): Start => {
  const { vendor, sandboxes, reporter, waits, meter, reroute } = options
  const ordinary = arrivingWith(waits)
  const arriving = reroute === undefined ? ordinary : reroute(ordinary)
  const keyIn = createKeyReader(vendor, sandboxes)

  // Made once: a request is worth no closures of its own.
  const onLeaving: End = {
    done() {},
    /** What fails on its way out is the vendor's 500 as well, once. */
    failed(exchange, error) {
      if (!exchange.isFailed) {
        exchange.isFailed = true
        refuse(exchange, error)
        return
      }
      reporter.failed(error)
      exchange.reply.raw.destroy()
    },
  }
  const leave = (exchange: Exchange): void =>
    walk(exchange.isFailed ? leavingAgain : leaving, exchange, onLeaving)

  const refuse = (exchange: Exchange, error: unknown): void => {
    exchange.answer = refusalAnswer(exchange, error, reporter)
    leave(exchange)
  }
  const onArriving: End = { done: leave, failed: refuse }

  return (request, reply, operation) => {
    const credential = keyIn(request.headers.authorization)
    const sandbox = sandboxes.find(vendor.id, credential)
    const exchange = new Exchange({ request, reply, vendor, sandbox, meter })
    exchange.credential = credential
    exchange.served = operation
    request.exchange = exchange
    walk(arriving, exchange, onArriving)
  }
}

const plainly: readonly Stage[] = [captureBody, writeAnswer, noteAnswer, sendAnswer]
const onPlainly: End = { done() {}, failed: ({ reply }) => reply.raw.destroy() }

/** Notes and sends an answer that is no vendor's. */
export const answerPlainly = (exchange: Exchange): void => {
  exchange.request.exchange = exchange
  walk(plainly, exchange, onPlainly)
}
