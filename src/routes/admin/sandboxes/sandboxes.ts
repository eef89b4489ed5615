/** Sandboxes: made, listed, shown and deleted. */
import type { FastifyInstance } from 'fastify'
import type { Sandbox } from '../../../sandbox/sandbox.ts'
import type { AdminOptions } from '../admin.ts'
import { AdminError } from '../errors.ts'
import { NOTHING } from '../nothing.ts'
import { createSandbox } from './new-sandbox.ts'
import { findSandbox } from './sandbox-of.ts'
import { type NewSandboxBody, newSandbox, type SandboxView, sandboxList, sandboxView } from './schemas.ts'

interface One {
  Params: { id: string }
}

const NO_QUERY = { type: 'object', properties: {}, additionalProperties: false } as const
const PARAMS = { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] } as const

const shown = ({ id, name, seed, credentials }: Sandbox): SandboxView => ({
  id,
  name: name ?? null,
  seed,
  credentials,
})

const mountMaking = (scope: FastifyInstance, options: AdminOptions): void => {
  const { vendors, sandboxes } = options
  scope.post<{ Body: NewSandboxBody | null | undefined }>('/sandboxes', {
    schema: {
      operationId: 'createSandbox',
      summary: 'Makes a sandbox with credentials of its own.',
      querystring: NO_QUERY,
      body: newSandbox(vendors),
      response: { 201: sandboxView(vendors) },
    },
    async handler(request, reply) {
      return reply.code(201).send(shown(await createSandbox(options, request.body ?? {})))
    },
  })

  scope.delete<One>('/sandboxes/:id', {
    schema: {
      operationId: 'deleteSandbox',
      summary: 'Deletes a sandbox and all that it remembers; its credentials are nobody’s then.',
      params: PARAMS,
      querystring: NO_QUERY,
      response: NOTHING,
    },
    handler(request, reply) {
      const [path = ''] = request.url.split('?', 1)
      const { id } = findSandbox(sandboxes, request.params.id, path)
      if (!sandboxes.delete(id))
        throw new AdminError(409, path, 'the default sandbox stays; reset it instead')
      return reply.code(204).send()
    },
  })
}

const mountShowing = (scope: FastifyInstance, { vendors, sandboxes }: AdminOptions): void => {
  const view = sandboxView(vendors)
  scope.get('/sandboxes', {
    schema: {
      operationId: 'listSandboxes',
      summary: 'All sandboxes: the default one, then the others in the order they were made.',
      querystring: NO_QUERY,
      response: { 200: sandboxList(view) },
    },
    handler() {
      return { sandboxes: sandboxes.list().map(shown) }
    },
  })

  scope.get<One>('/sandboxes/:id', {
    schema: {
      operationId: 'getSandbox',
      summary: 'Shows one sandbox.',
      params: PARAMS,
      querystring: NO_QUERY,
      response: { 200: view },
    },
    handler(request) {
      const [path = ''] = request.url.split('?', 1)
      return shown(findSandbox(sandboxes, request.params.id, path))
    },
  })
}

export const mountSandboxes = (scope: FastifyInstance, options: AdminOptions): void => {
  mountMaking(scope, options)
  mountShowing(scope, options)
}
