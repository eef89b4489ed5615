/** Puts a vendor's operations on the server: a route each, and whatever no route serves. */
import type { FastifyInstance } from 'fastify'
import type { Operation } from '../contract/operation.ts'
import type { Vendor } from '../contract/vendor.ts'
import type { Sandboxes } from '../sandbox/sandboxes.ts'
import type { Reporter } from './errors.ts'
import type { Meter } from './meter.ts'
import { createPipeline, type PipelineOptions, type Start } from './pipeline.ts'
import type { Reroute } from './stage.ts'
import { Waits } from './waits.ts'

export interface MountOptions {
  vendor: Vendor
  sandboxes: Sandboxes
  reporter: Reporter
  meter: Meter
  reroute?: Reroute | undefined
  /** Where several processes share what they remember: another way for requests. */
  createStart?: ((options: PipelineOptions) => Start) | undefined
}

/** `/members/{id}` as the router writes it. */
const routePath = (path: string): string => path.replaceAll('{', ':').replaceAll('}', '')

/** The whole way is walked in the first hook: the framework never looks at a vendor's body, and words no refusal. */
const neverReached = (): never => {
  throw new TypeError('the pipeline answers before the route does')
}

const addRoute = (scope: FastifyInstance, vendor: Vendor, operation: Operation, start: Start): void => {
  const { method, path } = operation
  scope.route({
    method: method === 'GET' && vendor.answersHead ? ['GET', 'HEAD'] : [method],
    url: vendor.base + routePath(path),
    onRequest: (request, reply) => start(request, reply, operation),
    handler: neverReached,
  })
}

export const mountVendor = (app: FastifyInstance, options: MountOptions): void => {
  const { vendor } = options
  const plugin = async (scope: FastifyInstance): Promise<void> => {
    const waits = new Waits()
    const { createStart = createPipeline } = options
    const start = createStart({ ...options, waits })
    scope.addHook('preClose', (done) => {
      waits.endAll()
      done()
    })
    scope.addHook('onRequest', (request, reply, done) => {
      if (request.is404) start(request, reply)
      else done()
    })
    for (const operation of vendor.operations) addRoute(scope, vendor, operation, start)
    scope.setNotFoundHandler(neverReached)
  }
  app.register(plugin, { prefix: `/${vendor.id}` })
}
