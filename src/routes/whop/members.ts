/** Whop's members: retrieve one. */
import { kept } from '../../contract/answer.ts'
import { ApiError } from '../../contract/refusal.ts'
import { CurrentMember } from './member-schemas.ts'
import type { WhopDb } from './model.ts'
import { operation } from './operation.ts'
import type { MemberRow } from './row-schemas.ts'
import { type Key, Member } from './schemas.ts'
import { type Generation, generationOf } from './versions.ts'
import { viewOf, wireCurrentMember, wireMember } from './wire.ts'

/** Either generation's; the current one lacks e-mail address and company. */
const EitherMember = { oneOf: [Member, CurrentMember] } as const

/**
 * A member of another company is not found, like one that does not exist: assumed for the legacy generation. The
 * current one says 403 there, and knows no drafts (assumed).
 */
export const findMember = (db: WhopDb, id: string, { company }: Key, generation: Generation): MemberRow => {
  const member = db.members.get(id)
  if (member === undefined) throw new ApiError('memberNotFound')
  if (generation === 'legacy' && member.company !== company) throw new ApiError('memberNotFound')
  if (member.company !== company) throw new ApiError('otherAccount')
  if (generation === 'current' && member.status === 'drafted') throw new ApiError('memberNotFound')
  return member
}

export const retrieveMember = operation({
  id: 'retrieveMember',
  method: 'GET',
  path: '/members/{id}',
  answers: { 200: EitherMember },
  rights: {
    legacy: { all: ['member:basic:read'], fields: ['member:email:read', 'member:phone:read'] },
    current: { all: ['member:basic:read'] },
  },
  text: {
    tag: 'Members',
    summary: 'Read one member',
    description:
      'One member of the company that the key belongs to. Without `member:email:read` the `email` of the ' +
      'user is null, without `member:phone:read` the phone.',
  },
  handle({ db, caller, params, call }) {
    const generation = generationOf(call)
    const member = findMember(db, params.id, caller, generation)
    const write = generation === 'legacy' ? wireMember : wireCurrentMember
    return kept(call.store.db.texts, member, `${generation} ${viewOf(caller)}`, () =>
      write(db, member, caller),
    )
  },
})
