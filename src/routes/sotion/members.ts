/** Sotion's members: list, get, create, change and delete them. */
import { empty, kept } from '../../contract/answer.ts'
import { ApiError } from '../../contract/refusal.ts'
import { memberId, ordinary } from './checks.ts'
import { customGroups } from './groups-given.ts'
import { membersOn } from './member-list.ts'
import { MemberChanges, MemberPage, MembersQuery, NewMemberBody } from './member-schemas.ts'
import { keyOf, type MemberRow, type SotionDb } from './model.ts'
import { newMember } from './new-member.ts'
import { created, operation } from './operation.ts'
import { itemText, keptPage, page } from './pages.ts'
import { emailOf, isEmail, join, memberWith, removeMember } from './roster.ts'
import { Success } from './schemas.ts'
import { wireListed, wireMember } from './wire.ts'

const TAG = 'Members'

/** Refuses an id of nobody on the site. */
export const findMember = (db: SotionDb, id: string, site: string): MemberRow => {
  const member = db.members.get(keyOf(id, site))
  if (member === undefined) throw new ApiError('memberNotFound')
  return member
}

export const getMember = operation({
  id: 'getMember',
  method: 'GET',
  path: '/members/{memberId}',
  checks: [...ordinary, memberId],
  answers: { 200: Success },
  text: {
    tag: TAG,
    summary: 'Read one member',
    description: 'One member of the site that the key belongs to, with its access groups.',
  },
  handle({ db, caller, params, call }) {
    const member = findMember(db, params.memberId, caller.site)
    return kept(call.store.db.texts, member, '', () => ({ data: wireMember(db, member) }))
  },
})

export const listMembers = operation({
  id: 'listMembers',
  method: 'GET',
  path: '/members',
  query: MembersQuery,
  answers: { 200: MemberPage },
  text: {
    tag: TAG,
    summary: 'List members',
    description: 'A page of the site’s members, newest first, without their access groups.',
  },
  handle: ({ db, caller: { site }, query, call }) =>
    keptPage(call, site, () =>
      page(membersOn(db, site, query), query.limit, (member) =>
        itemText(member, 'listed', () => wireListed(member)),
      ),
    ),
})

export const createMember = operation({
  id: 'createMember',
  method: 'POST',
  path: '/members',
  body: NewMemberBody,
  answers: { 201: Success },
  text: {
    tag: TAG,
    summary: 'Create a member',
    description: 'A new member in the groups that are named; or, when one of them will not do, none at all.',
  },
  handle({ db, caller: { site }, body, now, random, call }) {
    if (!isEmail(body.email)) throw new ApiError('doesNotFit')
    const groups = customGroups(db, site, body.accessGroupIds)
    if (memberWith(db, emailOf(body.email), site) !== undefined) throw new ApiError('emailTaken')
    const member = newMember(body, { site, now, random })
    db.members.put(member)
    for (const group of groups) join(db, group, member, member.createdAt)
    return created(call, `/members/${member.id}`, wireMember(db, member))
  },
})

export const updateMember = operation({
  id: 'updateMember',
  method: 'PATCH',
  path: '/members/{memberId}',
  checks: [...ordinary, memberId],
  body: MemberChanges,
  answers: { 200: Success },
  text: {
    tag: TAG,
    summary: 'Change a member',
    description: 'E-mail address, display name, whether it pays, and whether it may enter the site.',
  },
  handle({ db, caller: { site }, params, body, now, call }) {
    const { email: given, displayName, paid, status } = body
    if (given !== undefined && !isEmail(given)) throw new ApiError('doesNotFit')
    const before = findMember(db, params.memberId, site)
    const email = given === undefined ? before.email : emailOf(given)
    const holder = memberWith(db, email, site)
    if (given !== undefined && holder !== undefined && holder.id !== before.id)
      throw new ApiError('emailTaken')
    const member: MemberRow = {
      ...before,
      email,
      displayName: displayName === undefined ? before.displayName : displayName,
      paid: paid ?? before.paid,
      status: status ?? before.status,
      updatedAt: new Date(now).toISOString(),
    }
    db.members.put(member)
    return kept(call.store.db.texts, member, '', () => ({ data: wireMember(db, member) }))
  },
})

export const deleteMember = operation({
  id: 'deleteMember',
  method: 'DELETE',
  path: '/members/{memberId}',
  checks: [...ordinary, memberId],
  answers: { 204: null },
  text: {
    tag: TAG,
    summary: 'Delete a member',
    description: 'For good, from its access groups too; the e-mail address is free again.',
  },
  handle({ db, caller, params }) {
    removeMember(db, findMember(db, params.memberId, caller.site))
    return empty(204)
  },
})
