/** Sotion's access groups: list, get, create, change and delete them. */
import { empty, json } from '../../contract/answer.ts'
import { inputs } from '../../contract/call.ts'
import { ApiError } from '../../contract/refusal.ts'
import { groupFound, groupId, notScope, ordinary } from './checks.ts'
import { GroupChanges, GroupPage, GroupSuccess, NewGroup } from './group-schemas.ts'
import { findGroup } from './groups-given.ts'
import { type GroupRow, keyOf, nameKey, type SotionDb } from './model.ts'
import { created, operation } from './operation.ts'
import { PageQuery } from './page-schemas.ts'
import { page, rowAfter } from './pages.ts'
import { removeGroup } from './roster.ts'
import { wireGroup } from './wire.ts'

const TAG = 'Access groups'

/** Trimmed; refuses one that another group of the site has, or that is nothing. */
const nameFor = (db: SotionDb, given: string, site: string, own?: GroupRow): string => {
  const name = given.trim()
  if (name === '') throw new ApiError('doesNotFit')
  const others = db.groups.find('name', nameKey(name, site)).filter(({ id }) => id !== own?.id)
  if (others.length > 0) throw new ApiError('groupNameTaken')
  return name
}

export const listAccessGroups = operation({
  id: 'listAccessGroups',
  method: 'GET',
  path: '/access-groups',
  query: PageQuery,
  answers: { 200: GroupPage },
  text: {
    tag: TAG,
    summary: 'List access groups',
    description: 'A page of the site’s groups, custom and scope together, newest first.',
  },
  handle({ db, caller: { site }, query: { after, limit } }) {
    const cursor = { name: 'groups', table: db.groups, keyOf: (id: string) => keyOf(id, site) }
    const from = rowAfter(db, cursor, after)
    const rows = db.groups.rows(site, 'desc', from && db.groups.positionOf(from))
    return page(rows, limit, (group) => JSON.stringify(wireGroup(db, group)))
  },
})

export const createAccessGroup = operation({
  id: 'createAccessGroup',
  method: 'POST',
  path: '/access-groups',
  body: NewGroup,
  answers: { 201: GroupSuccess },
  text: { tag: TAG, summary: 'Create an access group', description: 'A custom group without members.' },
  handle({ db, caller: { site }, body, now, random, call }) {
    const name = nameFor(db, body.name, site)
    const time = new Date(now).toISOString()
    const group: GroupRow = {
      site,
      id: random.uuid(),
      name,
      description: body.description ?? null,
      type: 'custom',
      createdAt: time,
      updatedAt: time,
    }
    db.groups.put(group)
    return created(call, `/access-groups/${group.id}`, wireGroup(db, group))
  },
})

export const getAccessGroup = operation({
  id: 'getAccessGroup',
  method: 'GET',
  path: '/access-groups/{groupId}',
  checks: [...ordinary, groupId, groupFound],
  answers: { 200: GroupSuccess },
  text: { tag: TAG, summary: 'Read one access group', description: 'With the number of its members.' },
  handle: ({ db, caller, params }) =>
    json(200, { data: wireGroup(db, findGroup(db, params.groupId, caller.site)) }),
})

export const updateAccessGroup = operation({
  id: 'updateAccessGroup',
  method: 'PATCH',
  path: '/access-groups/{groupId}',
  checks: [...ordinary, groupId, groupFound, notScope, inputs],
  body: GroupChanges,
  answers: { 200: GroupSuccess },
  text: {
    tag: TAG,
    summary: 'Change an access group',
    description: 'Name and description of a custom group.',
  },
  handle({ db, caller: { site }, params, body, now }) {
    const before = findGroup(db, params.groupId, site)
    const { name, description } = body
    const group: GroupRow = {
      ...before,
      name: name === undefined ? before.name : nameFor(db, name, site, before),
      description: description === undefined ? before.description : description,
      updatedAt: new Date(now).toISOString(),
    }
    db.groups.put(group)
    return json(200, { data: wireGroup(db, group) })
  },
})

export const deleteAccessGroup = operation({
  id: 'deleteAccessGroup',
  method: 'DELETE',
  path: '/access-groups/{groupId}',
  checks: [...ordinary, groupId, groupFound, notScope],
  answers: { 204: null },
  text: {
    tag: TAG,
    summary: 'Delete an access group',
    description: 'A custom group; whoever was in it stays a member of the site.',
  },
  handle({ db, caller, params }) {
    removeGroup(db, findGroup(db, params.groupId, caller.site))
    return empty(204)
  },
})
