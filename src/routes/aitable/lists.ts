/** AITable's lists of teams and of their members. */

import { pageAnswer, pageAsked } from './answers.ts'
import { invalid, MemberPageQuery, PageQuery, sensitiveForm, wantsSensitive } from './inputs.ts'
import { operation } from './operation.ts'
import { byPlace } from './order.ts'
import { teamKeyAt } from './references.ts'
import { asking } from './rights.ts'
import { MemberPage, TeamPage } from './schemas.ts'
import type { Absent } from './settings.ts'
import { writeMember, writeTeam } from './unit-texts.ts'

const TEAM = '/fusion/v1/spaces/{spaceId}/teams/{unitId}'

export const listSubTeams = operation({
  id: 'listSubTeams',
  method: 'GET',
  path: `${TEAM}/children`,
  query: PageQuery,
  invalid,
  checks: asking('teams'),
  answers: { 200: TeamPage },
  text: {
    tag: 'Teams',
    summary: 'List the teams directly below one',
    description: 'By sequence; the unit id "0" is the root team.',
  },
  handle({ db, params, query, call }) {
    const all = db.teams.find('parent', teamKeyAt(db, params)).toSorted(byPlace)
    const { pageSize, pageNum, offset } = pageAsked(query)
    const texts = all.slice(offset, offset + pageSize).map((team) => writeTeam(call, db, team))
    return pageAnswer({ total: all.length, pageSize, pageNum, name: 'teams', texts })
  },
})

export const createListTeamMembers = (absent: Absent) =>
  operation({
    id: 'listTeamMembers',
    method: 'GET',
    path: `${TEAM}/members`,
    query: MemberPageQuery,
    queryForm: sensitiveForm,
    invalid,
    checks: asking('teams', 'members'),
    answers: { 200: MemberPage },
    text: {
      tag: 'Teams',
      summary: 'List the members of a team',
      description: 'Those directly in it; "0" has those who are in no other team.',
    },
    handle({ db, params, query, call }) {
      const members = db.members.shared('team', teamKeyAt(db, params))
      const { pageSize, pageNum, offset } = pageAsked(query)
      const isShown = wantsSensitive(query)
      const page = members.page(offset, pageSize)
      const texts = page.map((member) => writeMember(call, member, isShown, absent))
      return pageAnswer({ total: members.count, pageSize, pageNum, name: 'members', texts })
    },
  })
