/** Turns whatever was thrown below a vendor's prefix into that vendor's own bytes. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { ApiError, type ErrorSpec, type Facts } from '../contract/refusal.ts'
import type { Vendor } from '../contract/vendor.ts'

/** Who wants to know what went wrong; the program logs and counts it. */
export interface Reporter {
  /** An operation was asked for that the vendor has and we do not. */
  unimplemented(vendor: string, operation: string): void
  /** A fault of our own, answered as the vendor's 500. */
  failed(error: unknown): void
  /** Set only when each request is to be logged. */
  served?(request: { method: string; url: string; status: number; ms: number }): void
}

const isClientError = (error: unknown): boolean => {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined
  return typeof status === 'number' && status >= 400 && status < 500
}

/** What the framework refuses on its own becomes a kind of the vendor's; anything else is our fault. */
const asRefusal = (error: unknown, reporter: Reporter): ApiError => {
  if (error instanceof ApiError) return error
  if (isClientError(error)) return new ApiError('badRequest')
  reporter.failed(error)
  return new ApiError('internal')
}

export const sendRefusal = (spec: ErrorSpec, facts: Facts, reply: FastifyReply): FastifyReply => {
  reply.code(spec.status)
  if (spec.headers !== undefined) reply.headers(spec.headers(facts))
  return reply.send(spec.body(facts))
}

export const setErrors = (scope: FastifyInstance, vendor: Vendor, reporter: Reporter): void => {
  scope.setErrorHandler((error, request, reply) => {
    const refusal = asRefusal(error, reporter)
    request.refusedKind = refusal.kind
    // No check and no fault did: the handler looked for something and did not find it.
    if (refusal === error && request.fault === undefined) request.refusedBy ??= 'lookup'
    const spec = vendor.errors[refusal.kind]
    if (spec === undefined) throw new TypeError(`${vendor.title} has no words for ${refusal.kind}`)
    if (refusal.kind === 'notImplemented') {
      const operation = String(refusal.facts.operation)
      reporter.unimplemented(vendor.id, operation)
      request.unimplemented = operation
      reply.header('x-membermock-unimplemented', operation)
    }
    return sendRefusal(spec, { ...vendor.contextOf?.(request), ...refusal.facts }, reply)
  })
}
