/** What Whop asks of a request, in its order. */
import type { Call, Check } from '../../contract/call.ts'
import { credential } from '../../contract/credential-check.ts'
import { createRateLimitCheck } from '../../contract/limit-check.ts'
import { ApiError } from '../../contract/refusal.ts'
import { idempotency } from './idempotency.ts'
import type { WhopOperation } from './operation.ts'
import type { Key } from './schemas.ts'
import { missingScopes, type Rights } from './scopes.ts'
import type { WhopSettings } from './settings.ts'
import { generationOf, VERSION_HEADER, versionOf } from './versions.ts'

/** Only after the credential check, which sets it. */
const callerOf = ({ caller }: Call): Key => caller as Key

const NO_RIGHTS: Rights = {}

type RightsOf = (call: Call) => Rights

const createVersionCheck = (rightsOf: RightsOf): Check => ({
  name: 'version',
  refuses: ['unsupportedVersion'],
  run(call) {
    const version = versionOf(call)
    if (version === undefined)
      throw new ApiError('unsupportedVersion', { version: String(call.headers[VERSION_HEADER]) })
    if (rightsOf(call)[generationOf(call)] === undefined)
      throw new ApiError('notImplemented', { operation: call.operation, version })
  },
})

const createScopesCheck = (rightsOf: RightsOf, isStrict: boolean): Check => ({
  name: 'scopes',
  run(call) {
    const needs = rightsOf(call)[generationOf(call)] ?? {}
    const missing = missingScopes(needs, callerOf(call).scopes, isStrict)
    const { lacking } = needs
    if (missing.length > 0) throw new ApiError('missingScope', { scopes: missing.join(', '), lacking })
  },
})

/** A list that does not name its company is that of the key's own by the pages, and was seen to be refused. */
const createPlaceCheck = (rightsOf: RightsOf): Check => ({
  name: 'company',
  run(call) {
    const { placeParameter } = rightsOf(call)[generationOf(call)] ?? {}
    if (placeParameter === undefined) return
    const [, query = ''] = call.target.split('?')
    if (!new URLSearchParams(query).get(placeParameter)) throw new ApiError('observedNoCompany')
  },
})

export const limit = createRateLimitCheck({
  counter: ({ operation, credential: token }) => `${operation} ${token}`,
})

/** With `strictScopes`, the literal reading of the pages, a key needs what only fields depend on, too. */
export const createChecks = (
  operations: readonly WhopOperation[],
  { strictScopes, errors }: Pick<WhopSettings, 'strictScopes' | 'errors'>,
): readonly Check[] => {
  const rights = new Map<string | undefined, Rights>(operations.map((one) => [one.id, one.rights]))
  const rightsOf: RightsOf = ({ operation }) => rights.get(operation) ?? NO_RIGHTS
  const ordinary = [
    credential,
    limit,
    idempotency.check,
    createVersionCheck(rightsOf),
    createScopesCheck(rightsOf, strictScopes),
  ]
  return errors === 'observed' ? [...ordinary, createPlaceCheck(rightsOf)] : ordinary
}
