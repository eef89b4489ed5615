/** AITable's roles: list them, create, change and delete one. */
import { ApiError } from '../../contract/refusal.ts'
import { created, deleted, pageAnswer, pageAsked, success } from './answers.ts'
import { invalid, NewRoleBody, PageQuery, RoleBody } from './inputs.ts'
import { type AitableDb, nextOrder, type RoleRow, rolesNamed } from './model.ts'
import { operation } from './operation.ts'
import { byPlace } from './order.ts'
import { drawUnitId } from './organization.ts'
import { roleAt } from './references.ts'
import { asking, askingWithBody } from './rights.ts'
import { Deleted, RolePage, RoleSuccess } from './schemas.ts'
import { isRoleUnused, nextRoleSequence } from './sequences.ts'
import { wireRole } from './wire.ts'

const ROLES = '/fusion/v1/spaces/{spaceId}/roles'

const rolesOf = (db: AitableDb, space: string): readonly RoleRow[] => [...db.roles.rows(space, 'asc')]

/** Throws when another role of the space has the name. */
const requireOwnName = (db: AitableDb, { space, name, unitId }: RoleRow): void => {
  if (rolesNamed(db, space, name).some((role) => role.unitId !== unitId)) throw new ApiError('roleNameTaken')
}

export const listRoles = operation({
  id: 'listRoles',
  method: 'GET',
  path: ROLES,
  query: PageQuery,
  invalid,
  checks: asking('roles'),
  answers: { 200: RolePage },
  text: { tag: 'Roles', summary: 'List the roles of a space', description: 'By sequence.' },
  handle({ db, params, query }) {
    const all = rolesOf(db, params.spaceId).toSorted(byPlace)
    const { pageSize, pageNum, offset } = pageAsked(query)
    const texts = all.slice(offset, offset + pageSize).map((role) => JSON.stringify(wireRole(role)))
    return pageAnswer({ total: all.length, pageSize, pageNum, name: 'roles', texts })
  },
})

export const createRole = operation({
  id: 'createRole',
  method: 'POST',
  path: ROLES,
  body: NewRoleBody,
  isBodyOptional: true,
  invalid,
  checks: askingWithBody('roles'),
  answers: { 201: RoleSuccess },
  text: { tag: 'Roles', summary: 'Create a role', description: 'Behind the others unless told.' },
  handle({ db, params: { spaceId: space }, body, random }) {
    const role = {
      space,
      unitId: drawUnitId(random),
      name: body.name,
      sequence: body.sequence ?? nextRoleSequence(db, space),
      order: nextOrder(db.roles, space),
    }
    requireOwnName(db, role)
    db.roles.put(role)
    return created({ role: wireRole(role) })
  },
})

export const updateRole = operation({
  id: 'updateRole',
  method: 'PUT',
  path: `${ROLES}/{unitId}`,
  body: RoleBody,
  isBodyOptional: true,
  invalid,
  checks: askingWithBody('roles'),
  answers: { 200: RoleSuccess },
  text: { tag: 'Roles', summary: 'Change a role', description: 'Its name or its sequence.' },
  handle({ db, params, body }) {
    const role = roleAt(db, params)
    const changed = {
      ...role,
      name: body.name ?? role.name,
      sequence: body.sequence ?? role.sequence,
    }
    requireOwnName(db, changed)
    db.roles.put(changed)
    return success({ role: wireRole(changed) })
  },
})

export const deleteRole = operation({
  id: 'deleteRole',
  method: 'DELETE',
  path: `${ROLES}/{unitId}`,
  checks: asking('roles'),
  answers: { 200: Deleted },
  text: { tag: 'Roles', summary: 'Delete a role', description: 'One that no member and no team has.' },
  handle({ db, params }) {
    const key = db.roles.keyOf(roleAt(db, params))
    if (!isRoleUnused(db, key)) throw new ApiError('roleNotEmpty')
    db.roles.delete(key)
    return deleted()
  },
})
