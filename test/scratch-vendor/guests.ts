/** Three operations: invite a guest, look at one, and wait for one. */
import { json, kept, later } from '../../src/contract/answer.ts'
import { ApiError } from '../../src/contract/refusal.ts'
import { operation } from './model.ts'

export const Guest = {
  type: 'object',
  properties: { id: { type: 'string' }, name: { type: 'string' } },
  required: ['id', 'name'],
} as const

const Invitation = {
  type: 'object',
  properties: { name: { type: 'string', minLength: 1 } },
  required: ['name'],
} as const

export const getGuest = operation({
  id: 'getGuest',
  method: 'GET',
  path: '/guests/{guestId}',
  answers: { 200: Guest },
  text: { tag: 'Guests', summary: 'Read one guest', description: 'Whoever was invited.' },
  handle({ db, params, call }) {
    const guest = db.guests.get(params.guestId)
    if (guest === undefined) throw new ApiError('memberNotFound')
    const { id, name } = guest
    return kept(call.store.db.texts, guest, '', () => ({ id, name }))
  },
})

export const inviteGuest = operation({
  id: 'inviteGuest',
  method: 'POST',
  path: '/guests',
  body: Invitation,
  answers: { 201: Guest },
  text: { tag: 'Guests', summary: 'Invite a guest', description: 'Nobody is invited twice.' },
  handle({ db, body, now, random }) {
    const id = `g_${random.hex()}`
    db.guests.put({ id, name: body.name, invitedAt: now })
    if (body.name === 'Godot') throw new ApiError('neverComes')
    return json(201, { id, name: body.name })
  },
})

export const awaitGuest = operation({
  id: 'awaitGuest',
  method: 'POST',
  path: '/guests/{guestId}/arrival',
  answers: { 200: Guest },
  text: { tag: 'Guests', summary: 'Wait for a guest', description: 'Answered once the guest is there.' },
  handle: ({ params }) =>
    later((done) => setImmediate(() => done(json(200, { id: params.guestId, name: 'Pozzo' })))),
})
