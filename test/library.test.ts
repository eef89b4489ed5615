/** The object that tests steer a membermock with: beside them, and in another process. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { createReporter } from '../src/client/reporter.ts'
import {
  type ConnectedMembermock,
  connectMembermock,
  type FaultRule,
  type Membermock,
  MembermockError,
  type MembermockOptions,
  startMembermock,
} from '../src/index.ts'
import { createTestApp } from './support/app.ts'

const JOINED = 'mber_Joined0000001'
const NOON = '2026-01-01T12:00:00.000Z'

const start = async (t: Test, options: MembermockOptions = {}): Promise<Membermock> => {
  const mock = await startMembermock(options)
  t.teardown(() => mock.close())
  return mock
}

/** `process`: over HTTP, as to another process. */
const open = async (t: Test, way: string): Promise<Membermock | ConnectedMembermock> => {
  const mock = await start(t)
  if (way === 'beside') return mock
  const connected = await connectMembermock(`${mock.url}/`)
  t.teardown(() => connected.close())
  return connected
}

const refusal = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'it was not refused',
    (thrown: unknown) => thrown,
  )

/** Asks Whop's stand-in for a member. */
const ask = (mock: { baseUrl: Membermock['baseUrl'] }, key: string, id = JOINED): Promise<Response> =>
  fetch(`${mock.baseUrl.whop}/members/${id}`, { headers: { authorization: `Bearer ${key}` } })

