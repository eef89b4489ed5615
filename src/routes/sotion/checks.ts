/** What Sotion asks of a request, in its order: credential, limit, parameters, the group it is about. */
import type { Call, Check } from '../../contract/call.ts'
import { credential } from '../../contract/credential-check.ts'
import { createRateLimitCheck } from '../../contract/limit-check.ts'
import { ApiError } from '../../contract/refusal.ts'
import { findGroup, refuseScope } from './groups-given.ts'
import { dbOf, type GroupRow } from './model.ts'
import type { Key } from './schemas.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The key in `Bearer so_...`, the scheme in any case; anything else is no key to Sotion. */
export const sotionCredential = (authorization: string | undefined): string | undefined => {
  const key = authorization?.replace(/^bearer +/i, '')
  return key !== authorization && key?.startsWith('so_') ? key : undefined
}

export const limit = createRateLimitCheck({
  counter: ({ credential: token }) => token ?? '',
  show(call, limiter, window) {
    call.setHeader('x-ratelimit-limit', limiter.rule.limit)
    call.setHeader('x-ratelimit-remaining', window.isOver ? 0 : limiter.remaining(window))
    call.setHeader('x-ratelimit-reset', limiter.resetsAt(window))
  },
})

/** Of every request; what an operation asks besides stands behind these in its own list. */
export const ordinary: readonly Check[] = [credential, limit]

/** The path parameter `name` has the form of an id. */
const uuidIn = (name: string, kind: string): Check => ({
  name: 'uuid',
  refuses: [kind],
  run({ params }: Call) {
    if (!UUID.test(params[name] ?? '')) throw new ApiError(kind)
  },
})

export const memberId = uuidIn('memberId', 'malformedId')
export const groupId = uuidIn('groupId', 'malformedGroupId')
export const webhookId = uuidIn('webhookId', 'malformedWebhookId')

/** The group of the path. */
const groupOf = (call: Call): GroupRow => {
  const { site } = call.caller as Key // the check of the credential has been asked before
  return findGroup(dbOf(call), call.params.groupId ?? '', site)
}

export const groupFound: Check = { name: 'group', run: (call) => void groupOf(call) }

export const notScope: Check = { name: 'scope', run: (call) => refuseScope(groupOf(call)) }
