/** What AITable asks of a request, in its order: three questions of its middleware, then its guards and plan. */
import type { FastifyRequest } from 'fastify'
import { createRateLimitCheck } from '../../contract/limit-check.ts'
import { ApiError } from '../../contract/refusal.ts'
import type { Check } from '../../contract/vendor.ts'
import type { Key, MemberParams, Space } from './schemas.ts'
import { aitableStore, callerOf } from './store.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** AITable's middleware writes its own answers, with other headers than the layers behind it. */
    isInMiddleware: boolean
  }
}

export const spaceIdOf = (request: FastifyRequest): string => (request.params as MemberParams).spaceId // the route has it

/** Throws unless the token is one that still works. */
const requireOwner = (request: FastifyRequest): Key => {
  const key =
    request.credential === undefined ? undefined : aitableStore(request.sandbox).keys.get(request.credential)
  if (key === undefined) throw new ApiError('unknownCredential')
  if (key.revoked) throw new ApiError('revokedCredential')
  return key
}

const bearer: Check = {
  name: 'bearer',
  run(request) {
    request.isInMiddleware = true
    if (!request.headers.authorization?.startsWith('Bearer ')) throw new ApiError('missingCredential')
  },
}

const requirePlace = (request: FastifyRequest, key: Key, spaces: ReadonlyMap<string, Space>): void => {
  const spaceId = spaceIdOf(request)
  if (!spaces.has(spaceId)) throw new ApiError('unknownSpace')
  if (key.spaces[spaceId] === undefined) throw new ApiError('outsider')
}

/** The backend is asked for the space's rate, and refuses a token or a space; only ids that start `spc` are asked for. */
const createBackendCheck = (spaces: ReadonlyMap<string, Space>): Check => ({
  name: 'backend',
  run(request) {
    if (spaceIdOf(request).startsWith('spc')) requirePlace(request, requireOwner(request), spaces)
  },
})

export const limit = createRateLimitCheck('aitable', {
  counter(request) {
    const spaceId = spaceIdOf(request)
    return `${spaceId.startsWith('spc') ? spaceId : 'user'}:${request.credential}`
  },
})

const createGuardsCheck = (spaces: ReadonlyMap<string, Space>): Check => ({
  name: 'guards',
  run(request) {
    request.isInMiddleware = false
    const key = requireOwner(request)
    request.caller = key
    if (key.quotaSpent) throw new ApiError('quotaSpent')
    requirePlace(request, key, spaces)
  },
})

const createPlanCheck = (spaces: ReadonlyMap<string, Space>): Check => ({
  name: 'plan',
  run(request) {
    if (spaces.get(spaceIdOf(request))?.plan !== 'enterprise') throw new ApiError('planRequired')
  },
})

const right: Check = {
  name: 'right',
  run(request) {
    if (callerOf(request).spaces[spaceIdOf(request)] === 'member') throw new ApiError('adminRequired')
  },
}

export const createChecks = (spaces: ReadonlyMap<string, Space>): readonly Check[] => [
  bearer,
  createBackendCheck(spaces),
  limit,
  createGuardsCheck(spaces),
  createPlanCheck(spaces),
  right,
]
