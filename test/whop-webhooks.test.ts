/** Whop's webhooks: signed by Standard Webhooks, in the shape of their version, given up after three days; and time. */
import Whop from '@whop/sdk'
import { Webhook } from 'standardwebhooks'
import t, { type Test } from 'tap'
import { type Membermock, type MembermockOptions, type ReceivedEvent, startMembermock } from '../src/index.ts'
import { isSigned, signatureOf } from '../src/routes/whop/webhook-signature.ts'
import { createTestApp } from './support/app.ts'
import { openReceiver } from './support/receiver.ts'

const START = '2026-01-01T00:00:00.000Z'
const SECRET = 'ws_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'

const start = async (t: Test, options: MembermockOptions = {}): Promise<Membermock> => {
  const mock = await startMembermock({ members: 0, ...options })
  t.teardown(() => mock.close())
  await mock.clock.freeze(START)
  return mock
}

const shown = ({ type, json }: ReceivedEvent): string => {
  const { data, timestamp } = Object(json)
  return `${timestamp.slice(0, 10)} ${type} ${data.id}`
}

t.test('the signature is that of the test vector', async (t) => {
  const id = 'msg_0123456789abcdefghijklmn'
  const body =
    `{"id":"${id}","api_version":"v1","timestamp":"2026-08-01T00:00:00.000Z","type":"membership.activated",` +
    '"data":{"id":"mem_Test0000000001"},"company_id":"biz_MockCoffeeClub"}'
  const signature = 'v1,Dv0EYoPtWiHFI1HfmWIkkS888T9A3YuOe+XhjX9cQII='
  t.equal(signatureOf(id, 1785542400, body, SECRET), signature)
  const headers = { 'webhook-id': id, 'webhook-timestamp': '1785542400', 'webhook-signature': signature }
  const signed = { headers, body, secret: SECRET, seconds: 1785542400 }
  t.ok(isSigned(signed))
  t.ok(isSigned({ ...signed, headers: { ...headers, 'webhook-signature': `v1,no ${signature}` } }))
  t.notOk(isSigned({ ...signed, body: body.replace('Coffee', 'coffee') }))
  t.notOk(isSigned({ ...signed, seconds: 1785542400 + 301 }))
  t.notOk(isSigned({ ...signed, headers: {} }))
})

t.test('the SDK and Standard Webhooks take every delivery, and no byte else', async (t) => {
  const mock = await start(t)
  const receiver = await openReceiver(t)
  const { webhook_secret: secret } = await mock.webhook('whop', { url: receiver.url })
  const key = btoa(String(secret))
  const client = new Whop({ apiKey: 'none', webhookKey: key })
  const events = (await mock.triggers()).filter(({ vendor }) => vendor === 'whop').map(({ event }) => event)
  for (const event of events) await mock.trigger(event, { vendor: 'whop' })
  await mock.deliveries.settled()
  const came = new Set<unknown>()
  for (const { headers, body } of receiver.received) {
    const plain = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
    const { type, id, company_id } = Object(client.webhooks.unwrap(body, { headers: plain }))
    came.add(type)
    t.equal(id, headers['webhook-id'])
    t.equal(company_id, 'biz_MockCoffeeClub')
    t.same(new Webhook(key).verify(body, plain), JSON.parse(body))
    t.throws(() => client.webhooks.unwrap(`${body} `, { headers: plain }), /No matching signature found/)
    t.throws(() => new Webhook(btoa(SECRET)).verify(body, plain), /No matching signature found/)
  }
  // The last of them is the later generation's alone.
  t.same([...came].sort(), events.filter((event) => event !== 'membership.updated').sort())
  const [first] = receiver.received
  const wrong = {
    headers: Object.fromEntries(Object.entries(first?.headers ?? {}).map(([n, v]) => [n, String(v)])),
  }
  t.throws(() => client.webhooks.unwrap(first?.body ?? '', { ...wrong, key: String(secret) }), /Base64Coder/)
})

