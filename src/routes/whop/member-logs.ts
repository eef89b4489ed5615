/** What has happened to a member and its memberships. Only the current generation has it; asked on any date (assumed). */
import { historyOf } from './history.ts'
import { listRows } from './listing.ts'
import { LogLine } from './member-schemas.ts'
import { findMember } from './members.ts'
import type { LogRow } from './membership-row.ts'
import type { WhopDb } from './model.ts'
import { operation } from './operation.ts'
import { PAGE, pageOf } from './page-schemas.ts'
import { page } from './pages.ts'

const wireLine = (db: WhopDb, { action, created_at, actor }: LogRow): LogLine => {
  const user = actor === null ? undefined : db.users.get(actor)
  return {
    action,
    created_at,
    actor: user === undefined ? null : { id: user.id, name: user.name, username: user.username },
  }
}

export const listMemberLogs = operation({
  id: 'listMemberLogs',
  method: 'GET',
  path: '/members/{id}/logs',
  query: { type: 'object', properties: PAGE },
  answers: { 200: pageOf(LogLine) },
  rights: { legacy: { all: ['member:basic:read'] }, current: { all: ['member:basic:read'] } },
  text: {
    tag: 'Members',
    summary: 'List what has happened to a member',
    description: 'Lines about the member’s memberships, the newest first.',
  },
  handle({ db, caller, params, query }) {
    const member = findMember(db, params.id, caller, 'current')
    const listing = listRows(historyOf(db, member.id), {
      order: 'created_at',
      direction: 'desc',
      valueIn: ({ created_at }) => Date.parse(created_at),
      // Lines of one moment are in the order in which they were written.
      keyOf: ({ id, nth }) => `${String(nth).padStart(6, '0')} ${id}`,
    })
    return page(query, listing, { write: (line) => JSON.stringify(wireLine(db, line)) })
  },
})
