/** One request on its way through the stages, a stretch at a time: done again as often as others were quicker. */
import { ApiError } from '../contract/refusal.ts'
import type { Vendor } from '../contract/vendor.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Share, Unit } from '../store/share.ts'
import { writeAnswer } from './answer.ts'
import { hasEnded } from './conversations.ts'
import { type Reporter, refusalAnswer } from './errors.ts'
import { Exchange } from './exchange.ts'
import { noteAnswer } from './journal.ts'
import { Meter } from './meter.ts'
import type { Next, Wait } from './next.ts'
import { preferenceIn } from './prefer.ts'
import { sendAnswer } from './send.ts'
import type { Stage } from './stage.ts'
import { writeDate, writeFirstHeaders, writeLastHeaders } from './surroundings.ts'

export interface Stages {
  readonly arriving: readonly Stage[]
  readonly leaving: readonly Stage[]
}

export interface WalkOptions {
  readonly share: Share
  readonly stages: Stages
  readonly vendor: Vendor
  readonly reporter: Reporter
  readonly meter: Meter
}

/** What is done again is counted once, at the end. */
export const uncounted = new Meter()

/** Where a stretch begins: at a stage of one of the lists, or with something that went wrong. */
interface Place {
  readonly list: 'arriving' | 'leaving'
  readonly at: number
  readonly error?: unknown
}

const BEGINNING: Place = { list: 'arriving', at: 0 }

/** It has to be sent; or something is to be waited for; or it is over. */
type Then = 'send' | 'over' | Wait

const isSpread = ({ socketFault }: Exchange): boolean =>
  typeof socketFault === 'object' && 'dribble' in socketFault

/** Faults that are forced act on the socket, or speak past the stages: they are struck once, between stretches. */
const isForced = ({ name }: Stage, { strike, headers: { prefer } }: Exchange): boolean =>
  name === 'strike'
    ? strike !== undefined
    : name === 'fault' && prefer !== undefined && preferenceIn(prefer) !== undefined

export class Walk implements Unit {
  readonly #options: WalkOptions
  #place = BEGINNING
  /** As the stretch begins with it. */
  #start: Exchange
  /** As it is now. */
  #exchange: Exchange
  #then: Then = 'over'
  /** Where the next stretch begins. */
  #next: Place = BEGINNING
  /** A stage that acts at once, when the stretch in front of it is kept. */
  #forced: Stage | undefined
  /** What is to be told of once it is certain. */
  #told: (() => void)[] = []

  constructor(options: WalkOptions, exchange: Exchange) {
    this.#options = options
    this.#start = exchange
    this.#exchange = exchange
  }