t.test('an envelope is that of the version that the endpoint is pinned to', async (t) => {
  const mock = await start(t)
  const pins = [null, '2026-07-22', '2026-07-23', '2026-08-14']
  const receivers = await Promise.all(pins.map(() => openReceiver(t)))
  for (const [i, api_version_date] of pins.entries())
    await mock.webhook('whop', { url: receivers[i]?.url ?? '', api_version_date })
  const older = await openReceiver(t)
  for (const api_version of ['v2', 'v5'] as const) await mock.webhook('whop', { url: older.url, api_version })
  await mock.webhook('whop', { url: older.url, company: 'biz_MockBookCircle' })
  await mock.trigger('membership.deactivated', { vendor: 'whop', member: 'mber_Joined0000001' })
  await mock.deliveries.settled()
  t.same(older.received, [], 'older generations, and other companies, get nothing')
  const keys = receivers.map(({ received }) =>
    received.map(({ body }) => {
      const json = JSON.parse(body)
      return `${json.type}: ${Object.keys(json)
        .filter((name) => name !== 'id')
        .join(' ')}`
    }),
  )
  const legacy = 'api_version timestamp type data company_id'
  t.same(keys.slice(0, 2), Array(2).fill([`membership.deactivated: ${legacy}`, `member.updated: ${legacy}`]))
  const current = (last: string): string[] => [
    `membership.deactivated: api_version api_version_date timestamp type data ${last}`,
    `membership.updated: api_version api_version_date timestamp type data ${last} previous_attributes`,
    `member.updated: api_version api_version_date timestamp type data ${last}`,
  ]
  t.same(keys.slice(2), [current('company_id'), current('account_id')])
  const [legacyData, , currentData] = receivers.map(
    ({ received }) => JSON.parse(received[0]?.body ?? '').data,
  )
  t.match(legacyData, { status: 'canceled', company: { id: 'biz_MockCoffeeClub' }, user: { email: String } })
  t.match(currentData, {
    status: 'canceled',
    account: { id: 'biz_MockCoffeeClub' },
    affiliate: null,
    manage_url: null,
  })
  t.match(JSON.parse(receivers[2]?.received[1]?.body ?? ''), { previous_attributes: { status: 'active' } })
})

t.test(
  'attempts at 10, 30 and 70 seconds; after three days of nothing but failures it is disabled',
  async (t) => {
    const mock = await start(t)
    const receiver = await openReceiver(t)
    receiver.answer = (response) => response.writeHead(500).end()
    const { id } = await mock.webhook('whop', { url: receiver.url, events: ['member.updated'] })
    const hook = async (): Promise<Record<string, unknown>> => {
      const answer = await fetch(`${mock.admin}/whop/webhooks/${id}`)
      return Object(await answer.json())
    }
    const fail = async (): Promise<void> => {
      await mock.trigger('member.updated', { vendor: 'whop', member: 'mber_Joined0000001' })
      await mock.deliveries.settled()
    }
    await fail()
    await mock.clock.advance('PT70S')
    await mock.deliveries.settled()
    const [delivery] = await mock.deliveries()
    t.match(delivery, { state: 'failed' })
    t.same(
      delivery?.attempts.map(({ time }) => (Date.parse(time) - Date.parse(START)) / 1000),
      [0, 10, 30, 70],
    )
    t.equal(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size, 1)
    t.match(await hook(), {
      enabled: true,
      consecutive_failures: 1,
      failing_since: START,
      last_failure_at: '2026-01-01T00:01:10.000Z',
    })
    await mock.clock.advance('P2DT23H')
    await fail()
    // Three members have changed by themselves meanwhile.
    t.match(await hook(), { enabled: true, consecutive_failures: 5 })
    receiver.answer = (response) => response.end()
    await fail()
    t.match(await hook(), { consecutive_failures: 0, failing_since: null })
    receiver.answer = (response) => response.writeHead(404).end()
    await fail()
    await mock.clock.advance('P3D')
    await fail()
    t.match(await hook(), { enabled: false, disabled_reason: 'delivery_failures', disabled_at: String })
    const from = (await mock.deliveries()).length
    await fail()
    t.equal((await mock.deliveries()).length, from, 'it is told of nothing more')
  },
)

