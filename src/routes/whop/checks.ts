/** What Whop asks of a request, in its order. */
import type { Call, Check } from '../../contract/call.ts'
import { credential } from '../../contract/credential-check.ts'
import { valueAt } from '../../contract/json.ts'
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

/** Of what is none of ours, such as a path that nobody has. */
const NO_RIGHTS: Rights = { legacy: {}, current: {} }

type RightsOf = (call: Call) => Rights

const version: Check = {
  name: 'version',
  refuses: ['unsupportedVersion'],
  run(call) {
    if (versionOf(call) === undefined)
      throw new ApiError('unsupportedVersion', { version: String(call.headers[VERSION_HEADER]) })
  },
}

const createScopesCheck = (rightsOf: RightsOf, isStrict: boolean): Check => ({
  name: 'scopes',
  run(call) {
    const needs = rightsOf(call)[generationOf(call)]
    const missing = missingScopes(needs, callerOf(call).scopes, isStrict)
    const { lacking } = needs
    if (missing.length > 0) throw new ApiError('missingScope', { scopes: missing.join(', '), lacking })
  },
})

/** A body that cannot be read is not refused for this. */
const isGiven = ({ bytes = new Uint8Array() }: Call, field: string): boolean => {
  try {
    const value = valueAt(JSON.parse(Buffer.from(bytes).toString() || '{}'), field)
    return value !== undefined && value !== null
  } catch {
    return true
  }
}

/** What does not name its company is of the key's own by the pages, and was seen to be refused. */
const createPlaceCheck = (rightsOf: RightsOf): Check => ({
  name: 'company',
  run(call) {
    const { placeParameter, placeField } = rightsOf(call)[generationOf(call)]
    const [, query = ''] = call.target.split('?')
    if (placeParameter !== undefined && !new URLSearchParams(query).get(placeParameter))
      throw new ApiError('observedNoCompany')
    if (placeField !== undefined && !isGiven(call, placeField)) throw new ApiError('observedNoResource')
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
  const ordinary = [credential, limit, idempotency.check, version, createScopesCheck(rightsOf, strictScopes)]
  return errors === 'observed' ? [...ordinary, createPlaceCheck(rightsOf)] : ordinary
}
