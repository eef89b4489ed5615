/** Who and what has a role: AITable's one list without pages. */
import { envelope, written } from './answers.ts'
import { SensitiveQuery, sensitiveForm, wantsSensitive } from './inputs.ts'
import { operation } from './operation.ts'
import { byPlace } from './order.ts'
import { roleAt } from './references.ts'
import { asking } from './rights.ts'
import { Units } from './schemas.ts'
import type { Absent } from './settings.ts'
import { writeMember, writeTeam } from './unit-texts.ts'

export const createListUnitsOfRole = (absent: Absent) =>
  operation({
    id: 'listUnitsOfRole',
    method: 'GET',
    path: '/fusion/v1/spaces/{spaceId}/roles/{unitId}/units',
    query: SensitiveQuery,
    queryForm: sensitiveForm,
    checks: asking('roles'),
    answers: { 200: Units },
    text: {
      tag: 'Roles',
      summary: 'List the members and teams that have a role',
      description: 'All of them at once.',
    },
    handle({ db, params, query, call }) {
      const key = db.roles.keyOf(roleAt(db, params))
      const members = db.members.shared('role', key)
      const isShown = wantsSensitive(query)
      const people = members.page(0, members.count).map((row) => writeMember(call, row, isShown, absent))
      const teams = db.teams
        .find('role', key)
        .toSorted(byPlace)
        .map((team) => writeTeam(call, db, team))
      const head = JSON.stringify(envelope({})).slice(0, -2)
      return written(`${head}"members":[${people.join(',')}],"teams":[${teams.join(',')}]}}`)
    },
  })