for (const way of ['beside', 'process']) {
  t.test(`${way}: a sandbox has keys, time and limits of its own`, async (t) => {
    const mock = await open(t, way)
    const sandbox = await mock.sandbox({
      name: 'mine',
      seed: 7,
      clock: { freeze: new Date(NOON) },
      limits: { whop: { remaining: 1 } },
      fixtures: { whop: { members: [{ id: 'mber_Mine', status: 'left' }] } },
    })
    t.match(sandbox, { id: 'sb_1', name: 'mine', seed: 7 })
    t.equal((await mock.sandbox()).name, undefined)
    const { full } = sandbox.credentials.whop
    t.not(full, mock.credentials.whop.full)

    t.match(await (await ask(mock, full, 'mber_Mine')).json(), { status: 'left' })
    t.equal((await ask(mock, full)).status, 429)
    t.equal((await ask(mock, mock.credentials.whop.full, 'mber_Mine')).status, 404, 'nobody else has it')
    t.same(await sandbox.clock.advance(61_000), { now: '2026-01-01T12:01:01.000Z', mode: 'frozen' })
    t.equal((await ask(mock, full)).status, 200)
    t.same(await sandbox.clock.advance('PT0.5S'), { now: '2026-01-01T12:01:01.500Z', mode: 'frozen' })
    t.same(await sandbox.clock.freeze(0), { now: '1970-01-01T00:00:00.000Z', mode: 'frozen' })
    t.same(await sandbox.clock.freeze(NOON), { now: NOON, mode: 'frozen' })
    t.match(await sandbox.clock.follow(), { mode: 'following' })
    t.match(await sandbox.limits({ whop: { limit: 5 } }), { whop: { limit: 5 }, sotion: { limit: 100 } })
    t.match(await sandbox.limits(), { whop: { limit: 5 } })
    t.match(await mock.limits(), { whop: { limit: 600 } })

    await sandbox.reset()
    t.match(await sandbox.limits(), { whop: { limit: 600 } })
    await sandbox.delete()
    await sandbox.delete()
    t.equal((await ask(mock, full)).status, 401)
    await t.rejects(sandbox.limits(), { name: 'MembermockError', status: 404 })
  })

  t.test(`${way}: members and keys in any state`, async (t) => {
    const mock = await open(t, way)
    const { credentials, ...sandbox } = await mock.sandbox()
    const member = await sandbox.member('whop', { id: 'mber_/ %', usd_total_spent: 12.5 })
    t.match(member, { id: 'mber_/ %', usd_total_spent: 12.5, company: { id: String } }, 'it is filled')
    t.same(await (await ask(mock, credentials.whop.full, encodeURIComponent('mber_/ %'))).json(), member)
    t.match(await sandbox.member('aitable', { unitId: 'unit', name: 'Ann' }), { unitId: 'unit', name: 'Ann' })
    t.match(await refusal(sandbox.member('aitable', { name: 'Ann' })), { path: '/id', status: 400 })

    const key = { token: 'apik_mine', scopes: [], company: 'biz_MockCoffeeClub' }
    t.same(await sandbox.key('whop', key), key)
    t.equal((await ask(mock, 'apik_mine')).status, 403)
    t.match(await mock.key('whop', key).catch(String), 'MembermockError: ')
  })

  t.test(`${way}: faults, and what the journal says of them`, async (t) => {
    const mock = await open(t, way)
    const { credentials, ...sandbox } = await mock.sandbox()
    const { full } = credentials.whop
    t.match(await sandbox.fault({ vendor: 'whop', answer: { status: 500 } }), { id: 'f_1', applied: 0 })
    t.equal((await ask(mock, full)).status, 500)
    t.equal((await ask(mock, full)).status, 200)
    t.match(await sandbox.requests(), [{ fault: 'f_1', response: { status: 500 } }, { fault: null }])
    t.match(await sandbox.requests({ status: 200, limit: 5, unmatched: false }), [{ id: 'r_2' }])
    t.strictSame(await mock.requests(), [])
    t.same(await sandbox.verify({ match: { vendor: 'whop' }, exactly: 2 }), { ok: true, count: 2 })
    const url = `/whop/api/v1/members/${JOINED}`
    const asked = { method: 'GET', url, differs: [] }
    t.same(await sandbox.verify({ atMost: 1 }), {
      ok: false,
      count: 2,
      message: `2 requests, expected at most 1; nearest:
  r_2 GET ${url} was answered 200
  r_1 GET ${url} was answered 500`,
      nearest: [
        { id: 'r_2', ...asked, status: 200 },
        { id: 'r_1', ...asked, status: 500 },
      ],
    })
    const enough = sandbox.wait({ count: 3 })
    await ask(mock, full)
    t.same(await enough, { ok: true, count: 3 })
    t.same(await sandbox.wait({ count: 4, timeoutMs: 1 }), { ok: false, count: 3 })
    t.same(await mock.wait({ timeoutMs: 0 }), { ok: false, count: 0 })
  })

  t.test(`${way}: all sandboxes at once`, async (t) => {
    const mock = await open(t, way)
    const { credentials } = await mock.sandbox()
    await mock.member('whop', { id: JOINED, status: 'left' })
    await mock.reset()
    t.match(await (await ask(mock, mock.credentials.whop.full)).json(), { status: 'joined' })
    t.equal((await ask(mock, credentials.whop.full)).status, 200)
    await mock.reset({ all: true })
    t.equal((await ask(mock, credentials.whop.full)).status, 401)
  })

  t.test(`${way}: what is refused`, async (t) => {
    const mock = await open(t, way)
    const rule = { vendr: 'whop' } as unknown as FaultRule // as from plain JavaScript
    const error: unknown = await mock.fault(rule).catch((thrown: unknown) => thrown)
    t.ok(error instanceof MembermockError)
    t.match(error, { name: 'MembermockError', status: 400, path: '/vendr', accepted: ['vendor'] })
    t.match(
      String(error),
      /^MembermockError: \/vendr: vendr is .*; accepted: vendor, delivery, event, operation, /,
    )
    t.match(await refusal(mock.clock.advance(-1)), { path: '/advance' })
    t.match(await refusal(mock.requests({ since: 'x' })), { path: '?/since' })
    t.match(await refusal(mock.sandbox({ limits: { whop: { remaining: 1e9 } } })), {
      path: '/limits/whop/remaining',
    })
  })

  t.test(`${way}: sandboxes go with their scope`, async (t) => {
    const mock = await open(t, way)
    let key = ''
    {
      await using sandbox = await mock.sandbox()
      key = sandbox.credentials.whop.full
      t.equal((await ask(mock, key)).status, 200)
    }
    t.equal((await ask(mock, key)).status, 401)
    {
      await using sandbox = await mock.sandbox()
      t.match(sandbox.id, /^sb_/)
      await mock.reset({ all: true })
    }
  })
}

