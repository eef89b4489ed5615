/** Turns whatever was thrown on a request's way into the vendor's own words. */
import type { Answer } from '../contract/answer.ts'
import { ApiError, type ErrorSpec, type Facts } from '../contract/refusal.ts'
import type { Vendor } from '../contract/vendor.ts'
import type { Exchange } from './exchange.ts'
import { reasonFor } from './reasons.ts'

/** Who wants to know what went wrong; the program logs and counts it. */
export interface Reporter {
  /** An operation was asked for that the vendor has and we do not. */
  unimplemented(vendor: string, operation: string): void
  /** A fault of our own, answered as the vendor's 500. */
  failed(error: unknown): void
  /** Set only when each request is to be logged. */
  served?(request: { method: string; url: string; status: number; ms: number }): void
}

/** What is no refusal is our own fault. */
const asRefusal = (error: unknown, reporter: Reporter): ApiError => {
  if (error instanceof ApiError) return error
  reporter.failed(error)
  return new ApiError('internal')
}

const answerOf = (spec: ErrorSpec, facts: Facts, exchange: Exchange): Answer => ({
  status: spec.status,
  text: spec.text === undefined ? JSON.stringify(spec.body(facts)) : spec.text(facts, exchange),
  headers: spec.headers?.(facts, exchange),
  without: spec.without,
})

/** Of what the request itself has brought about; that something goes wrong in here spoils no answer. */
const whyOf = (
  exchange: Exchange,
  vendor: Vendor,
  refusal: ApiError,
  reporter: Reporter,
): string | undefined => {
  if (exchange.sandbox.journal.size === 0 || exchange.fault !== undefined) return undefined
  try {
    return reasonFor(vendor, exchange, refusal)
  } catch (error) {
    reporter.failed(error)
    return undefined
  }
}

/** The vendor's answer to what was thrown; the exchange is told which kind it is. */
export const refusalAnswer = (exchange: Exchange, error: unknown, reporter: Reporter): Answer => {
  const { vendor } = exchange
  if (vendor === undefined) throw error
  const refusal = asRefusal(error, reporter)
  exchange.reason = whyOf(exchange, vendor, refusal, reporter)
  const kind = refusal.isForced ? refusal.kind : (vendor.wordedAs?.(refusal.kind, exchange) ?? refusal.kind)
  exchange.refusedKind = kind
  if (refusal !== error) exchange.refusedBy = undefined
  const spec = vendor.errors[kind]
  if (spec === undefined) throw new TypeError(`${vendor.title} has no words for ${kind}`)
  if (refusal.kind === 'notImplemented') {
    const operation = String(refusal.facts.operation)
    reporter.unimplemented(vendor.id, operation)
    exchange.unimplemented = operation
    exchange.setHeader('x-membermock-unimplemented', operation)
  }
  return answerOf(spec, { ...vendor.contextOf?.(exchange), ...refusal.facts }, exchange)
}
