/** The composition root: every vendor and the admin on one Fastify instance that does not listen. */
import { METHODS, type Server } from 'node:http'
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify'
import type { Scenarios } from './contract/scenario.ts'
import type { Vendor } from './contract/vendor.ts'
import { BODY_BYTES } from './control/control-error.ts'
import { type AdminOptions, mountAdmin, mountHealth } from './routes/admin/admin.ts'
import type { AdminAccess } from './routes/admin/guard.ts'
import { mountLate } from './routes/admin/late.ts'
import type { Sandboxes } from './sandbox/sandboxes.ts'
import { DeliveryCarrier } from './server/deliveries/carrier.ts'
import type { Reporter } from './server/errors.ts'
import { createFrontDoor } from './server/front-door.ts'
import { Meter } from './server/meter.ts'
import { type MountOptions, mountVendor } from './server/mount.ts'
import { mountNobody } from './server/nobody.ts'
import { createBareServer, HEADER_BYTES, letIn } from './server/sockets.ts'
import type { Reroute } from './server/stage.ts'
import type { Share } from './store/share.ts'

export interface AppOptions {
  vendors: readonly Vendor[]
  sandboxes: Sandboxes
  reporter: Reporter
  /** Who may use the admin; `false` leaves out all of it but its health. By default, this machine. */
  admin?: Partial<AdminAccess> | false
  /** Who brings deliveries to webhooks; by default, to this machine alone. */
  carrier?: DeliveryCarrier
  /** The user's own, by name. */
  scenarios?: Scenarios
  /** Other ways for requests, by vendor id. */
  reroutes?: ReadonlyMap<string, Reroute>
  /** Present where several processes share the sandboxes; then `createStart` is there too. */
  share?: Share | undefined
  createStart?: MountOptions['createStart']
}

const THIS_MACHINE: AdminAccess = { host: '127.0.0.1', hosts: [], token: undefined, isOpen: false }

const addServedHook = (app: FastifyInstance, { served }: Reporter): void => {
  if (served === undefined) return
  app.addHook('onResponse', (request, reply, done) => {
    const { method, originalUrl: url } = request
    served({ method, url, status: reply.statusCode, ms: reply.elapsedTime })
    done()
  })
}

/** An id of 4,096 characters, each percent-encoded, has to reach the look-up. */
const PARAM_CHARS = HEADER_BYTES

/** Schemas are for the documents: requests are checked and answers written by hand, and no compiler is loaded. */
const NO_COMPILERS = {
  compilersFactory: { buildValidator: () => () => () => true, buildSerializer: () => () => JSON.stringify },
} as unknown as NonNullable<FastifyServerOptions<Server>['schemaController']> // Fastify types these as ajv's own

const OPTIONS: FastifyServerOptions<Server> = {
  routerOptions: { maxParamLength: PARAM_CHARS },
  // Of the admin's bodies; a vendor says itself how many bytes it takes.
  bodyLimit: BODY_BYTES,
  exposeHeadRoutes: false,
  return503OnClosing: false,
  // Out of reach, since the front door repairs every URL; bare all the same.
  frameworkErrors(_error, _request, reply) {
    reply.raw.writeHead(400).end()
  },
  schemaController: NO_COMPILERS,
}

const serverOptions = (vendors: readonly Vendor[]): FastifyServerOptions<Server> => {
  const frontDoor = createFrontDoor(vendors)
  return {
    ...OPTIONS,
    serverFactory: createBareServer,
    // The bare server answers what cannot be parsed; Fastify would not wait until it is its turn.
    clientErrorHandler() {},
    forceCloseConnections: 'idle',
    rewriteUrl: ({ url = '/', headers }) =>
      frontDoor({ target: url, host: headers.host, authorization: headers.authorization }),
  }
}

/** What is under way when the server closes has so many milliseconds to be answered. */
const DELIVERY_GRACE_MS = 750

const addDeliveries = (
  app: FastifyInstance,
  { sandboxes, reporter, carrier, share }: AppOptions,
): DeliveryCarrier => {
  const own = carrier ?? new DeliveryCarrier({ hosts: [], failed: reporter.failed })
  const courier = share ?? sandboxes
  courier.carrier = own
  app.addHook('preClose', async () => {
    courier.carrier = undefined
    await own.close(DELIVERY_GRACE_MS)
  })
  return own
}

const createFastify = (options: FastifyServerOptions<Server>): FastifyInstance => {
  const app = Fastify(options)
  for (const method of METHODS) if (!app.supportedMethods.includes(method)) app.addHttpMethod(method)
  return app
}

/** Its calls are many, and most programs make none: they are put together for the first. */
const mountAdminLate = (app: FastifyInstance, options: AdminOptions, access: AdminAccess): void => {
  const create = (): FastifyInstance => {
    const late = createFastify(OPTIONS)
    late.register(async (scope) => mountAdmin(scope, options, access), { prefix: '/__admin' })
    return late
  }
  const { failed } = options.reporter
  app.register(async (scope) => mountLate(scope, { create, failed }), { prefix: '/__admin' })
}

export const createApp = (options: AppOptions): FastifyInstance => {
  const { vendors, sandboxes, reporter, admin = {}, reroutes, createStart, share } = options
  const app = createFastify(serverOptions(vendors))
  app.decorateRequest('exchange', undefined)
  app.addHook('preClose', async () => letIn(app.server))
  addServedHook(app, reporter)
  const carrier = addDeliveries(app, options)
  const meter = new Meter()
  for (const vendor of vendors) {
    const reroute = reroutes?.get(vendor.id)
    mountVendor(app, { vendor, sandboxes, reporter, meter, reroute, createStart })
  }
  app.register(async (scope) => mountHealth(scope, () => share?.isUp ?? true), { prefix: '/__admin' })
  if (admin !== false) mountAdminLate(app, { ...options, carrier, meter }, { ...THIS_MACHINE, ...admin })
  mountNobody(app, { vendors, sandboxes, meter, hasAdmin: admin !== false })
  return app
}
