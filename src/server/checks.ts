/** Asks a vendor's checks of each request for a served operation, in the vendor's order. */
import type { FastifyInstance } from 'fastify'
import type { Vendor } from '../contract/vendor.ts'

declare module 'fastify' {
  interface FastifySchema {
    operationId?: string
  }
  interface FastifyRequest {
    /** The id of the served operation, `undefined` for a request that no route serves. */
    operation: string | undefined
    /** The name of the check that refused, if one did; else `path`, `emulated` or `lookup` by what refused. */
    refusedBy: string | undefined
  }
}

export const decorateChecks = (app: FastifyInstance): void => {
  app.decorateRequest('operation', undefined)
  app.decorateRequest('refusedBy', undefined)
}

/** Has to be added before the routes: it gives each of them its operation and its checks. */
export const addChecksHook = (scope: FastifyInstance, vendor: Vendor): void => {
  scope.addHook('onRoute', (route) => {
    const operation = vendor.served.find((one) => one.id === route.schema?.operationId)
    if (operation === undefined) throw new TypeError(`${route.url}: no served operation of ${vendor.title}`)
    route.onRequest = (request, reply, done) => {
      request.operation = operation.id
      for (const check of vendor.checks) {
        try {
          check.run(request, reply)
        } catch (error) {
          request.refusedBy = check.name
          return done(error as Error) // checks throw errors only
        }
      }
      done()
    }
  })
}
