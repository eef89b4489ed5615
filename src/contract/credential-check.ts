/** Does the vendor know this credential? Shared by vendors whose only question is known, unknown or revoked. */

import { ApiError } from './refusal.ts'
import type { Check } from './vendor.ts'

/** What follows `Bearer ` in an Authorization header; the scheme in exactly this spelling, one space. */
export const bearerCredential = (authorization: string | undefined): string | undefined =>
  authorization?.startsWith('Bearer ') && authorization.length > 7 ? authorization.slice(7) : undefined

export const createCredentialCheck = (vendorId: string): Check => ({
  name: 'credential',
  run(request) {
    if (request.credential === undefined) throw new ApiError('missingCredential')
    const key = request.sandbox.store(vendorId).keys.get(request.credential)
    if (key === undefined) throw new ApiError('unknownCredential')
    if ((key as { revoked?: boolean }).revoked) throw new ApiError('revokedCredential') // every key may have it
    request.caller = key
  },
})
