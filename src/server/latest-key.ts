/** Reads the credential off a request. */
import type { Vendor } from '../contract/vendor.ts'
import type { Sandboxes } from '../sandbox/sandboxes.ts'

/**
 * Most requests come with the key of the one before: then its text is given again, whose hash is known where it is
 * looked up. Keys that no sandbox has are not held.
 */
export const createKeyReader = (
  { id, credentialIn }: Pick<Vendor, 'id' | 'credentialIn'>,
  sandboxes: Sandboxes,
): Vendor['credentialIn'] => {
  let latest: string | undefined
  let key: string | undefined
  return (authorization) => {
    if (authorization !== undefined && authorization === latest) return key
    const read = credentialIn(authorization)
    if (read !== undefined && sandboxes.ownerOf(id, read) !== undefined) {
      latest = authorization
      key = read
    }
    return read
  }
}
