/** Sotion's members: get one with its access groups. */
import { kept } from '../../contract/answer.ts'
import { ApiError } from '../../contract/refusal.ts'
import { memberId, ordinary } from './checks.ts'
import { keyOf } from './model.ts'
import { operation } from './operation.ts'
import { Success } from './schemas.ts'
import { wireMember } from './wire.ts'

export const getMember = operation({
  id: 'getMember',
  method: 'GET',
  path: '/members/{memberId}',
  checks: [...ordinary, memberId],
  answers: { 200: Success },
  text: {
    tag: 'Members',
    summary: 'Read one member',
    description: 'One member of the site that the key belongs to, with its access groups.',
  },
  handle({ db, caller, params, call }) {
    const member = db.members.get(keyOf(params.memberId, caller.site))
    if (member === undefined) throw new ApiError('memberNotFound')
    return kept(call.store.db.texts, member, '', () => ({ data: wireMember(db, member) }))
  },
})
