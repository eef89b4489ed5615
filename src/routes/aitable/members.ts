/** AITable's members: get, change and delete one. */
import { kept } from '../../contract/answer.ts'
import { ApiError } from '../../contract/refusal.ts'
import { deleted, envelope, success, written } from './answers.ts'
import { invalid, MemberBody, SensitiveQuery, sensitiveForm, wantsSensitive } from './inputs.ts'
import { operation } from './operation.ts'
import { keepingOrder, memberAt, resolveRoles, resolveTeams } from './references.ts'
import { asking, askingOwn, askingOwnWithBody } from './rights.ts'
import { BareMemberSuccess, Deleted, Success } from './schemas.ts'
import type { Absent } from './settings.ts'
import { wireChangedMember, wireMember } from './wire.ts'

const PATH = '/fusion/v1/spaces/{spaceId}/members/{unitId}'

export const createGetMember = (absent: Absent) =>
  operation({
    id: 'getMember',
    method: 'GET',
    path: PATH,
    query: SensitiveQuery,
    queryForm: sensitiveForm,
    checks: asking('members'),
    answers: { 200: Success },
    text: {
      tag: 'Members',
      summary: 'Read one member',
      description: 'One member of a space, with teams and roles.',
    },
    handle({ db, params, query, call }) {
      const member = memberAt(db, params)
      const isShown = wantsSensitive(query)
      const view = isShown ? 'sensitive' : 'plain'
      const { text } = kept(call.store.db.texts, member, view, () =>
        envelope({ member: wireMember(db, member, isShown, absent) }),
      )
      return written(text)
    },
  })

export const createUpdateMember = (absent: Absent) =>
  operation({
    id: 'updateMember',
    method: 'PUT',
    path: PATH,
    body: MemberBody,
    isBodyOptional: true,
    invalid,
    checks: askingOwnWithBody('members', 'roles'),
    answers: { 200: BareMemberSuccess },
    text: {
      tag: 'Members',
      summary: 'Change one member',
      description:
        'Its name, its teams (an empty list is the root team) or its roles (an empty list changes none).',
    },
    handle({ db, params, body }) {
      const member = memberAt(db, params)
      const { teams, roles } = member
      const changed = {
        ...member,
        name: body.name ?? member.name,
        teams: body.teams ? keepingOrder(teams, resolveTeams(db, member.space, body.teams)) : teams,
        roles: resolveRoles(db, member.space, body.roles, roles),
      }
      db.members.put(changed)
      return success({ member: wireChangedMember(db, changed, absent) })
    },
  })

export const deleteMember = operation({
  id: 'deleteMember',
  method: 'DELETE',
  path: PATH,
  checks: askingOwn('members'),
  answers: { 200: Deleted },
  text: {
    tag: 'Members',
    summary: 'Delete one member',
    description: 'From the space; the primary admin stays.',
  },
  handle({ db, params }) {
    const member = memberAt(db, params)
    if (member.type === 'PrimaryAdmin') throw new ApiError('primaryAdminStays')
    db.members.delete(db.members.keyOf(member))
    return deleted()
  },
})
