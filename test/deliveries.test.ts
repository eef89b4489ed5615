/** Deliveries seen and steered: a receiver of a test's own, planned faults, triggers, and what is told of all of it. */
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import t, { type Test } from 'tap'
import { runTrigger } from '../src/cli/trigger.ts'
import {
  type ConnectedMembermock,
  connectMembermock,
  type FaultRule,
  type Membermock,
  type MembermockOptions,
  startMembermock,
} from '../src/index.ts'
import { openReceiver } from './support/receiver.ts'

const NOON = '2026-03-01T12:00:00.000Z'
const ADA = '11111111-1111-4111-8111-111111111111'
const GRACE = '33333333-3333-4333-8333-333333333333'

const start = async (t: Test, options: MembermockOptions = {}): Promise<Membermock> => {
  const mock = await startMembermock({ members: 0, ...options })
  t.teardown(() => mock.close())
  await mock.clock.freeze(NOON)
  return mock
}

const typesOf = (events: readonly { type: string }[]): string[] => events.map(({ type }) => type)

for (const way of ['beside', 'process'] as const)
  t.test(`a receiver of a test’s own, ${way}`, async (t) => {
    const mock = await start(t)
    const steered: Membermock | ConnectedMembermock =
      way === 'beside' ? mock : await connectMembermock(mock.url)
    const heard: string[] = []
    {
      await using receiver = await steered.receive(({ type }) => void heard.push(type), { vendor: 'sotion' })
      t.match(
        receiver.url,
        way === 'beside' ? /^http:\/\/receiver-1\.localhost$/ : /^http:\/\/127\.0\.0\.1:\d+$/,
      )
      await steered.members('sotion').patch(ADA, { displayName: 'Ada' })
      t.same(await steered.trigger('member.auth', { vendor: 'sotion', member: ADA }), {
        vendor: 'sotion',
        event: 'member.auth',
        member: ADA,
        deliveries: ['d_2'],
      })
      t.match(await steered.deliveries.settled(), { ok: true, count: 0 })
      t.same(heard, ['member.updated', 'member.auth'])
      t.same(typesOf(receiver.events), heard)
      const [, login] = receiver.events
      t.match(login, { vendor: 'sotion', json: { type: 'member.auth', data: { action: 'login' } } })
      t.match(login?.headers, { 'x-webhook-signature': /^sha256=[0-9a-f]{64}$/ })
      t.match(receiver.secrets, { sotion: /^whsec_[0-9a-f]{48}$/ })
      t.match(await steered.deliveries.get('d_2'), {
        state: 'delivered',
        direction: 'out',
        body: login?.body ?? '',
      })
    }
    await steered.trigger('member.updated', { vendor: 'sotion' })
    t.same(await steered.deliveries({ since: 'd_2' }), [], 'it is registered no more')
    if (steered !== mock) await steered.close()
  })

t.test('a receiver of a sandbox hears nothing of others, and one of some events nothing else', async (t) => {
  const mock = await start(t)
  await using sandbox = await mock.sandbox()
  const all = await sandbox.receive()
  const some = await sandbox.receive(undefined, {
    vendor: 'sotion',
    events: ['member.deleted'],
    place: 'site_b',
  })
  await mock.trigger('member.deleted', { vendor: 'sotion' })
  await sandbox.trigger('member.created', { vendor: 'sotion' })
  await sandbox.trigger('member.deleted', { vendor: 'sotion', place: 'site_b' })
  await sandbox.deliveries.settled()
  t.same(typesOf(all.events), ['member.created'])
  t.same(typesOf(some.events), ['member.deleted'])
  await t.rejects(sandbox.receive(undefined, { vendor: 'aitable' }), { message: /accepted: .*sotion/ })
})