t.test('a stale signature is refused by a receiver that looks at the time', async (t) => {
  const mock = await start(t)
  const receiver = await mock.receive(undefined, { vendor: 'whop', events: ['member.updated'] })
  await mock.fault({ vendor: 'whop', delivery: 'staleTimestamp' })
  await mock.trigger('member.updated', { vendor: 'whop' })
  await mock.deliveries.settled()
  t.equal(receiver.refused.length, 1)
  await mock.clock.advance('PT10S')
  await mock.deliveries.settled()
  t.equal(receiver.events.length, 1)
})

const IN_JANUARY = [
  '2026-01-02 membership.deactivated mem_Canceling00001',
  '2026-01-02 membership.activated mem_NoEmail0000001',
  '2026-01-03 membership.activated mem_Trialing000001',
  '2026-01-04 membership.activated mem_Active00000001',
  '2026-01-07 membership.deactivated mem_Expiring000001',
  '2026-01-20 membership.activated mem_NoPhone0000001',
]

t.test('time passes for the shipped members, each at its own time, and not for computed ones', async (t) => {
  const mock = await start(t, { members: 100 })
  const receiver = await mock.receive(undefined, { vendor: 'whop' })
  await mock.clock.advance('P30D')
  await mock.deliveries.settled()
  const ofMemberships = receiver.events.filter(({ type }) => type.startsWith('membership.'))
  t.same(ofMemberships.map(shown), IN_JANUARY)
  t.match(await mock.members('whop').get('mber_Joined0000001'), {
    most_recent_action: 'renewing',
    most_recent_action_at: '2026-01-04T10:15:00.401Z',
    usd_total_spent: 298.5,
  })
  await mock.reset()
  await mock.clock.freeze('2025-12-31T00:00:00.000Z')
  const again = await mock.receive(undefined, { vendor: 'whop', events: ['membership.trial_ending_soon'] })
  await mock.clock.advance('P1D')
  await mock.deliveries.settled()
  t.same(again.events.map(shown), ['2025-12-31 membership.trial_ending_soon mem_Trialing000001'])
})

t.test(
  'setting the clock makes nothing happen, and what comes later comes by the rows as they are',
  async (t) => {
    const mock = await start(t)
    const receiver = await mock.receive(undefined, { vendor: 'whop' })
    await mock.clock.freeze('2026-01-06T00:00:00.000Z')
    await mock.clock.advance('P10D')
    await mock.deliveries.settled()
    t.same(receiver.events.filter(({ type }) => type.startsWith('membership.')).map(shown), [IN_JANUARY[4]])
    const snapshot = await mock.snapshot()
    const other = await start(t)
    await other.restore(snapshot)
    t.same(await other.snapshot(), snapshot)
    await mock.clock.freeze(START)
    await mock.clock.advance('P2D')
    await mock.deliveries.settled()
    t.same(
      receiver.events
        .filter(({ type }) => type.startsWith('membership.'))
        .map(shown)
        .slice(1),
      IN_JANUARY.slice(0, 2),
      'back in time it is armed again',
    )
  },
)

t.test('a life: joined, past due after a month, churned after six days more', async (t) => {
  const mock = await start(t)
  const receiver = await mock.receive(undefined, { vendor: 'whop' })
  const [{ member = '' } = {}] = await mock.timeline('whop-churn')
  const state = async (): Promise<unknown> => {
    const { status, access_level, most_recent_action } = await mock.members('whop').get(member)
    return [status, access_level, most_recent_action]
  }
  t.same(await state(), ['joined', 'customer', 'paid_subscriber'])
  await mock.clock.advance('P30D')
  t.same(await state(), ['joined', 'customer', 'past_due'])
  await mock.clock.advance('P6D')
  t.same(await state(), ['left', 'no_access', 'churned'])
  await mock.deliveries.settled()
  const ofMember = (await mock.deliveries({ vendor: 'whop', member })).map(
    ({ time, event }) => `${time.slice(0, 10)} ${event}`,
  )
  t.same(ofMember, [
    '2026-01-01 membership.activated',
    '2026-01-01 member.created',
    '2026-01-31 member.updated',
    '2026-02-06 membership.deactivated',
    '2026-02-06 member.updated',
  ])
  t.same(receiver.refused, [])
})

