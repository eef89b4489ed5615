/** What AITable asks of a request, in its order: three questions of its middleware, then its guards and plan. */
import type { Call, Check } from '../../contract/call.ts'
import { createRateLimitCheck } from '../../contract/limit-check.ts'
import { ApiError } from '../../contract/refusal.ts'
import { MIDDLEWARE } from './layers.ts'
import { dbOf, foldedToken } from './model.ts'
import type { Key } from './schemas.ts'

/** Of the path of an operation. */
export const spaceIdOf = ({ params }: Call): string => params.spaceId ?? ''

/** The middleware takes the last part of the URL that begins so for the space, whatever it stands for. */
const SPACE = '/spc'
const spaceInUrl = ({ target }: Call): string | undefined => {
  const at = target.lastIndexOf(SPACE)
  if (at === -1) return undefined
  const end = target.indexOf('/', at + 1)
  return target.slice(at + 1, end === -1 ? undefined : end)
}

/** Tokens are compared without case, by the collation of their column; all begin `usk`. */
const ownerOf = (call: Call): Key | undefined => {
  const { credential } = call
  if (credential === undefined) return undefined
  return dbOf(call).keys.get(credential) ?? dbOf(call).keys.find('folded', foldedToken(credential))[0]
}

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

const requirePlace = (call: Call, key: Key, spaceId: string): void => {
  if (dbOf(call).spaces.get(spaceId) === undefined) throw new ApiError('unknownSpace')
  if (key.spaces[spaceId] === undefined) throw new ApiError('outsider')
}

const bearer: Check = {
  name: 'bearer',
  refuses: ['missingCredential'],
  run(call) {
    call.layer = MIDDLEWARE
    if (!call.headers.authorization?.startsWith('Bearer ')) throw new ApiError('missingCredential')
  },
}

/** The backend is asked for the space's rate, and refuses a token or a space; without a space it is not asked. */
const backend: Check = {
  name: 'backend',
  refuses: ['unknownCredential', 'revokedCredential', 'unknownSpace', 'outsider'],
  run(call) {
    const spaceId = spaceInUrl(call)
    if (spaceId !== undefined) requirePlace(call, requireOwner(call), spaceId)
  },
}

/** What LIMIT_POINTS of the open source is unless a space's plan says more. */
const POINTS = 5
/** In place of a space, whose id begins otherwise. */
const USER = 'user'

export const limit = createRateLimitCheck({
  counter: (call) => `${spaceInUrl(call) ?? USER}:${call.credential}`,
  most: (counter) => (counter.startsWith(USER) ? POINTS : undefined),
})

/** The backend takes blanks off a token, the guard does not. */
const requireExact = ({ headers, credential }: Call): void => {
  if (headers.authorization?.slice('Bearer '.length) !== credential)
    throw new ApiError('unknownCredential', { locale: 'en-US' })
}

const guards: Check = {
  name: 'guards',
  run(call) {
    call.layer = undefined
    requireExact(call)
    const key = requireOwner(call)
    call.caller = key
    const spaceId = spaceIdOf(call)
    requirePlace(call, key, spaceId)
    if (key.quotaSpent || dbOf(call).spaces.get(spaceId)?.quotaSpent) throw new ApiError('quotaSpent')
  },
}

const plan: Check = {
  name: 'plan',
  run(call) {
    if (dbOf(call).spaces.get(spaceIdOf(call))?.plan !== 'enterprise') throw new ApiError('planRequired')
  },
}

/** Of the middleware. */
export const untilLimit: readonly Check[] = [bearer, backend, limit]

/** Of every request; what an operation asks besides stands behind these in its own list. */
export const ordinary: readonly Check[] = [...untilLimit, guards, plan]

const BELOW_SPACES = '/fusion/v1/spaces/'

/** The middleware looks at every path below the spaces, and only then does the router find that there is none. */
export const offPath: readonly Check[] = untilLimit.map(({ name, refuses = [], run }) => ({
  name,
  refuses,
  run(call) {
    if (!call.target.startsWith(BELOW_SPACES)) return
    run(call)
    if (name === limit.name) call.layer = undefined
  },
}))