t.test('what a listener throws is a 500, and it is tried again', async (t) => {
  const mock = await start(t)
  const answers = [500, 404, 204]
  const receiver = await mock.receive(
    () => {
      const status = answers.shift() ?? 200
      if (status === 500) throw new Error('busy')
      return status
    },
    { vendor: 'sotion' },
  )
  await mock.trigger('member.updated', { vendor: 'sotion', member: ADA })
  await mock.deliveries.settled()
  t.match(await mock.deliveries({ state: 'due' }), [
    { due: '2026-03-01T12:00:10.000Z', attempts: [{ status: 500, body: 'Error: busy' }] },
  ])
  await mock.clock.advance('PT1M')
  await mock.deliveries.settled()
  t.match(await mock.deliveries(), [
    { state: 'delivered', due: null, attempts: [{}, { status: 404 }, { status: 204 }] },
  ])
  t.equal(new Set(receiver.events.map(({ headers }) => headers['x-webhook-id'])).size, 1)
  const again = await mock.deliveries.redeliver('d_1')
  t.match(again, { id: 'd_2', repeats: 'd_1', state: 'due' })
  await mock.deliveries.settled()
  t.equal(receiver.events.at(-1)?.headers['x-webhook-id'], again.eventId)
  t.equal(receiver.events.at(-1)?.body, again.body)
})

t.test('what at-least-once and unordered mean, by planned faults', async (t) => {
  const mock = await start(t)
  const receiver = await mock.receive(undefined, { vendor: 'sotion' })
  /** Types of what comes of a change and of an unspoilt one behind it, at once and after a minute. */
  const spoilt = async (
    delivery: Extract<FaultRule, { delivery: unknown }>['delivery'],
    event?: string,
  ): Promise<string[][]> => {
    const from = receiver.events.length
    await mock.fault({ vendor: 'sotion', delivery, ...(event && { event }) })
    await mock.trigger('member.updated', { vendor: 'sotion', member: ADA })
    await mock.trigger('access-group.created', { vendor: 'sotion' })
    await mock.deliveries.settled()
    const atOnce = typesOf(receiver.events.slice(from))
    await mock.clock.advance('PT60S')
    await mock.deliveries.settled()
    return [atOnce, typesOf(receiver.events.slice(from + atOnce.length))]
  }
  const [first, second] = ['member.updated', 'access-group.created']
  t.same(await spoilt('lost'), [[second], [first]])
  t.same(await spoilt('twice'), [[first, first, second], []])
  t.same(await spoilt('outOfOrder'), [[second, first], []])
  t.same(await spoilt({ late: 60_000 }), [[second], [first]])
  t.same(await spoilt('lost', 'access-group.created'), [[first], [second]])
  t.same(receiver.refused, [])
  t.same(await spoilt('badSignature'), [[second], [first]])
  t.same(typesOf(receiver.refused), [first])
  t.match(await mock.deliveries({ limit: 2 }), [
    {
      attempts: [
        { status: 401, fault: 'f_6' },
        { status: 200, fault: null },
      ],
    },
    { attempts: [{ status: 200 }] },
  ])
  t.match(await mock.faults.list(), Array(6).fill({ matched: 1, applied: 1 }))
  t.equal(
    (
      await fetch(`${mock.baseUrl.sotion}/members/${ADA}`, {
        headers: { authorization: `Bearer ${mock.credentials.sotion.siteA}` },
      })
    ).status,
    200,
  )

  await mock.fault({ vendor: 'sotion', delivery: 'outOfOrder' })
  await mock.trigger('member.updated', { vendor: 'sotion', member: ADA })
  await mock.deliveries.settled()
  t.equal((await mock.deliveries({ state: 'due' })).length, 1, 'it waits for another')
  await mock.clock.advance('PT5S')
  await mock.deliveries.settled()
  t.equal((await mock.deliveries({ state: 'due' })).length, 0, 'and not for ever')
})

t.test('every event can be brought about, by a change that lasts', async (t) => {
  const mock = await start(t)
  const receiver = await mock.receive(undefined, { vendor: 'sotion' })
  const triggers = (await mock.triggers()).filter(({ vendor }) => vendor === 'sotion')
  t.equal(triggers.length, 9)
  for (const { event } of triggers) {
    const from = receiver.events.length
    const { deliveries } = await mock.trigger(event, { vendor: 'sotion' })
    await mock.deliveries.settled()
    t.ok(typesOf(receiver.events.slice(from)).includes(event), event)
    t.equal(deliveries.length, receiver.events.length - from, event)
  }
  t.equal(receiver.refused.length, 0)
  const { member } = await mock.trigger('member.created', {
    vendor: 'sotion',
    member: GRACE,
    place: 'site_b',
  })
  t.match(await mock.members('sotion').get(member ?? '', { site: 'site_b' }), { id: GRACE, site: 'site_b' })
  await mock.trigger('member.auth', { vendor: 'sotion', member: GRACE, place: 'site_b' })
  t.match(await mock.members('sotion').get(GRACE, { site: 'site_b' }), { verified: true, lastLoginAt: NOON })
  await mock.members('sotion').patch(GRACE, { status: 'blocked' }, { site: 'site_b' })
  await mock.trigger('member.auth', { vendor: 'sotion', member: GRACE, place: 'site_b' })
  await t.rejects(mock.trigger('member.auth', { vendor: 'sotion', member: GRACE, place: 'site_b' }), {
    path: '/member',
    message: `/member: the member ${GRACE} is blocked, and cannot log in`,
  })
})

