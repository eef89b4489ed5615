/** What Whop asks of a request, in its order. */
import { createCredentialCheck } from '../../contract/credential-check.ts'
import { createRateLimitCheck } from '../../contract/limit-check.ts'
import { ApiError } from '../../contract/refusal.ts'
import type { Check } from '../../contract/vendor.ts'
import { SCOPES } from './schemas.ts'
import { callerOf } from './store.ts'
import { LATER_VERSIONS, SERVED_VERSIONS } from './versions.ts'

const isOneOf = (versions: readonly string[], version: unknown): boolean =>
  typeof version === 'string' && versions.includes(version)

const version: Check = {
  name: 'version',
  run(request) {
    const asked = request.headers['api-version-date']
    if (asked === undefined || isOneOf(SERVED_VERSIONS, asked)) return
    if (isOneOf(LATER_VERSIONS, asked))
      throw new ApiError('notImplemented', { operation: request.operation, version: String(asked) })
    throw new ApiError('unsupportedVersion', { version: String(asked) })
  },
}

/** `isStrict`: the literal reading of the vendor's page, by which all three scopes are needed. */
const createScopesCheck = (isStrict: boolean): Check => ({
  name: 'scopes',
  run(request) {
    const { scopes } = callerOf(request)
    const needed = isStrict ? SCOPES : SCOPES.slice(0, 1)
    for (const scope of needed) if (!scopes.includes(scope)) throw new ApiError('missingScope', { scope })
  },
})

export const limit = createRateLimitCheck('whop', {
  counter: (request) => `${request.operation} ${request.credential}`,
})

export const createChecks = (strictScopes: boolean): readonly Check[] => [
  createCredentialCheck('whop'),
  limit,
  version,
  createScopesCheck(strictScopes),
]
