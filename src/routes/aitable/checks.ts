/** What AITable asks of a request, in its order: three questions of its middleware, then its guards and plan. */
import type { Call, Check } from '../../contract/call.ts'
import { keyOf as credentialKey } from '../../contract/credential-check.ts'
import { createRateLimitCheck } from '../../contract/limit-check.ts'
import { ApiError } from '../../contract/refusal.ts'
import { dbOf } from './model.ts'
import type { Key } from './schemas.ts'

/** AITable's middleware writes its own answers, with other headers than the layers behind it. */
export const MIDDLEWARE = 'middleware'

/** Every operation has one. */
export const spaceIdOf = ({ params }: Call): string => params.spaceId ?? ''

const ownerOf = (call: Call): Key | undefined => credentialKey(call, call.credential) as Key | undefined // AITable's keys

/** The owner's language, where the token is one that the vendor knows; else the deployment's default. */
export const localeOf = (call: Call): Key['locale'] => {
  const key = ownerOf(call)
  return key === undefined || key.revoked ? 'en-US' : key.locale
}

/** Throws unless the token is one that still works. */
const requireOwner = (call: Call): Key => {
  const key = ownerOf(call)
  if (key === undefined) throw new ApiError('unknownCredential')
  if (key.revoked) throw new ApiError('revokedCredential')
  return key
}

const requirePlace = (call: Call, key: Key): void => {
  const spaceId = spaceIdOf(call)
  if (dbOf(call).spaces.get(spaceId) === undefined) throw new ApiError('unknownSpace')
  if (key.spaces[spaceId] === undefined) throw new ApiError('outsider')
}

const bearer: Check = {
  name: 'bearer',
  run(call) {
    call.layer = MIDDLEWARE
    if (!call.headers.authorization?.startsWith('Bearer ')) throw new ApiError('missingCredential')
  },
}

/** The backend is asked for the space's rate, and refuses a token or a space; only ids that start `spc` are asked for. */
const backend: Check = {
  name: 'backend',
  run(call) {
    if (spaceIdOf(call).startsWith('spc')) requirePlace(call, requireOwner(call))
  },
}

export const limit = createRateLimitCheck({
  counter(call) {
    const spaceId = spaceIdOf(call)
    return `${spaceId.startsWith('spc') ? spaceId : 'user'}:${call.credential}`
  },
})

const guards: Check = {
  name: 'guards',
  run(call) {
    call.layer = undefined
    const key = requireOwner(call)
    call.caller = key
    if (key.quotaSpent) throw new ApiError('quotaSpent')
    requirePlace(call, key)
  },
}

const plan: Check = {
  name: 'plan',
  run(call) {
    if (dbOf(call).spaces.get(spaceIdOf(call))?.plan !== 'enterprise') throw new ApiError('planRequired')
  },
}

/** Of every request; what an operation asks besides stands behind these in its own list. */
export const ordinary: readonly Check[] = [bearer, backend, limit, guards, plan]

const isManager = (call: Call): boolean => {
  const key = call.caller as Key // `guards` has found it
  return key.spaces[spaceIdOf(call)] !== 'member'
}

export const memberRight: Check = {
  name: 'right',
  run(call) {
    if (!isManager(call)) throw new ApiError('adminRequired')
  },
}