t.test('server-sent events tell of a delivery each time that it changes', async (t) => {
  const mock = await start(t)
  await mock.receive(undefined, { vendor: 'sotion' })
  const [answer]: IncomingMessage[] = await once(get(`${mock.admin}/events`), 'response')
  let text = ''
  answer?.setEncoding('utf8').on('data', (piece) => {
    text += piece
  })
  await mock.trigger('member.updated', { vendor: 'sotion', member: ADA })
  while (!/event: delivery\nid: d_1\ndata: .*"delivered"/.test(text))
    await once(answer ?? (mock as never), 'data')
  const [, data = ''] = /event: delivery\nid: d_1\ndata: (.*"delivered".*)\n/.exec(text) ?? []
  t.same(JSON.parse(data), await mock.deliveries.get('d_1'))
  answer?.destroy()
})

t.test('endpoints of the config file are told from the start', async (t) => {
  const receiver = await openReceiver(t)
  const hook = { url: `${receiver.url}/` }
  const mock = await start(t, {
    whop: { webhooks: [{ ...hook, events: ['membership.activated'] }] },
    sotion: { webhooks: [{ ...hook, site: 'site_b', events: ['member.auth'] }] },
  })
  await mock.trigger('membership.activated')
  await mock.trigger('member.auth', { place: 'site_a' })
  await mock.trigger('member.auth', { place: 'site_b' })
  await mock.deliveries.settled()
  t.same(
    (await mock.deliveries()).map(({ vendor, event, state }) => [vendor, event, state]),
    [
      ['whop', 'membership.activated', 'delivered'],
      ['sotion', 'member.auth', 'delivered'],
    ],
  )
  t.equal(receiver.received.length, 2)
})

t.test('faults of requests befall no delivery, and those of deliveries no request', async (t) => {
  const mock = await start(t)
  const receiver = await mock.receive(undefined, { vendor: 'sotion' })
  await mock.fault({ vendor: 'sotion', answer: { status: 500 }, times: null })
  await mock.trigger('member.updated', { vendor: 'sotion' })
  await mock.deliveries.settled()
  t.equal(receiver.events.length, 1)
  t.match(await mock.faults.list(), [{ matched: 0 }])
})

t.test('membermock trigger', async (t) => {
  const mock = await start(t, { adminToken: 'secret' })
  await mock.webhook('sotion', { url: 'https://example.com/hook', events: ['member.auth'] })
  const { port } = new URL(mock.url)
  const run = async (args: string, environment: Record<string, string> = {}) => {
    const printed: string[] = []
    const note = (text: string): void => void printed.push(text)
    const given = { args: args.split(' ').filter((arg) => arg !== ''), environment }
    const code = await runTrigger(given, { print: note, complain: note }).catch(
      (error: Error) => error.message,
    )
    return [code, ...printed]
  }
  const ours = { MEMBERMOCK_PORT: port, MEMBERMOCK_ADMIN_TOKEN: 'secret' }
  t.same(await run(`member.auth --vendor sotion --member ${ADA}`, ours), [
    0,
    `sotion member.auth ${ADA}: d_1`,
  ])
  t.same(await run(`access-group.created --port ${port} --admin-token secret`), [
    0,
    'sotion access-group.created: no webhook asks for it',
  ])
  const [code, list = ''] = await run('--list --vendor sotion', ours)
  t.equal(code, 0)
  t.match(String(list), /^sotion member\.created\n[\s\S]*\nsotion access-group\.member\.removed$/)
  t.match(await run('member.auth --vendor sotion --member nobody', ours), [
    2,
    'trigger: /member: there is no member nobody on site_a',
  ])
  t.match(await run('nothing --vendor sotion', ours), [
    2,
    /^trigger: \/event: there is no event "nothing"; accepted: /,
  ])
  t.match(await run('member.auth --vendor sotion', { MEMBERMOCK_PORT: port }), [
    2,
    /trigger: header:Authorization/,
  ])
  t.match(await run('', ours), [
    'trigger: found no event; accepted: the name of one; trigger --list prints them',
  ])
  t.match(await run('a b', ours), [/trigger/])
  t.match(await run('--help'), [0, /^membermock trigger EVENT/])
  await mock.close()
  t.match(await run('member.auth', ours), [1, /^trigger: no answer from http:\/\/127\.0\.0\.1/])
})

