/** The control plane under /__admin, behind its guard; health alone answers anyone. */
import type { FastifyInstance } from 'fastify'
import type { Scenarios } from '../../contract/scenario.ts'
import type { Vendor } from '../../contract/vendor.ts'
import { createControl } from '../../control/control.ts'
import type { Reporter } from '../../server/errors.ts'
import type { Share } from '../../store/share.ts'
import { mountClock } from './clock.ts'
import { mountDeliveries } from './deliveries.ts'
import { mountDocuments } from './documents/documents.ts'
import { mountFidelity } from './documents/fidelity.ts'
import { AdminError, setAdminErrors } from './errors.ts'
import { mountEvents } from './events.ts'
import { mountFaults } from './faults.ts'
import { type AdminAccess, createAdminGuard } from './guard.ts'
import { mountLimits } from './limits.ts'
import { type MetricSources, mountMetrics } from './metrics.ts'
import { mountPage } from './page.ts'
import { readJson } from './read-json.ts'
import { mountRecords } from './records.ts'
import { mountRequests } from './requests.ts'
import { mountSandboxes } from './sandboxes.ts'
import { mountSnapshot } from './snapshot.ts'
import { mountTimeline } from './timeline.ts'

declare module 'fastify' {
  /** What the generator of documents reads of a route beside its schemas. */
  interface FastifySchema {
    summary?: string
    operationId?: string
  }
}

export interface AdminOptions extends MetricSources {
  /** The user's own, by name. */
  scenarios?: Scenarios
  vendors: readonly Vendor[]
  reporter: Reporter
  /** Present where several processes share the sandboxes. */
  share?: Share | undefined
}

/** What a container or a load balancer asks: without the guard, and there even when the admin is left out. */
export const mountHealth = (scope: FastifyInstance, isReady: () => boolean): void => {
  const method = ['GET', 'HEAD']
  scope.route({ method, url: '/health', handler: () => ({ status: 'ok' }) })
  scope.route({
    method,
    url: '/ready',
    handler: (_request, reply) =>
      isReady() ? { status: 'ready' } : reply.code(503).send({ status: 'the store does not answer' }),
  })
}

const addGuardHook = (scope: FastifyInstance, access: AdminAccess): void => {
  const guard = createAdminGuard(access, scope.prefix)
  scope.addHook('onRequest', (request, reply, done) => {
    const refusal = guard(request)
    if (refusal === undefined) return done()
    const { status, path, message, accepted } = refusal
    if (status === 401) reply.header('www-authenticate', 'Bearer')
    done(new AdminError(status, path, message, accepted))
  })
}

export const mountAdmin = (scope: FastifyInstance, options: AdminOptions, access: AdminAccess): void => {
  addGuardHook(scope, access)
  setAdminErrors(scope, options.reporter)
  readJson(scope)
  const { vendors } = options
  const control = createControl(options)
  mountFaults(scope, control)
  mountRequests(scope, control)
  mountEvents(scope, control)
  mountDeliveries(scope, control)
  mountTimeline(scope, control)
  mountSandboxes(scope, control, vendors)
  mountClock(scope, control)
  mountLimits(scope, control, vendors)
  mountSnapshot(scope, control)
  mountRecords(scope, control)
  mountDocuments(scope, vendors)
  mountFidelity(scope, control)
  mountMetrics(scope, options)
  mountPage(scope, control, vendors)
}
