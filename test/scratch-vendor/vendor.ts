/** A vendor that does not exist, with an envelope that no other has: what one costs at the least. */
import { inputs } from '../../src/contract/call.ts'
import { bearerCredential, credential } from '../../src/contract/credential-check.ts'
import { createLimitRule, type VendorDefinition } from '../../src/contract/definition.ts'
import { createRateLimitCheck } from '../../src/contract/limit-check.ts'
import { withOwnRecords } from '../../src/contract/own-records.ts'
import type { ErrorSpec, ErrorTable } from '../../src/contract/refusal.ts'
import { createTableRecords } from '../../src/contract/table-records.ts'
import type { KeyRow } from '../../src/sandbox/seeded-vendor.ts'
import { createStarts } from '../../src/sandbox/starts.ts'
import { awaitGuest, Guest, getGuest, inviteGuest } from './guests.ts'
import { type Guest as GuestRow, model, openTables, type Tables } from './model.ts'

const LIMIT = { limit: 10, windowSeconds: 1 }

const limit = createRateLimitCheck({ counter: ({ credential: token }) => token ?? '' })

const no = (status: number, why: string): ErrorSpec => ({
  status,
  body: () => ({ ok: false, why }),
})

const errors: ErrorTable<'neverComes'> = {
  unknownPath: no(404, 'no such page'),
  wrongMethod: no(405, 'not like this'),
  notImplemented: {
    status: 501,
    body: ({ operation }) => ({ ok: false, why: `${operation} is not emulated` }),
  },
  missingCredential: no(401, 'who are you?'),
  unknownCredential: no(401, 'I do not know you'),
  revokedCredential: no(401, 'not any more'),
  rateLimited: no(429, 'not so fast'),
  memberNotFound: no(404, 'no such guest'),
  badRequest: no(400, 'what?'),
  notJson: no(400, 'this is no JSON'),
  wrongContentType: no(415, 'JSON only'),
  bodyTooLarge: no(413, 'too much'),
  doesNotFit: {
    status: 422,
    body: ({ in: where, path, rule }) => ({ ok: false, why: `${where}${path}: ${rule}` }),
  },
  internal: no(500, 'sorry'),
  neverComes: no(409, 'he never comes'),
}

const Key = { type: 'object', properties: { token: { type: 'string' } }, required: ['token'] } as const

const records = [
  createTableRecords<Tables, KeyRow>({
    name: 'keys',
    noun: 'Key',
    idNames: ['token'],
    entry: Key,
    record: Key,
    open: openTables,
    table: (db) => db.keys,
    show: (_db, row) => ({ ...row }),
    put: (db, shown) => db.keys.put({ token: String(shown.token) }),
  }),
  createTableRecords<Tables, GuestRow>({
    name: 'members',
    noun: 'Guest',
    idNames: ['id'],
    entry: Guest,
    record: Guest,
    open: openTables,
    table: (db) => db.guests,
    show: (_db, { id, name }) => ({ id, name }),
    put: (db, { id, name }) => db.guests.put({ id: String(id), name: String(name), invitedAt: 0 }),
  }),
]

export const scratch: VendorDefinition = {
  id: 'scratch',
  title: 'Scratch',
  limit: LIMIT,
  ownSettings: [],
  lists: { keys: Key, members: Guest },
  environment: (baseUrl) => ({ SCRATCH_URL: baseUrl }),
  sample: { path: '/guests/g_1', credential: 'host' },

  create(settings, options) {
    const tables = {
      keys: { fixed: new Map([['key_host', { token: 'key_host' }]]) },
      guests: { fixed: new Map([['g_1', { id: 'g_1', name: 'Vladimir', invitedAt: 0 }]]) },
    }
    return {
      id: 'scratch',
      title: 'Scratch',
      hosts: ['scratch.localhost'],
      base: '/v1',
      claims: [],
      credentialVariable: 'HOST_KEY',
      credentials: { host: 'key_host' },
      limit: createLimitRule(settings, options, LIMIT.limit),
      records,
      answersHead: true,
      bodyBytes: 1000,
      operations: [getGuest, inviteGuest, awaitGuest],
      notEmulated: [{ id: 'listGuests', method: 'GET', path: '/v1/guests' }],
      parameters: { guestId: { type: 'string' } },
      habits: { headerPrefixes: ['x-scratch-'] },
      checks: [credential, limit, inputs],
      errors,
      faults: { member: 'guestId', statuses: { 500: 'internal' }, prepare: limit.facts },
      credentialIn: bearerCredential,
      model,
      start: createStarts((seed) => withOwnRecords({ model, tables, records, lists: {}, seed })),
      mintToken: (name, number) => `key_${number}_${name}`,
    }
  },
}
