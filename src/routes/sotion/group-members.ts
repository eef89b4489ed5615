/** Who is in an access group of Sotion's: list them, add one, remove one. */
import { empty } from '../../contract/answer.ts'
import { inputs } from '../../contract/call.ts'
import { ApiError } from '../../contract/refusal.ts'
import { groupFound, groupId, memberId, notScope, ordinary } from './checks.ts'
import { GroupMemberPage, NewGroupMember } from './group-schemas.ts'
import { findGroup } from './groups-given.ts'
import { findMember } from './members.ts'
import { keyOf, type MemberRow, membershipKey, type SotionDb } from './model.ts'
import { created, operation } from './operation.ts'
import { PageQuery } from './page-schemas.ts'
import { itemText, page, rowAfter } from './pages.ts'
import { join, leave, membershipIn } from './roster.ts'
import { Success } from './schemas.ts'
import { wireGroupMember, wireMember } from './wire.ts'

const TAG = 'Group members'
const PATH = '/access-groups/{groupId}/members'

/** Those of the group whose key is `group`, the last that joined first, behind the cursor `after`. */
function* membersIn(db: SotionDb, group: string, after: string | undefined): Generator<MemberRow> {
  const { memberships } = db
  const cursor = {
    name: 'memberships',
    table: memberships,
    keyOf: (id: string) => membershipKey(group, id),
  }
  const from = rowAfter(db, cursor, after)
  for (const { member, site } of memberships.rows(group, 'desc', from && memberships.positionOf(from))) {
    const row = db.members.get(keyOf(member, site))
    if (row !== undefined) yield row
  }
}

export const listGroupMembers = operation({
  id: 'listGroupMembers',
  method: 'GET',
  path: PATH,
  checks: [...ordinary, groupId, inputs, groupFound],
  query: PageQuery,
  answers: { 200: GroupMemberPage },
  text: {
    tag: TAG,
    summary: 'List the members of a group',
    description: 'A page of them, the last that joined first, without times of record and groups.',
  },
  handle: ({ db, caller, params, query: { after, limit } }) =>
    page(membersIn(db, keyOf(params.groupId, caller.site), after), limit, (member) =>
      itemText(member, 'in a group', () => wireGroupMember(member)),
    ),
})

export const addGroupMember = operation({
  id: 'addGroupMember',
  method: 'POST',
  path: PATH,
  checks: [...ordinary, groupId, groupFound, notScope, inputs],
  body: NewGroupMember,
  answers: { 201: Success },
  text: {
    tag: TAG,
    summary: 'Add a member to a group',
    description: 'A member of the site joins a custom group, and is shown with all its groups.',
  },
  handle({ db, caller: { site }, params, body, now, call }) {
    const group = findGroup(db, params.groupId, site)
    const member = findMember(db, body.memberId, site)
    if (membershipIn(db, group, member) !== undefined) throw new ApiError('alreadyInGroup')
    join(db, group, member, new Date(now).toISOString())
    return created(call, `/access-groups/${group.id}/members/${member.id}`, wireMember(db, member))
  },
})

export const removeGroupMember = operation({
  id: 'removeGroupMember',
  method: 'DELETE',
  path: '/access-groups/{groupId}/members/{memberId}',
  checks: [...ordinary, groupId, memberId, groupFound, notScope],
  answers: { 204: null },
  text: {
    tag: TAG,
    summary: 'Remove a member from a group',
    description: 'The member leaves a custom group, and stays on the site.',
  },
  handle({ db, caller: { site }, params }) {
    const group = findGroup(db, params.groupId, site)
    const membership = membershipIn(db, group, findMember(db, params.memberId, site))
    if (membership === undefined) throw new ApiError('notInGroup')
    leave(db, membership)
    return empty(204)
  },
})