t.test('the key of another company, and an admin without a right, in every sandbox', async (t) => {
  const mock = await start(t)
  const { credentials } = await mock.sandbox()
  for (const { whop, aitable } of [mock.credentials, credentials]) {
    const mine = await (await ask(mock, whop.otherCompany, 'mber_OtherComp0001')).json()
    t.match(mine, { company: { id: 'biz_MockBookCircle' } })
    t.equal((await ask(mock, whop.otherCompany)).status, 404)
    const space = `${mock.baseUrl.aitable}/fusion/v1/spaces/spcjXzqVrjaP3`
    const headers = { authorization: `Bearer ${aitable.idleAdmin}` }
    const role = await fetch(`${space}/roles`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: '{"role":{"name":"x"}}',
    })
    t.match(await role.json(), { success: false, code: 1508 })
  }
})

t.test('starting in the state that a file holds', async (t) => {
  const mock = await start(t, { members: 0 })
  await mock.member('whop', { id: 'mber_Mine', status: 'left' })
  await mock.clock.freeze(NOON)
  const snapshot = await mock.snapshot()
  const folder = t.testdir({
    'good.json': JSON.stringify(snapshot),
    'other.json': JSON.stringify({ ...snapshot, seed: 2 }),
    'no.json': '{',
  })
  const again = await start(t, { members: 0, snapshot: `${folder}/good.json` })
  t.match(await again.members('whop').get('mber_Mine'), { status: 'left' })
  t.same(await again.clock.read(), { now: NOON, mode: 'frozen' })
  const bad: [name: string, found: RegExp][] = [
    ['other.json', /other\.json: \/seed: found what does not fit: it is of the seed 2.*; accepted: 1$/],
    ['no.json', /no\.json: found no JSON; accepted: the JSON that GET /],
    ['nowhere.json', /nowhere\.json: found nothing that can be read \(ENOENT\)/],
  ]
  for (const [name, message] of bad)
    t.match(await refusal(startMembermock({ members: 0, snapshot: `${folder}/${name}` })), {
      name: 'ConfigError',
      message,
    })
})

t.test('a fault of our own is told with every credential hidden', async (t) => {
  const told: unknown[] = []
  const { sandboxes } = createTestApp({ members: 0 })
  const reporter = createReporter({ failed: (failure) => told.push(failure) }, sandboxes, () => {})
  reporter.failed(Object.assign(new Error('no apik_mock_full'), { stack: 'at apik_mock_full' }))
  reporter.failed('apik_mock_full')
  t.match(told, [
    { message: 'no [...full]', stack: 'at [...full]' },
    { message: '[...full]', stack: String },
  ])
})

t.test('the object beside needs no admin that others could reach', async (t) => {
  for (const options of [{ admin: false }, { adminToken: 'secret' }, { host: '0.0.0.0' }]) {
    const mock = await start(t, options)
    t.not((await fetch(`${mock.admin}/clock`)).status, 200)
    t.match(await mock.sandbox(), { id: 'sb_1' })
    t.match(await mock.clock.freeze(NOON), { now: NOON })
  }
})

t.test('a membermock that is closed', async (t) => {
  const mock = await start(t)
  const waiting = mock.wait({ count: 1 })
  await mock.limits()
  await mock.close()
  t.match(await waiting, { ok: false }, 'nobody waits on')
  await t.rejects(mock.sandbox(), { message: '/sandboxes: this membermock is closed' })
})

t.test('to another process', async (t) => {
  const mock = await start(t, { adminToken: 'secret', vendors: ['whop', 'sotion'] })
  const connected = await connectMembermock(mock.url, { token: 'secret' })
  const { url, baseUrl, credentials, admin } = mock
  t.match(connected, { url, baseUrl, credentials, admin })
  t.strictSame(Object.keys(connected.baseUrl), ['whop', 'sotion'])
  t.match(await refusal(connectMembermock(mock.url)), { status: 401, path: 'header:Authorization' })
  const waiting = connected.wait()
  await connected.close()
  await t.rejects(waiting, { message: /closed$/ })
  await t.rejects(connected.limits(), { message: '/limits: this membermock is closed' })
  t.equal((await fetch(`${mock.admin}/ready`)).status, 200, 'the server goes on')
  await mock.close()
  await t.rejects(connectMembermock(mock.url), { message: `no answer from ${mock.url}`, cause: TypeError })
})

