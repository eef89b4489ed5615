/** Whop's memberships: retrieve one. */
import { type Answer, kept } from '../../contract/answer.ts'
import type { Call } from '../../contract/call.ts'
import { ApiError } from '../../contract/refusal.ts'
import type { MembershipRow } from './membership-row.ts'
import { CurrentMembership, Membership } from './membership-schemas.ts'
import { membershipView, wireCurrentMembership, wireMembership } from './membership-wire.ts'
import type { WhopDb } from './model.ts'
import { operation } from './operation.ts'
import type { Key } from './schemas.ts'
import { type Generation, generationOf } from './versions.ts'

/** Either generation's. */
export const EitherMembership = { oneOf: [Membership, CurrentMembership] } as const

/** By id or licence key; refused as a member is. */
export const findMembership = (
  db: WhopDb,
  id: string,
  { company }: Key,
  generation: Generation,
): MembershipRow => {
  const row = db.memberships.get(id) ?? db.memberships.find('licence', id)[0]
  if (row === undefined) throw new ApiError('membershipNotFound')
  if (generation === 'legacy' && row.company !== company) throw new ApiError('membershipNotFound')
  if (row.company !== company) throw new ApiError('otherAccount')
  if (generation === 'current' && row.status === 'drafted') throw new ApiError('membershipNotFound')
  return row
}

/** As the request's generation shows it. */
export const membershipAnswer = (call: Call, db: WhopDb, row: MembershipRow, caller: Key): Answer => {
  const generation = generationOf(call)
  const write = generation === 'legacy' ? wireMembership : wireCurrentMembership
  return kept(call.store.db.texts, row, `${generation} ${membershipView(caller)}`, () =>
    write(db, row, caller),
  )
}

export const retrieveMembership = operation({
  id: 'retrieveMembership',
  method: 'GET',
  path: '/memberships/{id}',
  answers: { 200: EitherMembership },
  rights: {
    legacy: { all: ['member:basic:read'], fields: ['member:email:read'] },
    current: { all: ['member:basic:read'] },
  },
  text: {
    tag: 'Memberships',
    summary: 'Read one membership',
    description: 'One membership of the company that the key belongs to, by its id or its licence key.',
  },
  handle: ({ db, caller, params, call }) =>
    membershipAnswer(call, db, findMembership(db, params.id, caller, generationOf(call)), caller),
})
