/** The control plane under /__admin, behind its guard; health alone answers anyone. */
import type { FastifyInstance } from 'fastify'
import type { Vendor } from '../../contract/vendor.ts'
import type { Sandboxes } from '../../sandbox/sandboxes.ts'
import type { Reporter } from '../../server/errors.ts'
import { mountClock } from './clock/clock.ts'
import { mountDocuments } from './documents/documents.ts'
import { mountFidelity } from './documents/fidelity.ts'
import { AdminError, setAdminErrors } from './errors.ts'
import { mountFaults } from './faults/faults.ts'
import { type AdminAccess, createAdminGuard } from './guard.ts'
import { mountInhabitants } from './inhabitants/inhabitants.ts'
import { mountLimits } from './limits/limits.ts'
import { mountPage } from './page.ts'
import { mountEvents } from './requests/events.ts'
import { mountRequests } from './requests/requests.ts'
import { mountReset } from './sandboxes/reset.ts'
import { mountSandboxes } from './sandboxes/sandboxes.ts'
import { addValidation } from './validate.ts'

declare module 'fastify' {
  /** What the generator of documents reads of a route beside its schemas. */
  interface FastifySchema {
    summary?: string
    operationId?: string
  }
}

export interface AdminOptions {
  vendors: readonly Vendor[]
  sandboxes: Sandboxes
  reporter: Reporter
}

/** What a container or a load balancer asks: without the guard, and there even when the admin is left out. */
export const mountHealth = (scope: FastifyInstance): void => {
  const method = ['GET', 'HEAD']
  scope.route({ method, url: '/health', handler: () => ({ status: 'ok' }) })
  scope.route({ method, url: '/ready', handler: () => ({ status: 'ready' }) })
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
  const validation = addValidation(scope)
  mountFaults(scope, options)
  mountRequests(scope, options)
  mountEvents(scope, options)
  mountSandboxes(scope, options)
  mountReset(scope, options)
  mountClock(scope, options)
  mountLimits(scope, options)
  mountInhabitants(scope, options, validation)
  mountDocuments(scope, options.vendors)
  mountFidelity(scope, options.vendors)
  mountPage(scope, options)
}