const TRIAL = [
  '0 activated',
  '11 trial_ending_soon',
  '14 activated',
  '40 cancel_at_period_end_changed',
  '41 cancel_at_period_end_changed',
  '44 activated',
  '90 activated',
  '100 deactivated',
]

t.test('a trial and what may follow, with a pause that stops payments', async (t) => {
  const mock = await start(t)
  await mock.receive(undefined, { vendor: 'whop' })
  const [{ member = '' } = {}] = await mock.timeline('whop-trial')
  await mock.clock.advance('P120D')
  await mock.deliveries.settled()
  t.ok(
    (await mock.steps()).every(({ state }) => state === 'done'),
    JSON.stringify(await mock.steps()),
  )
  const told = (await mock.deliveries({ vendor: 'whop', member }))
    .filter(({ event }) => event.startsWith('membership.'))
    .map(({ time, event }) => `${(Date.parse(time) - Date.parse(START)) / 86_400_000} ${event.slice(11)}`)
  t.same(told, TRIAL)
})

t.test('a pause ends by itself, without an event of the older generation', async (t) => {
  const { app, sandboxes } = createTestApp({ vendors: ['whop'], members: 0 })
  t.teardown(() => app.close())
  const { default: sandbox } = sandboxes
  sandbox.clock.freeze(Date.parse(START))
  const { db } = sandbox.store('whop')
  const payload = { url: 'http://127.0.0.1:9/' }
  await app.inject({ method: 'POST', url: '/__admin/whop/webhooks', payload })
  const rowOf = (): object => db.tables.memberships?.get('mem_Paused00000001') ?? {}
  db.run(() => db.tables.memberships?.put({ ...rowOf(), resumes_at: '2026-01-05T00:00:00.000Z' }))
  const before = sandbox.outbox.made
  await sandbox.advance(Date.parse('2026-01-05T00:00:00.000Z') - Date.parse(START), async () => {})
  t.match(rowOf(), { payment_collection_paused: false, resumes_at: null, status: 'active' })
  const told = sandbox.outbox.records
    .list()
    .slice(before)
    .filter(({ member }) => member === 'mber_Paused0000001')
  t.same(
    told.map(({ event }) => event),
    ['member.updated'],
  )
})

t.test('deliveries are listed, replayed and tried out through the vendor’s API', async (t) => {
  const mock = await start(t)
  const receiver = await openReceiver(t)
  const { id } = await mock.webhook('whop', { url: receiver.url, events: ['member.updated'] })
  const headers = {
    authorization: `Bearer ${mock.credentials.whop.full}`,
    'api-version-date': '2026-09-25',
    'content-type': 'application/json',
  }
  const ask = async (method: string, path: string, body?: object): Promise<Record<string, unknown>> => {
    const url = `${mock.baseUrl.whop}/webhooks/${id}${path}`
    return Object(
      await (await fetch(url, { method, headers, ...(body && { body: JSON.stringify(body) }) })).json(),
    )
  }
  receiver.answer = (response) => response.writeHead(500).end('{"why":"busy"}')
  await mock.trigger('member.updated', { vendor: 'whop' })
  await mock.deliveries.settled()
  const [delivery] = Object(await ask('GET', '/deliveries')).data
  t.match(delivery, {
    id: /^whdel_/,
    event: 'member.updated',
    replayed_from: null,
    response_body: { why: 'busy' },
    response_code: 500,
    success: false,
  })
  receiver.answer = (response) => response.end('done')
  t.same(await ask('POST', `/deliveries/${delivery.id}/replay`), {
    status: 200,
    body: { error: 'not JSON', raw_body: 'done' },
    success: true,
  })
  t.match(await ask('POST', `/deliveries/${delivery.id}/replay`, { regenerate_id: true }), { success: true })
  t.match(await ask('POST', '/test', { event: 'membership.deactivated' }), { status: 200, success: true })
  t.same(await ask('POST', '/replay', { sent_after: '2025-01-01T00:00:00Z', failed_only: true }), {
    queued: true,
  })
  await mock.deliveries.settled()
  const [first, again, renewed] = receiver.received
  t.equal(again?.body, first?.body)
  t.not(renewed?.headers['webhook-id'], first?.headers['webhook-id'])
  t.equal(JSON.parse(renewed?.body ?? '').id, renewed?.headers['webhook-id'])
  t.equal(receiver.received.length, 5, 'the one that failed is replayed, and no other')
  const { data } = Object(await ask('GET', '/deliveries?first=1'))
  t.match(data, [{ replayed_from: delivery.id, success: true }])
  t.match(await ask('POST', '/test', { event: 'x' }), {
    error: { code: 'parameter_invalid', param: 'event' },
  })
  await fetch(`${mock.admin}/whop/webhooks/${id}`, { method: 'PATCH', body: '{"enabled":false}' })
  t.match(
    await ask('POST', `/deliveries/${delivery.id}/replay`),
    { error: {} },
    'not of one that is disabled',
  )
})