t.test('to what is no membermock', async (t) => {
  const server = createServer((_request, response) => response.writeHead(404).end('<p>?</p>'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close())
  const { port } = server.address() as AddressInfo // it listens on TCP
  await t.rejects(connectMembermock(`http://127.0.0.1:${port}`), {
    name: 'MembermockError',
    status: 404,
    message: 'GET /__admin/sandboxes/default was answered 404',
  })
})

t.test('connecting to what is nearly the URL', async (t) => {
  const { url, baseUrl, admin } = await start(t)
  const address = url.replace('http://', '')
  const nearly: [given: string, message: string][] = [
    [address, `"${address}" has no scheme; accepted: ${url}`],
    ['localhost:4820', '"localhost:4820" has no scheme; accepted: http://localhost:4820'],
    ['', '"" is no URL of a server; accepted: http://127.0.0.1:4820'],
    [JSON.parse('{}').url, '"undefined" is no URL of a server; accepted: http://127.0.0.1:4820'],
    ['ftp://x', '"ftp://x" is no URL of a server; accepted: http://127.0.0.1:4820'],
    [baseUrl.whop, `"${baseUrl.whop}" is the URL of Whop: connect to the server itself; accepted: ${url}`],
    [`${admin}/`, `"${admin}/" is the URL of the admin: connect to the server itself; accepted: ${url}`],
  ]
  for (const [given, message] of nearly)
    t.match(await refusal(connectMembermock(given)), { name: 'MembermockError', status: 0, message }, given)
  t.match(await refusal(connectMembermock(`${url}/behind/a/proxy`)), { status: 404 }, 'a path may be meant')
})

t.test('only the vendors that are served have types', async (t) => {
  await using mock = await startMembermock({ vendors: ['whop'], members: 0 })
  t.strictSame(Object.keys(mock.baseUrl), ['whop'])
  // @ts-expect-error AITable is not served
  t.equal(mock.baseUrl.aitable, undefined)
  // @ts-expect-error nor has it credentials
  t.equal(mock.credentials.aitable, undefined)
  // @ts-expect-error nor members
  t.match(await refusal(mock.members('aitable').list()), { status: 404 })
  // @ts-expect-error nor operations
  t.match(await refusal(mock.fault({ vendor: 'aitable', delay: 1 })), { path: '/vendor' })
  const { whop } = await mock.limits()
  t.same(whop, { limit: 600, windowSeconds: 60, remaining: 600 })
})

t.test('what the types refuse, the server refuses too', async (t) => {
  const mock = await start(t)
  const credential: string = mock.credentials.whop.full
  t.type(credential, 'string')
  // @ts-expect-error Whop's credentials have other names
  t.equal(mock.credentials.whop.siteA, undefined)
  // @ts-expect-error no such vendor
  t.match(await refusal(mock.fault({ vendor: 'wohp', delay: 1 })), { path: '/vendor' })
  // @ts-expect-error no such operation
  t.match(await refusal(mock.fault({ vendor: 'whop', operation: 'getMember', delay: 1 })), {
    path: '/operation',
  })
  // @ts-expect-error neither a delay nor an answer nor a socket fault
  t.match(await refusal(mock.fault({ vendor: 'whop', times: 1 })), { path: '' })
  // @ts-expect-error no status of Whop's refusals, and no body for it
  t.match(await refusal(mock.fault({ vendor: 'whop', answer: { status: 418 } })), { path: '/answer/status' })
  // @ts-expect-error AITable's codes are nobody else's
  t.match(await refusal(mock.fault({ vendor: 'whop', answer: { code: 1503 } })), { path: '/answer/code' })
  // @ts-expect-error a kind of Sotion's
  t.match(await refusal(mock.fault({ vendor: 'whop', answer: { kind: 'emailTaken' } })), {
    path: '/answer/kind',
  })
  // @ts-expect-error an answer from a socket that is cut
  t.match(await refusal(mock.fault({ vendor: 'whop', answer: { status: 500 }, socket: 'reset' })), {
    path: '',
  })
  // @ts-expect-error no such status
  t.match(await refusal(mock.member('whop', { id: 'x', status: 'gone' })), { path: '/status' })
  // @ts-expect-error a key of another vendor
  t.match(await refusal(mock.key('sotion', { token: 'so_x', scopes: [] })), { path: /scopes|site/ })
  // @ts-expect-error no such filter
  t.match(await refusal(mock.requests({ stauts: 200 })), { path: '?/stauts' })
  // @ts-expect-error no duration
  t.match(await refusal(mock.clock.advance('61')), { path: '/advance' })
})
