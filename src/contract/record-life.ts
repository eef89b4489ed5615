/** Lives that any vendor's records can have: to come, and to go. */
import type { Cause, Happening } from '../sandbox/happening.ts'
import { RecordError, type RecordKind } from './record-kind.ts'

/** Whom it is about, and where; throws unless both are known. */
const castOf = (kind: RecordKind, { db, member, place }: Cause): { id: string; where: string } => {
  if (member === undefined) throw new RecordError('/member', 'it has to be said which member', [])
  const places = kind.places(db)
  const where = place ?? places[0] ?? ''
  if (places.length > 0 && !places.includes(where))
    throw new RecordError('/place', `there is no ${kind.place} "${where}"`, places)
  return { id: member, where }
}

/** A record that is not there yet is made whole from its id alone. */
export const coming =
  (kind: RecordKind): Happening =>
  (cause) => {
    const { id, where } = castOf(kind, cause)
    if (kind.get(cause.db, id, where) !== undefined)
      throw new RecordError('/member', `the member ${id} is there already`, [])
    const [idName] = kind.idNames
    kind.put(cause.db, kind.fill(cause.db, { [idName]: id }, where, { seed: cause.random.next() }), where)
    return id
  }

export const going =
  (kind: RecordKind): Happening =>
  (cause) => {
    const { id, where } = castOf(kind, cause)
    if (kind.get(cause.db, id, where) === undefined)
      throw new RecordError('/member', `there is no member ${id}`, [])
    kind.delete(cause.db, id, where)
    return id
  }

/** Some fields are others from then on. */
export const changing =
  (kind: RecordKind, fields: (cause: Cause) => Readonly<Record<string, unknown>>): Happening =>
  (cause) => {
    const { id, where } = castOf(kind, cause)
    const shown = kind.get(cause.db, id, where)
    if (shown === undefined) throw new RecordError('/member', `there is no member ${id}`, [])
    kind.put(cause.db, { ...shown, ...fields(cause) }, where)
    return id
  }
