/** A vendor's keys as the admin finds, reads and keeps them: each belongs to one sandbox. */

import type { Vendor } from '../../../contract/vendor.ts'
import type { Sandbox } from '../../../sandbox/sandbox.ts'
import type { Sandboxes } from '../../../sandbox/sandboxes.ts'
import { AdminError } from '../errors.ts'
import type { Check } from '../validate.ts'
import { checkPlaces, refuseTaken } from './given.ts'
import type { Inhabitants } from './inhabitant.ts'
import { entryWithout, keyQuery, keyRecord, patchOf } from './schemas.ts'

export const keysOf = (
  vendor: Vendor,
  sandboxes: Sandboxes,
  validation: () => Promise<Check>,
): Inhabitants => {
  const record = keyRecord(vendor)
  const collection = (sandbox: Sandbox) => sandbox.store(vendor.id).keys

  return {
    list: 'keys',
    noun: 'Key',
    parameter: 'token',
    query: keyQuery,
    entry: entryWithout(['token'], record, `${vendor.title}KeyBody`),
    patch: patchOf(record),
    record,
    collection,
    find(token) {
      return { id: token, key: token, place: '' }
    },
    shown(_token, key) {
      return key
    },
    async complete(_sandbox, { id: token }, entry) {
      const key = { token, ...entry }
      const check = await validation()
      check(record, key, '')
      return key
    },
    set(sandbox, { id: token }, key) {
      if (key.token !== token) throw new AdminError(400, '/token', 'it is not the token of the path')
      checkPlaces(vendor, key, '')
      refuseTaken(sandboxes, vendor, token, '/token', sandbox)
      sandboxes.setKey(sandbox, vendor.id, token, key)
    },
    delete(sandbox, { id: token }) {
      sandboxes.deleteKey(sandbox, vendor.id, token)
    },
  }
}
