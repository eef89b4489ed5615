/** What Sotion asks of a request, in its order: credential, limit, parameter. */
import { createCredentialCheck } from '../../contract/credential-check.ts'
import { createRateLimitCheck } from '../../contract/limit-check.ts'
import { ApiError } from '../../contract/refusal.ts'
import type { Check } from '../../contract/vendor.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The key in `Bearer so_...`, the scheme in any case; anything else is no key to Sotion. */
export const sotionCredential = (authorization: string | undefined): string | undefined => {
  const key = authorization?.replace(/^bearer +/i, '')
  return key !== authorization && key?.startsWith('so_') ? key : undefined
}

export const limit = createRateLimitCheck('sotion', {
  counter: (request) => request.credential ?? '',
  show(reply, limiter, window) {
    reply
      .header('x-ratelimit-limit', limiter.rule.limit)
      .header('x-ratelimit-remaining', window.isOver ? 0 : limiter.remaining(window))
      .header('x-ratelimit-reset', limiter.resetsAt(window))
  },
})

const uuid: Check = {
  name: 'uuid',
  run(request) {
    const { memberId } = request.params as { memberId: string } // the route has this parameter
    if (!UUID.test(memberId)) throw new ApiError('malformedId')
  },
}

export const checks: readonly Check[] = [createCredentialCheck('sotion'), limit, uuid]
