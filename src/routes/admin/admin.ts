/** The control plane under /__admin: health, the inhabitants of a sandbox, and the documents. */
import type { FastifyInstance } from 'fastify'
import type { Reporter } from '../../plugins/errors.ts'
import type { Sandboxes } from '../../sandbox/sandboxes.ts'
import type { Vendor } from '../../vendor.ts'
import { mountDocuments } from './documents.ts'
import { setAdminErrors } from './errors.ts'
import { mountInhabitants } from './inhabitants.ts'
import { addValidation } from './validate.ts'

export interface AdminOptions {
  vendors: readonly Vendor[]
  sandboxes: Sandboxes
  reporter: Reporter
}

export const mountAdmin = (scope: FastifyInstance, options: AdminOptions): void => {
  setAdminErrors(scope, options.reporter)
  addValidation(scope)
  scope.get('/health', () => ({ status: 'ok' }))
  scope.get('/ready', () => ({ status: 'ready' }))
  mountInhabitants(scope, options)
  mountDocuments(scope, options.vendors)
}
