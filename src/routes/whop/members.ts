/** Whop's members: retrieve one. */
import { kept } from '../../contract/answer.ts'
import { ApiError } from '../../contract/refusal.ts'
import { operation } from './operation.ts'
import { Member } from './schemas.ts'
import { viewOf, wireMember } from './wire.ts'

export const retrieveMember = operation({
  id: 'retrieveMember',
  method: 'GET',
  path: '/members/{id}',
  answers: { 200: Member },
  rights: { legacy: { all: ['member:basic:read'], fields: ['member:email:read', 'member:phone:read'] } },
  text: {
    tag: 'Members',
    summary: 'Read one member',
    description:
      'One member of the company that the key belongs to. Without `member:email:read` the `email` of the ' +
      'user is null, without `member:phone:read` the `phone`.',
  },
  /** A member of another company is not found, like one that does not exist (assumed for this generation). */
  handle({ db, caller, params, call }) {
    const member = db.members.get(params.id)
    if (member === undefined || member.company !== caller.company) throw new ApiError('memberNotFound')
    return kept(call.store.db.texts, member, viewOf(caller), () => wireMember(db, member, caller))
  },
})
