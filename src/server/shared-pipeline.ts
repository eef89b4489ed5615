/**
 * The way of a request where several processes share what they remember: the ordinary stages, in stretches that nothing
 * interrupts. Each stretch is a unit of work that may have to be done again, so what cannot be undone, such as sending,
 * waits until the store has it. See `pipeline.ts` for the stages, and `store/share.ts` for units of work.
 */
import type { Share } from '../store/share.ts'
import { callHandler, writeAnswer } from './answer.ts'
import { takeBody } from './body.ts'
import { runChecks } from './checks.ts'
import { Exchange } from './exchange.ts'
import { explainAnswer } from './explain.ts'
import { createFaultStage, strikeFault } from './faults.ts'
import { captureBody } from './journal.ts'
import { findPath } from './paths.ts'
import type { PipelineOptions, Start } from './pipeline.ts'
import { keepAnswer } from './replays.ts'
import { type Stages, uncounted, Walk } from './shared-walk.ts'
import { answerInFront, writeDate, writeFirstHeaders, writeLastHeaders } from './surroundings.ts'

/** Without those that take the body, which is there before the first stretch begins, and those that note and send. */
const stagesWith = ({ waits }: PipelineOptions): Stages => ({
  arriving: [
    writeDate,
    writeFirstHeaders,
    answerInFront,
    findPath,
    createFaultStage(waits),
    strikeFault,
    runChecks,
    callHandler,
  ],
  leaving: [keepAnswer, writeAnswer, explainAnswer, writeLastHeaders],
})

/** For `createStart` of a mounted vendor. */
export const createSharedStart =
  (share: Share) =>
  (options: PipelineOptions): Start => {
    const { vendor, sandboxes, reporter, meter } = options
    const stages = stagesWith(options)
    return (request, reply, served) => {
      const credential = vendor.credentialIn(request.headers.authorization)
      // Whoever it belongs to now: the journal may want the body, which comes only once.
      const sandbox = sandboxes.find(vendor.id, credential)
      const exchange = new Exchange({ request, reply, vendor, sandbox, meter: uncounted })
      exchange.credential = credential
      exchange.served = served
      request.exchange = exchange
      const begin = (): void => {
        const walk = new Walk({ share, stages, vendor, reporter, meter }, exchange)
        share.do(walk)
      }
      captureBody.run(exchange)
      const body = takeBody.run(exchange)
      if (typeof body === 'function') body(begin)
      // What has come of a body that nobody reads is noted, once it has had a turn to come.
      else if (exchange.captured !== undefined) setImmediate(begin)
      else begin()
    }
  }
