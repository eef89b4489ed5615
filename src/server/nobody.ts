/** A request that is no vendor's and not the admin's: say where the vendors are. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { json } from '../contract/answer.ts'
import type { Vendor } from '../contract/vendor.ts'
import { baseUrls } from '../control/base-urls.ts'
import type { Sandboxes } from '../sandbox/sandboxes.ts'
import { Exchange } from './exchange.ts'
import type { Meter } from './meter.ts'
import { answerPlainly } from './pipeline.ts'

export interface NobodyOptions {
  vendors: readonly Vendor[]
  sandboxes: Sandboxes
  hasAdmin: boolean
  meter: Meter
}

const bodyFor = (request: FastifyRequest, { vendors, hasAdmin }: NobodyOptions): object => {
  const origin = request.headers.host === undefined ? '' : `http://${request.headers.host}`
  return {
    error: {
      message: `membermock: ${request.method} ${request.originalUrl} is no vendor's path here. Point the client at one of baseUrls.`,
      baseUrls: baseUrls(vendors, origin),
      ...(hasAdmin && { admin: `${origin}/__admin` }),
    },
  }
}

/** It is noted in the default sandbox's journal. */
export const mountNobody = (app: FastifyInstance, options: NobodyOptions): void => {
  app.register(async (scope) => {
    scope.addHook('onRequest', (request, reply) => {
      const { sandboxes, meter } = options
      const exchange = new Exchange({
        request,
        reply,
        vendor: undefined,
        sandbox: sandboxes.default,
        meter,
      })
      exchange.refusedBy = 'path'
      exchange.answer = json(404, bodyFor(request, options))
      answerPlainly(exchange)
    })
    scope.setNotFoundHandler((_request, reply) => reply.code(404).send())
  })
}