/** The lines of `text` that begin with `membermock_` and the rest of a name, without those that depend on time. */
const linesOf = (text: string, name: string): string[] =>
  text.split('\n').filter((line) => line.startsWith(`membermock_${name}`))

t.test('what monitoring reads', async (t) => {
  const mock = await start(t, { journalSize: 1 })
  const receiver = await openReceiver(t)
  receiver.answer = (response, _request, nth) => response.writeHead(nth === 1 ? 200 : 500).end()
  const read = async (): Promise<string> => {
    const answer = await fetch(`${mock.admin}/metrics`)
    t.match(answer.headers.get('content-type'), /^text\/plain; version=0\.0\.4/)
    return answer.text()
  }
  const ask = (path: string, key = 'so_mock_site_a') =>
    mock.fetch(`${mock.baseUrl.sotion}${path}`, { headers: { authorization: `Bearer ${key}` } })
  await ask(`/members/${ADA}`)
  t.same(linesOf(await read(), 'requests_total'), [], 'who is counted is counted from the first time on')
  await mock.webhook('sotion', { url: receiver.url, site: 'site_a', events: ['member.auth'] })
  await mock.trigger('member.auth', { vendor: 'sotion', member: ADA })
  await mock.trigger('member.auth', { vendor: 'sotion', member: ADA })
  await mock.deliveries.settled()
  await mock.sandbox()
  for (const key of ['so_mock_site_a', 'so_mock_site_a', 'so_mock_site_b', 'nobody’s'])
    await ask(`/members/${ADA}`, encodeURIComponent(key))
  await ask('/nothing')
  await mock.fault({ vendor: 'sotion', socket: 'reset' })
  await ask(`/members/${ADA}`).catch(() => {})
  await mock.clock.advance('PT1S')
  const text = await read()
  const one = 'vendor="sotion",operation="getMember"'
  t.same(linesOf(text, 'requests_total').sort(), [
    'membermock_requests_total{vendor="sotion",operation="",status="404",refusal="unknownPath"} 1',
    `membermock_requests_total{${one},status="0",refusal=""} 1`,
    `membermock_requests_total{${one},status="200",refusal=""} 2`,
    `membermock_requests_total{${one},status="401",refusal="missingCredential"} 1`,
    `membermock_requests_total{${one},status="404",refusal="memberNotFound"} 1`,
  ])
  t.same(linesOf(text, 'request_duration_seconds_count'), [
    `membermock_request_duration_seconds_count{${one}} 5`,
    'membermock_request_duration_seconds_count{vendor="sotion",operation=""} 1',
  ])
  t.same(linesOf(text, 'request_duration_seconds_bucket{le="+Inf"'), [
    `membermock_request_duration_seconds_bucket{le="+Inf",${one}} 5`,
    'membermock_request_duration_seconds_bucket{le="+Inf",vendor="sotion",operation=""} 1',
  ])
  t.same(linesOf(text, 'delivery_attempts_total'), [
    'membermock_delivery_attempts_total{outcome="accepted"} 1',
    'membermock_delivery_attempts_total{outcome="refused"} 1',
    'membermock_delivery_attempts_total{outcome="unanswered"} 0',
    'membermock_delivery_attempts_total{outcome="unsent"} 0',
  ])
  for (const line of ['sandboxes 2', 'journal_dropped_requests 6', 'deliveries_due 1'])
    t.same(linesOf(text, `${line.split(' ')[0]} `), [`membermock_${line}`])
  t.match(linesOf(text, 'event_loop_lag_seconds'), [/{quantile="1"} \d/, /"0.5"} \d/, /"0.99"} \d/])
})
