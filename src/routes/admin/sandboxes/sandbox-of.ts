/** Which sandbox an admin request is about: `?sandbox=`, else the default one. */
import type { FastifyRequest } from 'fastify'
import type { Sandbox } from '../../../sandbox/sandbox.ts'
import type { Sandboxes } from '../../../sandbox/sandboxes.ts'
import { AdminError } from '../errors.ts'

/** For the schema of every route that takes it. */
export const SANDBOX_PARAMETER = {
  sandbox: { type: 'string', description: 'The id of a sandbox; without it, the default one.' },
} as const

/** The query of a route that takes nothing but the sandbox. */
export const SandboxQuery = {
  type: 'object',
  properties: SANDBOX_PARAMETER,
  additionalProperties: false,
} as const

const SHOWN = 20

/** Throws a 404 that names some of those that there are. */
export const findSandbox = (sandboxes: Sandboxes, id: string, path: string): Sandbox => {
  const sandbox = sandboxes.get(id)
  if (sandbox !== undefined) return sandbox
  const known = sandboxes.list().map((one) => one.id)
  throw new AdminError(404, path, `there is no sandbox "${id}"`, known.slice(0, SHOWN))
}

export const sandboxOf = (sandboxes: Sandboxes, request: FastifyRequest): Sandbox => {
  const { sandbox: id = 'default' } = request.query as { sandbox?: string } // SANDBOX_PARAMETER
  return findSandbox(sandboxes, id, '?/sandbox')
}
