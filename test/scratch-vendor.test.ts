/** A vendor is one folder and one line: one that does not exist, on the real composition root. */
import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { scratch } from './scratch-vendor/vendor.ts'
import { createTestApp } from './support/app.ts'

const HOST = { authorization: 'Bearer key_host' }
const JSON_HOST = { ...HOST, 'content-type': 'application/json' }

const open = () => createTestApp({ definitions: [scratch] })

t.test('it takes fewer than 250 lines', async (t) => {
  const folder = new URL('./scratch-vendor/', import.meta.url)
  const lines = readdirSync(folder).map(
    (name) => readFileSync(new URL(name, folder), 'utf8').split('\n').length,
  )
  t.ok(lines.reduce((sum, count) => sum + count, 0) < 250)
})

t.test('its operations are served, and remember', async (t) => {
  const { app } = open()
  const made = await app.inject({
    method: 'POST',
    url: '/scratch/v1/guests',
    headers: JSON_HOST,
    payload: '{"name":"Estragon"}',
  })
  t.equal(made.statusCode, 201)
  t.match(made.json(), { id: /^g_[0-9a-f]{8}$/, name: 'Estragon' })
  const read = await app.inject({ url: `/scratch/v1/guests/${made.json().id}`, headers: HOST })
  t.equal(read.body, made.body)
  t.equal(read.headers['content-type'], 'application/json; charset=utf-8')
  const head = await app.inject({ method: 'HEAD', url: '/scratch/v1/guests/g_1', headers: HOST })
  t.equal(head.statusCode, 200)
  t.equal(head.body, '')
})

t.test('an answer may come later', async (t) => {
  const { app } = open()
  const answer = await app.inject({ method: 'POST', url: '/scratch/v1/guests/g_1/arrival', headers: HOST })
  t.equal(answer.statusCode, 200)
  t.same(answer.json(), { id: 'g_1', name: 'Pozzo' })
})

const REFUSALS = [
  { name: 'no key', url: '/guests/g_1', headers: {}, status: 401, why: 'who are you?' },
  {
    name: 'an unknown key',
    url: '/guests/g_1',
    headers: { authorization: 'Bearer x' },
    status: 401,
    why: 'I do not know you',
  },
  { name: 'nobody', url: '/guests/g_0', status: 404, why: 'no such guest' },
  { name: 'no path', url: '/nowhere', status: 404, why: 'no such page' },
  { name: 'no id', url: '/guests/', status: 404, why: 'no such page' },
  { name: 'a wrong method', method: 'DELETE', url: '/guests/g_1', status: 405, why: 'not like this' },
  { name: 'what we lack', url: '/guests', status: 501, why: 'listGuests is not emulated' },
  { name: 'no JSON', method: 'POST', url: '/guests', payload: '{', status: 400, why: 'this is no JSON' },
  { name: 'no body', method: 'POST', url: '/guests', payload: '', status: 422, why: 'body: type' },
  {
    name: 'an empty name',
    method: 'POST',
    url: '/guests',
    payload: '{"name":""}',
    status: 422,
    why: 'body/name: minLength',
  },
  { name: 'no name', method: 'POST', url: '/guests', payload: '{}', status: 422, why: 'body: required' },
  {
    name: 'too much',
    method: 'POST',
    url: '/guests',
    payload: `{"name":"${'x'.repeat(1000)}"}`,
    status: 413,
    why: 'too much',
  },
  {
    name: 'another type',
    method: 'POST',
    url: '/guests',
    payload: 'name=x',
    headers: { ...HOST, 'content-type': 'text/plain' },
    status: 415,
    why: 'JSON only',
  },
  {
    name: 'a preference',
    url: '/guests/g_1',
    headers: { ...HOST, prefer: 'kind=internal' },
    status: 500,
    why: 'sorry',
  },
] as const

t.test('each refusal has its own envelope', async (t) => {
  const { app, failures } = open()
  for (const { name, url, status, why, ...rest } of REFUSALS) {
    const answer = await app.inject({ headers: JSON_HOST, ...rest, url: `/scratch/v1${url}` })
    t.equal(answer.statusCode, status, name)
    t.same(answer.json(), { ok: false, why }, name)
  }
  t.same(failures, [])
})

t.test('a handler that refuses has changed nothing', async (t) => {
  const { app, sandboxes } = open()
  const answer = await app.inject({
    method: 'POST',
    url: '/scratch/v1/guests',
    headers: JSON_HOST,
    payload: '{"name":"Godot"}',
  })
  t.equal(answer.statusCode, 409)
  t.same(sandboxes.default.store('scratch').db.changes, {})
})

t.test('a handler that fails is the vendor’s own 500, and told', async (t) => {
  const { app, sandboxes, failures } = open()
  const { guests } = sandboxes.default.store('scratch').db.tables
  guests?.put({ id: 'g_1', invitedAt: 0 })
  Object.defineProperty(guests, 'get', {
    value: () => {
      throw new Error('broken')
    },
  })
  const answer = await app.inject({ url: '/scratch/v1/guests/g_1', headers: HOST })
  t.equal(answer.statusCode, 500)
  t.same(answer.json(), { ok: false, why: 'sorry' })
  t.match(failures, [{ message: 'broken' }])
})

t.test('what fails on its way out is the vendor’s own 500 as well, once, and told', async (t) => {
  const { app, sandboxes, failures } = open()
  const { journal } = sandboxes.default
  const take = journal.take.bind(journal)
  let left = 1
  journal.take = () => {
    left -= 1
    if (left >= 0) throw new Error('no room')
    return take()
  }
  const ask = (more = {}) => app.inject({ url: '/scratch/v1/guests', headers: { ...HOST, ...more } })
  const answer = await ask()
  t.equal(answer.statusCode, 500)
  t.same(answer.json(), { ok: false, why: 'sorry' })
  t.match(failures.splice(0), [{ message: 'no room' }])
  t.equal((await ask()).statusCode, 501)
  // Nothing is said of how this vendor is known, and so that cannot be read, whenever it is asked for.
  const explained = await ask({ 'x-membermock-explain': '1' })
  t.equal(explained.statusCode, 500)
  t.same(explained.json(), { ok: false, why: 'sorry' })
  t.match(failures, [{ code: 'ENOENT' }])
})
