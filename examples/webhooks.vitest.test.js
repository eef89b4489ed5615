/** vitest: receivers of webhooks, the mistakes that people make, and a month in an instant. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import Whop from '@whop/sdk'
import { startMembermock } from 'membermock'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { createReceiver, isSotions, isWhops } from './receivers.js'

const WHOP = 'ws_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'
const SOTION = 'whsec_mine'

const mock = await startMembermock()
const servers = []
let done = []

const listen = async (server) => {
  servers.push(server)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return `http://127.0.0.1:${server.address().port}`
}

const note = ({ type }) => done.push(type)

beforeEach(async () => {
  done = []
  await mock.reset()
  await mock.clock.freeze('2026-01-01T00:00:00Z')
})
afterAll(async () => {
  for (const server of servers) server.close()
  await mock.close()
})

const toWhop = (url) => mock.webhook('whop', { url, webhook_secret: WHOP, events: ['membership.activated'] })
const toSotion = (url) => mock.webhook('sotion', { url, secret: SOTION })

/** What each attempt was answered, delivery by delivery. */
const answers = async () => {
  await mock.deliveries.settled()
  return (await mock.deliveries()).map(({ attempts }) => attempts.map(({ status }) => status))
}

test('each vendor’s receiver takes what its vendor sends', async () => {
  await toWhop(await listen(createReceiver(isWhops, WHOP, note)))
  await toSotion(await listen(createReceiver(isSotions, SOTION, note)))
  await mock.trigger('membership.activated')
  await mock.trigger('access-group.created')
  expect(await answers()).toEqual([[200], [200]])
  expect(done).toEqual(['membership.activated', 'access-group.created'])
})

test('a busy receiver gets it again, ten seconds later', async () => {
  let isBusy = true
  const does = (event) => {
    if (isBusy) throw new Error('busy')
    note(event)
  }
  await toWhop(await listen(createReceiver(isWhops, WHOP, does)))
  await mock.trigger('membership.activated')
  expect(await answers()).toEqual([[500]])
  isBusy = false
  await mock.clock.advance('PT10S')
  expect(await answers()).toEqual([[500, 200]])
  expect(done).toEqual(['membership.activated'])
})

test('mistake: the signature of a body that was parsed and written again', async () => {
  const rewritten = (headers, body, secret) =>
    isSotions(headers, JSON.stringify(JSON.parse(body), null, 2), secret)
  await toSotion(await listen(createReceiver(rewritten, SOTION, note)))
  await mock.trigger('access-group.created')
  expect(await answers()).toEqual([[401]])
})

test('mistake: the raw secret in the SDK, which wants it in base64', async () => {
  const reads = (webhookKey) => (headers, body) =>
    new Whop({ apiKey: 'none', webhookKey }).webhooks.unwrap(body, { headers }) !== undefined
  await toWhop(await listen(createReceiver(reads(WHOP), WHOP, note)))
  await toWhop(await listen(createReceiver(reads(btoa(WHOP)), WHOP, note)))
  await mock.trigger('membership.activated')
  expect((await answers()).flat().sort()).toEqual([200, 500])
})

test('mistake: doing what was done already, when an event comes twice', async () => {
  const forgetful = createServer(async (request, response) => {
    let body = ''
    for await (const piece of request.setEncoding('utf8')) body += piece
    note(JSON.parse(body))
    response.end()
  })
  await toSotion(await listen(forgetful))
  await toSotion(await listen(createReceiver(isSotions, SOTION, ({ type }) => done.push(`once ${type}`))))
  await mock.fault({ vendor: 'sotion', delivery: 'twice', times: 2 })
  await mock.trigger('access-group.created')
  expect(await answers()).toEqual([
    [200, 200],
    [200, 200],
  ])
  expect(done.sort()).toEqual(['access-group.created', 'access-group.created', 'once access-group.created'])
})

test('a month in an instant', async () => {
  await toWhop(await listen(createReceiver(isWhops, WHOP, note)))
  await mock.timeline('whop-churn')
  await mock.clock.advance('P36D')
  expect(new Set((await answers()).flat())).toEqual(new Set([200]))
  const { status } = await mock.members('whop').get('mber_LifeChurn00001')
  expect(status).toBe('left')
})
