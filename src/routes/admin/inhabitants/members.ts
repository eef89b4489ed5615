/** A vendor's members as the admin finds, reads and keeps them. */

import type { Vendor } from '../../../contract/vendor.ts'
import type { Sandbox } from '../../../sandbox/sandbox.ts'
import { pointer } from '../complaint.ts'
import { AdminError } from '../errors.ts'
import { type Entry, fillMember, idIn, placeFor } from './given.ts'
import type { Inhabitants, Wanted } from './inhabitant.ts'
import { entryWithout, memberQuery, memberRecord, patchOf } from './schemas.ts'

/** Throws unless the ids and the place in `entry` are those of the path. */
const checkSame = (vendor: Vendor, { id, key, place }: Wanted, entry: Entry): void => {
  const { idNames, memberKey } = vendor.entries
  for (const name of idNames) {
    const given = entry[name]
    if (given !== undefined && memberKey(String(given), place) !== key)
      throw new AdminError(400, pointer(name), `it is not the ${name} of the path`, [id])
  }
  if (vendor.place === undefined || (entry[vendor.place] ?? place) === place) return
  throw new AdminError(400, pointer(vendor.place), `it is not the ${vendor.place} asked for`, [place])
}

export const membersOf = (vendor: Vendor): Inhabitants => {
  const { entries, place: placeName } = vendor
  const [idName] = entries.idNames
  const record = memberRecord(vendor)
  const collection = (sandbox: Sandbox) => sandbox.store(vendor.id).members

  const placeOf = (key: string, member: object): string | undefined =>
    entries.places.find((place) => entries.memberKey(idIn(vendor, { ...member }), place) === key)

  return {
    list: 'members',
    noun: 'Member',
    parameter: 'id',
    query: memberQuery(vendor),
    entry: entryWithout(entries.idNames, entries.member, `${vendor.title}MemberBody`),
    patch: patchOf(record),
    record,
    collection,
    find(id, query, entry) {
      const [inQuery, inEntry] = [query, entry].map((names) => names?.[placeName ?? ''])
      const isInEntry = inQuery === undefined && inEntry !== undefined
      const place = placeFor(vendor, inQuery ?? inEntry, `${isInEntry ? '' : '?'}/${placeName}`)
      return { id, key: entries.memberKey(id, place), place }
    },
    shown(key, member) {
      return placeName === undefined ? member : { [placeName]: placeOf(key, member), ...member }
    },
    async complete(sandbox, wanted, entry) {
      checkSame(vendor, wanted, entry)
      const whole = { [idName]: wanted.id, ...entry }
      return Object(await fillMember(vendor, whole, wanted.place, sandbox.seed))
    },
    set(sandbox, wanted, shown) {
      checkSame(vendor, wanted, shown)
      const member = Object.fromEntries(Object.entries(shown).filter(([name]) => name !== placeName))
      collection(sandbox).set(wanted.key, member)
    },
    delete(sandbox, { key }) {
      collection(sandbox).delete(key)
    },
  }
}
