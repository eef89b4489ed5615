/** AITable's teams: create, change and delete one. */
import { ApiError } from '../../contract/refusal.ts'
import { created, deleted, success } from './answers.ts'
import { invalid, NewTeamBody, TeamBody } from './inputs.ts'
import { type AitableDb, nextOrder, ROOT, type TeamRow, teamsNamed } from './model.ts'
import { operation } from './operation.ts'
import { drawUnitId } from './organization.ts'
import { resolveParent, resolveRoles, teamAt } from './references.ts'
import { askingOwn, askingWithBody } from './rights.ts'
import { Deleted, TeamSuccess } from './schemas.ts'
import { isTeamEmpty, nextTeamSequence } from './sequences.ts'
import { wireTeam } from './wire.ts'

const TEAMS = '/fusion/v1/spaces/{spaceId}/teams'

/** Throws when another team below the same parent has the name. */
const requireOwnName = (db: AitableDb, { space, parent, name, unitId }: TeamRow): void => {
  if (teamsNamed(db, space, parent, name).some((team) => team.unitId !== unitId))
    throw new ApiError('teamNameTaken')
}

export const createTeam = operation({
  id: 'createTeam',
  method: 'POST',
  path: TEAMS,
  body: NewTeamBody,
  isBodyOptional: true,
  invalid,
  checks: askingWithBody('teams', 'roles'),
  answers: { 201: TeamSuccess },
  text: {
    tag: 'Teams',
    summary: 'Create a team',
    description: 'Below the root team and behind its siblings unless told.',
  },
  handle({ db, params: { spaceId: space }, body, random }) {
    const { name, sequence, parentUnitId, roles } = body
    const parent = resolveParent(db, space, parentUnitId ?? ROOT)
    const team = {
      space,
      unitId: drawUnitId(random),
      name,
      sequence: sequence ?? nextTeamSequence(db, space, parent),
      parent,
      roles: resolveRoles(db, space, roles, []),
      order: nextOrder(db.teams, space),
    }
    requireOwnName(db, team)
    db.teams.put(team)
    return created({ team: wireTeam(db, team) })
  },
})

export const updateTeam = operation({
  id: 'updateTeam',
  method: 'PUT',
  path: `${TEAMS}/{unitId}`,
  body: TeamBody,
  isBodyOptional: true,
  invalid,
  checks: askingWithBody('teams', 'roles'),
  answers: { 200: TeamSuccess },
  text: {
    tag: 'Teams',
    summary: 'Change a team',
    description: 'A team that moves takes the teams below it along.',
  },
  handle({ db, params, body }) {
    const team = teamAt(db, params)
    const { space, unitId } = team
    const { name, sequence, parentUnitId, roles } = body
    const changed = {
      ...team,
      name: name ?? team.name,
      sequence: sequence ?? team.sequence,
      parent: parentUnitId ? resolveParent(db, space, parentUnitId, unitId) : team.parent,
      roles: resolveRoles(db, space, roles, team.roles),
    }
    requireOwnName(db, changed)
    db.teams.put(changed)
    return success({ team: wireTeam(db, changed) })
  },
})

export const deleteTeam = operation({
  id: 'deleteTeam',
  method: 'DELETE',
  path: `${TEAMS}/{unitId}`,
  checks: askingOwn('teams'),
  answers: { 200: Deleted },
  text: {
    tag: 'Teams',
    summary: 'Delete a team',
    description: 'One without sub-teams and members.',
  },
  handle({ db, params }) {
    const key = db.teams.keyOf(teamAt(db, params))
    if (!isTeamEmpty(db, key)) throw new ApiError('teamNotEmpty')
    db.teams.delete(key)
    return deleted()
  },
})
