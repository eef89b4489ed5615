/** Does the vendor know this credential? Shared by vendors whose only question is known, unknown or revoked. */
import type { KeyRow } from '../sandbox/seeded-vendor.ts'
import type { Call, Check } from './call.ts'
import { ApiError } from './refusal.ts'

/** What follows `Bearer ` in an Authorization header; the scheme in exactly this spelling, one space. */
export const bearerCredential = (authorization: string | undefined): string | undefined =>
  authorization?.startsWith('Bearer ') && authorization.length > 7 ? authorization.slice(7) : undefined

/** The key of a token, if the sandbox has one. */
export const keyOf = ({ store }: Call, token: string | undefined): KeyRow | undefined =>
  token === undefined ? undefined : (store.db.tables.keys?.get(token) as KeyRow | undefined) // keys hold KeyRows

export const credential: Check = {
  name: 'credential',
  refuses: ['missingCredential', 'unknownCredential', 'revokedCredential'],
  run(call) {
    if (call.credential === undefined) throw new ApiError('missingCredential')
    const key = keyOf(call, call.credential)
    if (key === undefined) throw new ApiError('unknownCredential')
    if (key.revoked) throw new ApiError('revokedCredential')
    call.caller = key
  },
}
