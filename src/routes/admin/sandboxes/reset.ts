/** Takes a sandbox, or all of them, back to a fresh start. */
import type { FastifyInstance } from 'fastify'
import type { AdminOptions } from '../admin.ts'
import { AdminError } from '../errors.ts'
import { NOTHING } from '../nothing.ts'
import { SANDBOX_PARAMETER, sandboxOf } from './sandbox-of.ts'

const ResetQuery = {
  type: 'object',
  properties: {
    ...SANDBOX_PARAMETER,
    all: { type: 'boolean', description: 'true: resets the default sandbox and deletes the others.' },
  },
  additionalProperties: false,
} as const

export const mountReset = (scope: FastifyInstance, { sandboxes }: AdminOptions): void => {
  scope.post<{ Querystring: { sandbox?: string; all?: boolean } }>('/reset', {
    schema: {
      operationId: 'reset',
      summary: 'Takes a sandbox back to how it started; its credentials stay.',
      querystring: ResetQuery,
      response: NOTHING,
    },
    handler(request, reply) {
      const { sandbox, all } = request.query
      if (all && sandbox !== undefined)
        throw new AdminError(400, '?/all', 'it is one sandbox or all of them', ['sandbox', 'all'])
      if (all) sandboxes.resetAll()
      else sandboxes.reset(sandboxOf(sandboxes, request))
      return reply.code(204).send()
    },
  })
}