t.test('a request under a key whose first one has no answer yet', async (t) => {
  const mock = await start(t)
  const receiver = await openReceiver(t)
  const { id } = await mock.webhook('whop', { url: receiver.url })
  const ask = async () => {
    const answer = await fetch(`${mock.baseUrl.whop}/webhooks/${id}/test`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${mock.credentials.whop.full}`,
        'content-type': 'application/json',
        'idempotency-key': 'once',
      },
      body: '{"event":"member.updated"}',
    })
    return [answer.status, answer.headers.get('idempotent-replayed'), await answer.json()]
  }
  const asked = new Promise<() => void>((resolve) => {
    receiver.answer = (response) => resolve(() => response.end('{}'))
  })
  const first = ask()
  const finish = await asked
  const message = 'A request with this Idempotency-Key is still in progress.'
  t.same(await ask(), [409, null, { error: { type: 'conflict', message } }])
  finish()
  const outcome = { status: 200, body: {}, success: true }
  t.same(await first, [200, null, outcome])
  t.same(await ask(), [200, 'true', outcome])
  t.equal(receiver.received.length, 1)
})

t.test('a replay tells a thousand deliveries again, and not twice as many each time', async (t) => {
  const { app, sandboxes } = createTestApp({ vendors: ['whop'], members: 0, rateLimit: false })
  t.teardown(() => app.close())
  const { outbox } = sandboxes.default
  const headers = { authorization: 'Bearer apik_mock_full', 'api-version-date': '2026-09-02' }
  const ask = (url: string, payload: object) =>
    app.inject({ method: 'POST', url: `/whop/api/v1/webhooks${url}`, headers, payload })
  const { id } = (await ask('', { url: 'https://example.com/' })).json()
  await app.inject({
    method: 'POST',
    url: '/__admin/trigger',
    payload: { vendor: 'whop', event: 'member.updated' },
  })
  const [first] = outbox.records.list()
  if (first === undefined) return t.fail('there is one')
  const letter = { endpoint: id, event: first.event, eventId: first.eventId, member: null, body: '{}' }
  outbox.stop()
  for (let i = 0; i < 1100; i++) outbox.send('whop', letter)
  const { made } = outbox
  const answer = await ask(`/${id}/replay`, { sent_after: '2020-01-01T00:00:00Z' })
  t.strictSame(answer.json(), { queued: true })
  t.equal(outbox.made - made, 1000)

  const listed = await app.inject('/__admin/deliveries')
  const { deliveries } = listed.json()
  t.equal(listed.payload, JSON.stringify({ deliveries }))
  t.equal(deliveries.length, outbox.records.list().length)
  t.strictSame(deliveries.at(-1), (await app.inject(`/__admin/deliveries/${deliveries.at(-1).id}`)).json())
})
