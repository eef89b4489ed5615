/** Plans faults for a sandbox, and shows which have befallen whom. */
import type { FastifyInstance } from 'fastify'
import type { PlannedFault as Planned, FaultRule as Rule } from '../../../sandbox/faults.ts'
import type { AdminOptions } from '../admin.ts'
import { AdminError } from '../errors.ts'
import { NOTHING } from '../nothing.ts'
import { SandboxQuery, sandboxOf } from '../sandboxes/sandbox-of.ts'
import { checkNames } from './names.ts'
import { FaultRule, FaultRules, PlannedFault, PlannedFaults } from './schemas.ts'

const shown = ({ id, rule, matched, applied }: Planned): object => ({ id, ...rule, matched, applied })
const shownAll = (planned: readonly Planned[]): object => ({ faults: planned.map(shown) })

const mountReading = (scope: FastifyInstance, { sandboxes }: AdminOptions): void => {
  scope.get('/faults', {
    schema: {
      operationId: 'listFaults',
      summary: 'The planned faults, in the order in which they are asked.',
      querystring: SandboxQuery,
      response: { 200: PlannedFaults },
    },
    handler: (request) => shownAll(sandboxOf(sandboxes, request).faults.list()),
  })
}

const mountPlanning = (scope: FastifyInstance, { sandboxes, vendors }: AdminOptions): void => {
  scope.post<{ Body: Rule }>('/faults', {
    schema: {
      operationId: 'planFault',
      summary: 'Plans one fault, behind those that there are.',
      querystring: SandboxQuery,
      body: FaultRule,
      response: { 201: PlannedFault },
    },
    handler(request, reply) {
      const { faults } = sandboxOf(sandboxes, request)
      checkNames(vendors, request.body, '')
      return reply.code(201).send(shown(faults.add(request.body)))
    },
  })

  scope.put<{ Body: { faults: Rule[] } }>('/faults', {
    schema: {
      operationId: 'replaceFaults',
      summary: 'Plans these faults in place of all that there are.',
      querystring: SandboxQuery,
      body: FaultRules,
      response: { 200: PlannedFaults },
    },
    handler(request) {
      const { faults } = sandboxOf(sandboxes, request)
      request.body.faults.forEach((rule, i) => {
        checkNames(vendors, rule, `/faults/${i}`)
      })
      faults.clear()
      return shownAll(request.body.faults.map((rule) => faults.add(rule)))
    },
  })
}

const mountDropping = (scope: FastifyInstance, { sandboxes }: AdminOptions): void => {
  scope.delete('/faults', {
    schema: {
      operationId: 'dropFaults',
      summary: 'Drops every planned fault.',
      querystring: SandboxQuery,
      response: NOTHING,
    },
    handler(request, reply) {
      sandboxOf(sandboxes, request).faults.clear()
      return reply.code(204).send()
    },
  })

  scope.delete<{ Params: { id: string } }>('/faults/:id', {
    schema: {
      operationId: 'dropFault',
      summary: 'Drops one planned fault.',
      params: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] },
      querystring: SandboxQuery,
      response: NOTHING,
    },
    handler(request, reply) {
      const { faults } = sandboxOf(sandboxes, request)
      const { id } = request.params
      const [path = ''] = request.url.split('?', 1)
      const ids = faults.list().map((planned) => planned.id)
      if (!faults.delete(id)) throw new AdminError(404, path, `there is no fault "${id}"`, ids)
      return reply.code(204).send()
    },
  })
}

export const mountFaults = (scope: FastifyInstance, options: AdminOptions): void => {
  mountReading(scope, options)
  mountPlanning(scope, options)
  mountDropping(scope, options)
}
