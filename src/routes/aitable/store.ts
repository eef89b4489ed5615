/** The typed door to what a sandbox remembers of AITable. */
import type { FastifyRequest } from 'fastify'
import type { Sandbox, VendorStore } from '../../sandbox/sandbox.ts'
import type { Key, Member } from './schemas.ts'

// The sandbox keeps every vendor's records untyped; seed.ts is the only writer and writes these types.
export const aitableStore = (sandbox: Sandbox): VendorStore<Key, Member> =>
  sandbox.store('aitable') as VendorStore<Key, Member>

/** Members are kept by space and unit id; the vendor's column compares unit ids without case (assumed of its data). */
export const memberKey = (space: string, unitId: string): string => `${space}/${unitId.toLowerCase()}`

/** Only after the checks have found one. */
export const callerOf = (request: FastifyRequest): Key => request.caller as Key

/** The owner's language, where the token is one that the vendor knows; else the deployment's default. */
export const localeOf = (request: FastifyRequest): Key['locale'] => {
  const key = request.credential && aitableStore(request.sandbox).keys.get(request.credential)
  return key && !key.revoked ? key.locale : 'en-US'
}
