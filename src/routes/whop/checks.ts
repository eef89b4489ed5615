/** What Whop asks of a request, in its order. */
import type { Call, Check } from '../../contract/call.ts'
import { credential } from '../../contract/credential-check.ts'
import { createRateLimitCheck } from '../../contract/limit-check.ts'
import { ApiError } from '../../contract/refusal.ts'
import { type Key, SCOPES } from './schemas.ts'
import { LATER_VERSIONS, SERVED_VERSIONS } from './versions.ts'

const isOneOf = (versions: readonly string[], version: unknown): boolean =>
  typeof version === 'string' && versions.includes(version)

const version: Check = {
  name: 'version',
  run({ headers, operation }) {
    const asked = headers['api-version-date']
    if (asked === undefined || isOneOf(SERVED_VERSIONS, asked)) return
    if (isOneOf(LATER_VERSIONS, asked))
      throw new ApiError('notImplemented', { operation, version: String(asked) })
    throw new ApiError('unsupportedVersion', { version: String(asked) })
  },
}

/** Only after the credential check, which sets it. */
const callerOf = ({ caller }: Call): Key => caller as Key

/** `isStrict`: the literal reading of the vendor's page, by which all three scopes are needed. */
const createScopesCheck = (isStrict: boolean): Check => ({
  name: 'scopes',
  run(call) {
    const { scopes } = callerOf(call)
    const needed = isStrict ? SCOPES : SCOPES.slice(0, 1)
    for (const scope of needed) if (!scopes.includes(scope)) throw new ApiError('missingScope', { scope })
  },
})

export const limit = createRateLimitCheck({
  counter: ({ operation, credential: token }) => `${operation} ${token}`,
})

export const createChecks = (strictScopes: boolean): readonly Check[] => [
  credential,
  limit,
  version,
  createScopesCheck(strictScopes),
]
