/** Many of Sotion's members at once: each is created or not, whatever becomes of the others. */
import { json } from '../../contract/answer.ts'
import { customGroups } from './groups-given.ts'
import { BulkBody, type BulkItem, BulkResult, type NewMember } from './member-schemas.ts'
import type { GroupRow, SotionDb } from './model.ts'
import { type Beginning, newMember } from './new-member.ts'
import { operation } from './operation.ts'
import { emailOf, isEmail, join, memberWith } from './roster.ts'
import { wireListed } from './wire.ts'

const CONFLICT = { code: 'CONFLICT', message: 'A member with this email already exists' }
const NO_EMAIL = { code: 'VALIDATION_ERROR', message: 'Invalid email' }

/** Creates one, or says why not. */
const createOne = (
  db: SotionDb,
  given: NewMember,
  groups: readonly GroupRow[],
  beginning: Beginning,
): BulkItem => {
  const { email } = given
  if (!isEmail(email)) return { email, status: 'error', error: NO_EMAIL }
  if (memberWith(db, emailOf(email), beginning.site) !== undefined)
    return { email, status: 'conflict', error: CONFLICT }
  const member = newMember(given, beginning)
  db.members.put(member)
  for (const group of groups) join(db, group, member, member.createdAt)
  return { email, status: 'created', member: wireListed(member) }
}

export const bulkCreateMembers = operation({
  id: 'bulkCreateMembers',
  method: 'POST',
  path: '/members/bulk',
  body: BulkBody,
  answers: { 207: BulkResult },
  text: {
    tag: 'Members',
    summary: 'Create many members',
    description: 'Up to 500 at once; what became of each is told in the order of the request.',
  },
  handle({ db, caller: { site }, body, now, random }) {
    const groups = customGroups(db, site, body.accessGroupIds)
    const data = body.members.map((given) => createOne(db, given, groups, { site, now, random }))
    const total = data.length
    const count = data.filter(({ status }) => status === 'created').length
    return json(207, { data, summary: { total, created: count, failed: total - count } })
  },
})
