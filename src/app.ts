/** The composition root: every vendor and the admin on one Fastify instance that does not listen. */
import { METHODS, type Server } from 'node:http'
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify'
import type { Vendor } from './contract/vendor.ts'
import { mountAdmin, mountHealth } from './routes/admin/admin.ts'
import type { AdminAccess } from './routes/admin/guard.ts'
import type { Sandboxes } from './sandbox/sandboxes.ts'
import { addChecksHook, decorateChecks } from './server/checks.ts'
import { type Reporter, setErrors } from './server/errors.ts'
import { addExplainHook, decorateExplain } from './server/explain.ts'
import { addFaultHook, decorateFaults } from './server/faults.ts'
import { createFrontDoor } from './server/front-door.ts'
import { addArrivalHook, addJournalHook, addNobodyHooks, decorateJournal } from './server/journal.ts'
import { answerNobody } from './server/nobody.ts'
import { addPathHook } from './server/paths.ts'
import { addSandboxHook, decorateSandbox } from './server/sandbox.ts'
import { createBareServer, HEADER_BYTES, letIn } from './server/sockets.ts'

export interface AppOptions {
  vendors: readonly Vendor[]
  sandboxes: Sandboxes
  reporter: Reporter
  /** Who may use the admin; `false` leaves out all of it but its health. By default, this machine. */
  admin?: Partial<AdminAccess> | false
}

const THIS_MACHINE: AdminAccess = { host: '127.0.0.1', hosts: [], token: undefined, isOpen: false }

/** An id of 4,096 characters, each percent-encoded, has to reach the look-up. */
const PARAM_CHARS = HEADER_BYTES

/** Bodies are the admin's: no vendor's route reads one. */
const BODY_BYTES = 1024 * 1024

const mountVendor = (app: FastifyInstance, vendor: Vendor, { sandboxes, reporter }: AppOptions): void => {
  const plugin = async (scope: FastifyInstance): Promise<void> => {
    addChecksHook(scope, vendor)
    addSandboxHook(scope, vendor, sandboxes)
    addArrivalHook(scope, vendor.id)
    vendor.mount(scope)
    addPathHook(scope, vendor)
    addFaultHook(scope, vendor)
    setErrors(scope, vendor, reporter)
    addExplainHook(scope, vendor)
    addJournalHook(scope)
  }
  app.register(plugin, { prefix: `/${vendor.id}` })
}

/** Schemas are for the documents: requests are checked and answers written by hand, and no compiler is loaded. */
const NO_COMPILERS = {
  compilersFactory: { buildValidator: () => () => () => true, buildSerializer: () => () => JSON.stringify },
} as unknown as NonNullable<FastifyServerOptions<Server>['schemaController']> // Fastify types these as ajv's own

const serverOptions = (vendors: readonly Vendor[]): FastifyServerOptions<Server> => {
  const frontDoor = createFrontDoor(vendors)
  return {
    serverFactory: createBareServer,
    routerOptions: { maxParamLength: PARAM_CHARS },
    bodyLimit: BODY_BYTES,
    exposeHeadRoutes: false,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    // Out of reach, since the front door repairs every URL; bare all the same.
    frameworkErrors(_error, _request, reply) {
      reply.raw.writeHead(400).end()
    },
    schemaController: NO_COMPILERS,
    rewriteUrl: ({ url = '/', headers }) =>
      frontDoor({ target: url, host: headers.host, authorization: headers.authorization }),
  }
}

export const createApp = (options: AppOptions): FastifyInstance => {
  const app = Fastify(serverOptions(options.vendors))
  for (const method of METHODS) if (!app.supportedMethods.includes(method)) app.addHttpMethod(method)
  decorateSandbox(app)
  decorateChecks(app)
  decorateExplain(app)
  decorateFaults(app)
  decorateJournal(app)
  app.addHook('preClose', async () => letIn(app.server))
  const { served } = options.reporter
  if (served !== undefined)
    app.addHook('onResponse', (request, reply, done) => {
      served({
        method: request.method,
        url: request.originalUrl,
        status: reply.statusCode,
        ms: reply.elapsedTime,
      })
      done()
    })
  for (const vendor of options.vendors) mountVendor(app, vendor, options)
  const { admin = {} } = options
  app.register(async (scope) => mountHealth(scope), { prefix: '/__admin' })
  if (admin !== false)
    app.register(async (scope) => mountAdmin(scope, options, { ...THIS_MACHINE, ...admin }), {
      prefix: '/__admin',
    })
  app.register(async (scope) => {
    addNobodyHooks(scope, options.sandboxes)
    scope.setNotFoundHandler(answerNobody(options.vendors, admin !== false))
  })
  return app
}
