/** AITable's members: get one. */
import { type Answer, kept } from '../../contract/answer.ts'
import type { Call } from '../../contract/call.ts'
import type { Operation } from '../../contract/operation.ts'
import { ApiError } from '../../contract/refusal.ts'
import { memberRight, ordinary } from './checks.ts'
import { keyOf } from './model.ts'
import { operation } from './operation.ts'
import { MemberQuery, Success } from './schemas.ts'
import type { AitableSettings } from './settings.ts'
import { wireMember } from './wire.ts'

/** On every success. */
const NO_CACHE = { 'cache-control': 'no-cache,no-store,must-revalidate' }

/** Anything but `true`, in any case, is false; a parameter given twice is neither. */
const wantsSensitive = ({ target }: Call): boolean => {
  const start = target.indexOf('?')
  if (start === -1) return false
  const [first, ...others] = new URLSearchParams(target.slice(start + 1)).getAll('sensitiveData')
  return others.length === 0 && first?.toLowerCase() === 'true'
}

export const createMembers = (absent: AitableSettings['absentSensitive']): readonly Operation[] => [
  operation({
    id: 'getMember',
    method: 'GET',
    path: '/fusion/v1/spaces/{spaceId}/members/{unitId}',
    query: MemberQuery,
    checks: [...ordinary, memberRight],
    answers: { 200: Success },
    text: {
      tag: 'Members',
      summary: 'Read one member',
      description: 'One member of a space, with teams and roles.',
    },
    handle({ db, params, call }): Answer {
      const member = db.members.get(keyOf(params.unitId, params.spaceId))
      if (member === undefined) throw new ApiError('memberNotFound')
      const isShown = wantsSensitive(call)
      const text = kept(call.store.db.texts, member, String(isShown), () => ({
        code: 200,
        message: 'SUCCESS',
        success: true,
        data: { member: wireMember(db, member, isShown, absent) },
      }))
      return { ...text, headers: NO_CACHE }
    },
  }),
]