  sandbox(): Sandbox {
    const { vendor, share } = this.#options
    const isFirst = this.#place === BEGINNING
    return isFirst ? share.sandboxes.find(vendor.id, this.#start.credential) : this.#start.sandbox
  }

  run(): void {
    const exchange = this.#anew()
    this.#told = []
    this.#forced = undefined
    this.#then = this.#walk(exchange)
  }

  kept(): void {
    const then = this.#then
    for (const tell of this.#told) tell()
    if (then === 'send') this.#send()
    else if (then !== 'over') this.#wait(then)
    else if (this.#forced !== undefined) this.#goOn()
  }

  /** Another process may do what it waits for. */
  #wait(wait: Wait): void {
    const { share } = this.#options
    const stop = share.follow(this.#exchange.sandbox.id)
    wait((error) => {
      stop()
      this.#goOn(error)
    })
  }

  /** The vendor's own words for a day on which nothing works. */
  failed(): void {
    const { vendor, reporter } = this.#options
    const kind = vendor.faults.statuses[503] ?? 'internal'
    try {
      const exchange = this.#anew()
      for (const stage of [writeDate, writeFirstHeaders]) stage.run(exchange)
      const refusal = new ApiError(kind, vendor.faults.prepare(exchange, kind), true)
      exchange.answer = refusalAnswer(exchange, refusal, reporter)
      exchange.refusedBy = 'store'
      for (const stage of [writeAnswer, writeLastHeaders, sendAnswer]) stage.run(exchange)
      this.#count()
    } catch (error) {
      reporter.failed(error)
      this.#start.reply.raw.destroy()
    }
  }

  /** What the last run found out is forgotten. */
  #anew(): Exchange {
    const { vendor } = this.#options
    const { request, reply, head } = this.#start
    if (this.#exchange !== this.#start && this.#start.keptAs === undefined)
      vendor.idempotency?.forget(this.#exchange)
    const sandbox = this.sandbox()
    const exchange = new Exchange({ request, reply, vendor, sandbox, meter: uncounted })
    const { arrivedAt } = this.#place === BEGINNING ? exchange : this.#start
    Object.assign(exchange, this.#start, { sandbox, arrivedAt, head: [...head] })
    request.exchange = exchange
    this.#exchange = exchange
    return exchange
  }

  #walk(exchange: Exchange): Then {
    const { list, at, error } = this.#place
    if (error !== undefined) return this.#refuse(exchange, error, list === 'leaving')
    if (list === 'leaving') return this.#leave(exchange, at)
    try {
      const next = this.#runAll(exchange, 'arriving', at)
      if (next !== undefined) return next
    } catch (thrown) {
      return this.#refuse(exchange, thrown)
    }
    return this.#leave(exchange)
  }

  /** Undefined when all of them have run. */
  #runAll(exchange: Exchange, list: Place['list'], from: number): Then | undefined {
    const stages = this.#options.stages[list]
    for (let at = from; at < stages.length; at++) {
      const stage = stages[at]
      if (stage === undefined) break
      // For the 500 of what has failed on its way out, nothing that could not be there.
      if (exchange.isFailed && (stage.name === 'keep' || stage.name === 'explain')) continue
      this.#next = { list, at: at + 1 }
      if (isForced(stage, exchange)) {
        this.#forced = stage
        return 'over'
      }
      const next = stage.run(exchange)
      if (next === 'answered') break
      if (next === 'stop') {
        this.#next = { list, at: stages.length }
        return 'over'
      }
      if (next !== undefined) return next
    }
    return undefined
  }

  #leave(exchange: Exchange, from = 0): Then {
    try {
      const next = this.#runAll(exchange, 'leaving', from)
      if (next !== undefined) return next
    } catch (error) {
      return this.#refuse(exchange, error, true)
    }
    // Else whether it arrives shows only later.
    const { raw } = exchange.reply
    if (!raw.destroyed && !hasEnded(raw) && !isSpread(exchange)) noteAnswer.run(exchange)
    return 'send'
  }

  /** What fails on its way out is the vendor's 500 as well, once. */
  #refuse(exchange: Exchange, error: unknown, isLeaving = false): Then {
    const { reporter } = this.#options
    const later: Reporter = {
      unimplemented: (...told) => this.#told.push(() => reporter.unimplemented(...told)),
      failed: (failure) => this.#told.push(() => reporter.failed(failure)),
    }
    if (isLeaving && exchange.isFailed) {
      later.failed(error)
      this.#told.push(() => exchange.reply.raw.destroy())
      return 'over'
    }
    if (isLeaving) exchange.isFailed = true
    exchange.answer = refusalAnswer(exchange, error, later)
    return this.#leave(exchange)
  }

  /** From where the stretch has ended; `error` is what went wrong meanwhile. */
  #goOn(error?: unknown): void {
    const { list, at } = this.#next
    const waiting = this.#options.stages[list][at]
    const isWaiting = waiting !== undefined && isForced(waiting, this.#exchange)
    const forced = this.#forced ?? (isWaiting ? waiting : undefined)
    if (this.#forced === undefined && isWaiting) this.#next = { list, at: at + 1 }
    this.#forced = undefined
    try {
      const next: Next = forced === undefined || error !== undefined ? undefined : forced.run(this.#exchange)
      if (next === 'stop') this.#count()
      else if (typeof next === 'function') next((failure) => this.#goOn(failure))
      else this.#do({ ...this.#next, error })
    } catch (thrown) {
      this.#do({ list, at, error: thrown })
    }
  }

  #do(place: Place): void {
    this.#start = this.#exchange
    this.#place = place
    this.#options.share.do(this)
  }

  #send(): void {
    const exchange = this.#exchange
    try {
      noteAnswer.run(exchange)
      sendAnswer.run(exchange)
      this.#count()
    } catch (error) {
      this.#do({ list: 'leaving', at: 0, error })
    }
  }

  #count(): void {
    const { meter } = this.#options
    if (meter.isOn) meter.count(this.#exchange, this.#exchange.answer.status)
  }
}
