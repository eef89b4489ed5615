/** What was recorded is answered as it was, before anything is emulated, and can be what the emulation starts from. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import { parse } from 'yaml'
import { runImport } from '../src/cli/import/command.ts'
import { runRecord } from '../src/cli/record/command.ts'
import { askedOf, type Exchange } from '../src/exchange/format.ts'
import { parseExchanges } from '../src/exchange/read.ts'
import { ConfigError, type Membermock, type MembermockOptions, startMembermock } from '../src/index.ts'

const start = async (test: Test, options: MembermockOptions): Promise<Membermock> => {
  const mock = await startMembermock(options)
  test.teardown(() => mock.close())
  return mock
}

type Ask = readonly [path: string, key: string | undefined, more?: RequestInit]

/** Asks a membermock all of this by way of `record`, and gives what was kept. */
const record = async (
  test: Test,
  vendor: 'whop' | 'aitable' | 'sotion',
  asks: readonly Ask[],
  out: string,
) => {
  const target = await start(test, { members: 5, rateLimit: 'off' })
  let stop = (): void => {}
  let ready = (_url: string): void => {}
  const url = new Promise<string>((resolve) => {
    ready = resolve
  })
  const terminal = {
    print: (text: string) => ready(/at (http:\S+)/.exec(text)?.[1] ?? ''),
    complain: (text: string) => test.fail(text),
    onInterrupt: (end: () => void) => {
      stop = end
    },
  }
  const args = [
    '--vendor',
    vendor,
    '--target',
    target.baseUrl[vendor],
    '--out',
    out,
    '--port',
    '0',
    '--rate',
    '1000',
    '--methods',
    'GET,HEAD,POST',
  ]
  const ended = runRecord({ args, environment: {} }, terminal)
  const base = await url
  for (const [path, key, more] of asks) {
    const headers = { ...(key && { authorization: `Bearer ${key}` }), ...more?.headers }
    await (await fetch(base + path, { ...more, headers })).text()
  }
  stop()
  test.equal(await ended, 0)
  return readdirSync(out).flatMap(
    (name) => parseExchanges(name, readFileSync(`${out}/${name}`, 'utf8')).exchanges,
  )
}

/** Asks once more what an exchange asked. */
const again = (mock: Membermock, { request }: Exchange, key?: string): Promise<Response> => {
  const { method, path } = askedOf({ request } as Exchange) // no more of it is looked at
  const headers = new Headers(request.headers.map(([name, value]): [string, string] => [name, value]))
  if (key !== undefined) headers.set('authorization', `Bearer ${key}`)
  return mock.fetch(mock.url + path, { method, headers, ...(request.body && { body: request.body }) })
}

const OF_CONNECTION: readonly string[] = ['content-length', 'date', 'connection', 'keep-alive']

const seen = async (answer: Response) => ({
  status: answer.status,
  headers: [...answer.headers].filter(([name]) => !OF_CONNECTION.includes(name)).sort(),
  body: await answer.text(),
})

const kept = ({ answer }: Exchange) => ({
  status: Number(answer.startLine.split(' ')[1]),
  headers: answer.headers.map(([name, value]) => [name, value]).sort(),
  body: answer.body,
})

const ADA = '11111111-1111-4111-8111-111111111111'
const GROUP = 'a0000000-0000-4000-8000-000000000001'
const NOBODY = '99999999-9999-4999-8999-999999999999'
const SPACE = '/fusion/v1/spaces/spcjXzqVrjaP3'
const JSON_TYPE = { 'content-type': 'application/json' }

const ASKS = {
  sotion: [
    ['/site', 'so_mock_site_a'],
    ['/members?limit=3', 'so_mock_site_a'],
    [`/members/${ADA}`, 'so_mock_site_a'],
    [`/members/${NOBODY}`, 'so_mock_site_a'],
    [`/members/${ADA}`, undefined],
    [`/members/${ADA}`, 'so_nobody_at_all'],
    ['/access-groups', 'so_mock_site_a'],
    [`/access-groups/${GROUP}/members`, 'so_mock_site_a'],
    ['/site', 'so_mock_site_b'],
    [
      '/members',
      'so_mock_site_a',
      { method: 'POST', headers: JSON_TYPE, body: '{"email": "new@person.example","paid":true}' },
    ],
  ],
  aitable: [
    [`${SPACE}/members/kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6?sensitiveData=true`, 'uskYtInkHozfsMikhh0yfoS'],
    [`${SPACE}/teams/0/children`, 'uskYtInkHozfsMikhh0yfoS'],
    [`${SPACE}/teams/0/members?sensitiveData=true`, 'uskYtInkHozfsMikhh0yfoS'],
    [`${SPACE}/roles`, 'uskYtInkHozfsMikhh0yfoS'],
    [`${SPACE}/members/nobody`, 'uskYtInkHozfsMikhh0yfoS'],
  ],
  whop: [
    ['/members/mber_Joined0000001', 'apik_mock_full'],
    ['/members/mber_Joined0000001', 'apik_mock_full', { headers: { 'api-version-date': '2026-07-23' } }],
    ['/members?company_id=biz_MockCoffeeClub&first=3', 'apik_mock_full'],
    ['/members/mber_Joined0000001', 'apik_mock_noscope'],
    ['/payments', 'apik_mock_full'],
    ['/products/prod_CoffeeClub001', 'apik_mock_full'],
    ['/plans/plan_Monthly000001', 'apik_mock_full'],
    ['/memberships/mem_Active00000001', 'apik_mock_full'],
    ['/users/user_AdaLovela0001', 'apik_mock_full'],
  ],
} satisfies Record<string, readonly Ask[]>

/** Counts are of whoever is there, and links and texts that are made of others have their stand-ins in a recording. */
const MADE_OF_OTHERS: readonly string[] = ['member_count', 'purchase_url', 'manage_url']

const told = (body: string): unknown =>
  JSON.parse(body, (name, value) => (MADE_OF_OTHERS.includes(name) ? undefined : value))

for (const vendor of ['sotion', 'aitable', 'whop'] as const)
  t.test(`${vendor}: recorded, answered again, and made the world of another`, async (t) => {
    const out = `${t.testdir({})}/recording`
    const exchanges = await record(t, vendor, ASKS[vendor], out)
    t.equal(exchanges.length, ASKS[vendor].length)
    const replaying = await start(t, { replay: out, replayOnly: true, rateLimit: 'off' })
    for (const exchange of exchanges)
      t.strictSame(await seen(await again(replaying, exchange)), kept(exchange), exchange.request.startLine)
    const requests = await replaying.requests()
    t.ok(requests.every(({ answeredBy, unimplemented }) => answeredBy === 'recording' && !unimplemented))

    const lines: string[] = []
    t.equal(await runImport({ args: [out] }, { print: (text) => lines.push(text) }), 0)
    const config: MembermockOptions = parse(lines.join('\n'))
    t.match(config, { vendors: [vendor], members: 0, [vendor]: { fixtures: false } })
    const emulating = await start(t, { ...config, rateLimit: 'off' })
    // Who was asked for alone is there with all that was told.
    const alone = exchanges.filter(
      ({ request, answer }) =>
        /^GET \S+\/(?:members|products|plans|memberships|users)\/[^/?]+/.test(request.startLine) &&
        answer.startLine.includes(' 200 ') &&
        /"(?:email|user|currency|route|username)"/.test(answer.body),
    )
    t.ok(alone.length > 0)
    for (const exchange of alone)
      t.strictSame(
        told((await seen(await again(emulating, exchange))).body),
        told(exchange.answer.body),
        exchange.request.startLine,
      )
  })

t.test('what a list has told is there, too', async (t) => {
  const out = `${t.testdir({})}/recording`
  const exchanges = await record(t, 'sotion', ASKS.sotion, out)
  const lines: string[] = []
  await runImport({ args: [out] }, { print: (text) => lines.push(text) })
  const mock = await start(t, parse(lines.join('\n')))
  const find = (part: string): Exchange => {
    const found = exchanges.find(({ request }) => request.startLine.includes(part))
    if (found === undefined) throw new TypeError(`nobody asked ${part}`)
    return found
  }
  const members = find('/members?limit=3')
  const first = JSON.parse(members.answer.body).data
  const now = JSON.parse((await seen(await again(mock, members))).body).data
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
  for (const member of first) {
    const startLine = `GET /sotion/api/v1/members/${member.id} HTTP/1.1`
    const answer = await again(mock, { ...members, request: { ...members.request, startLine } })
    t.match(JSON.parse(await answer.text()).data, member)
  }
  t.equal(now.length, 3)
  const inGroup = find('/members HTTP/1.1')
  t.strictSame(
    JSON.parse((await seen(await again(mock, inGroup))).body).data.sort(byId),
    JSON.parse(inGroup.answer.body).data.sort(byId),
    'the members of a group',
  )
  t.strictSame(
    JSON.parse((await seen(await again(mock, find('/site')))).body),
    JSON.parse(find('/site').answer.body),
  )
})

const recorded = (text: string): string =>
  `# case recorded-0001: What x.test answered.\n# known observed 2026-11-26: x.test\n\n${text}`

const ANSWER = 'HTTP/1.1 200 OK\ncontent-type: application/json\n\n'

const folder = (test: Test, files: Readonly<Record<string, string>>): string => {
  const name = `${test.testdir({})}/recording`
  mkdirSync(name)
  for (const [file, text] of Object.entries(files)) writeFileSync(`${name}/${file}`, text)
  return name
}

t.test('a request is told by method, path, query, body and key', async (t) => {
  const ask = (line: string, key: string | undefined, body: string, answer: string): string =>
    recorded(
      `${line} HTTP/1.1\n${key ? `authorization: Bearer ${key}\n` : ''}\n${body === '' ? '' : `${body}\n\n`}${answer}\n`,
    )
  const path = '/sotion/api/v1/members'
  const replay = folder(t, {
    '1.http': ask(`GET ${path}?a=1&b=x%20y`, 'so_sb1_key', '', `${ANSWER}"one"`),
    '2.http': ask(`GET ${path}/x`, 'so_sb1_key', '', `${ANSWER}"first key"`),
    '3.http': ask(`GET ${path}/x`, 'so_sb2_key', '', `${ANSWER}"second key"`),
    '4.http': ask(`POST ${path}`, 'so_sb1_key', '{"a":1,"b":[2]}', 'HTTP/1.1 201 Created\n\n'),
    '5.http': ask('GET /sotion/api/v9/else/where', undefined, '', `${ANSWER}"elsewhere"`),
    '6.http': ask('GET /sotion/api/v9/twice', 'so_sb1_key', '', `${ANSWER}"before"`),
    '7.http': ask('GET /sotion/api/v9/twice', 'so_sb1_key', '', `${ANSWER}"after"`),
    '8.http': ask('GET /sotion/api/v9/twice', 'so_sb1_key', '', 'HTTP/1.1 429 Too Many Requests\n\n'),
  })
  const mock = await start(t, { replay, vendors: ['sotion'] })
  const get = async (path: string, key?: string, more: RequestInit = {}): Promise<string> => {
    const headers = { ...(key && { authorization: `Bearer ${key}` }), ...more.headers }
    const answer = await mock.fetch(mock.url + path, { ...more, headers })
    return `${answer.status} ${await answer.text()}`
  }
  t.equal(await get(`${path}?b=x+y&a=1`, 'so_sb1_key'), '200 "one"', 'in whatever order and spelling')
  t.equal(await get('/api/v1/members?b=x+y&a=1', 'so_my_own'), '200 "one"', 'with any key, at the root')
  t.match(await get(`${path}?a=1&b=x+y`), /^401/, 'not without one')
  t.equal(await get(`${path}/x`, 'so_sb1_key'), '200 "first key"')
  t.equal(await get(`${path}/x`, 'so_sb2_key'), '200 "second key"')
  t.match(await get(`${path}/x`, 'so_my_own'), /^401/, 'it is not guessed whose answer that would be')
  const post = { method: 'POST', headers: JSON_TYPE }
  t.equal(await get(path, 'so_sb1_key', { ...post, body: '{ "b": [2], "a": 1 }' }), '201 ')
  t.match(
    await get(path, 'so_mock_site_a', { ...post, body: '{"email":"a@b.example"}' }),
    /^201 \{"data"/,
    'else it is emulated',
  )
  t.equal(await get('/sotion/api/v9/else/where'), '200 "elsewhere"', 'what nobody serves')
  t.equal(await get('/sotion/api/v9/twice', 'so_sb1_key'), '200 "after"', 'the last that was good')
  await mock.fault({ vendor: 'sotion', answer: { status: 500 }, times: 1 })
  t.match(await get('/sotion/api/v9/else/where'), /^500/, 'a planned fault befalls it')
  t.match(await get('/sotion/api/v9/else'), /^404/)
})

t.test('what was not recorded is 501 where only recordings answer', async (t) => {
  const replay = folder(t, { 'a.http': recorded(`GET /whop/api/v1/members HTTP/1.1\n\n${ANSWER}{}\n`) })
  const mock = await start(t, { replay, replayOnly: true })
  const answer = await mock.fetch(`${mock.baseUrl.whop}/members/x`, {
    headers: { authorization: 'Bearer apik_mock_full' },
  })
  t.strictSame(
    [answer.status, await answer.json()],
    [
      501,
      {
        error: {
          type: 'not_implemented',
          message: 'membermock does not emulate retrieveMember: it was not recorded.',
        },
      },
    ],
  )
  t.equal((await mock.fetch(`${mock.baseUrl.sotion}/site`)).status, 501)
  t.equal(mock.unimplemented, 2)
})

t.test('a recording that cannot be used is refused like a config file', async (t) => {
  const refused = async (options: MembermockOptions): Promise<string> => {
    try {
      await (await startMembermock(options)).close()
      return 'it starts'
    } catch (error) {
      if (error instanceof ConfigError) return error.message
      throw error
    }
  }
  t.equal(
    await refused({ replay: '/nowhere' }),
    '/nowhere: found nothing that can be read (ENOENT); accepted: a folder that membermock record has written',
  )
  const empty = folder(t, {})
  t.equal(
    await refused({ replay: empty }),
    `${empty}: found no .http files; accepted: a folder that membermock record has written`,
  )
  const bad = folder(t, {
    'a.http': 'nonsense\n',
    'b.http': recorded('GET /other/x HTTP/1.1\n\nHTTP/1.1 200 OK\n\n'),
  })
  t.equal(
    await refused({ replay: bad, vendors: ['whop'] }),
    [
      `found ${bad}/a.http:1: no answer; accepted: exchanges as docs/exchanges.md describes them`,
      `${bad}/b.http:4: found no path of a vendor that is served: /other/x; accepted: /whop/...`,
    ].join('\n'),
  )
  const odd = folder(t, {})
  execFileSync('mkfifo', [`${odd}/a.http`])
  t.equal(
    await refused({ replay: odd }),
    `${odd}/a.http: found no file; accepted: a folder that membermock record has written`,
  )
  rmSync(`${odd}/a.http`)
  symlinkSync('/nowhere', `${odd}/a.http`)
  t.equal(
    await refused({ replay: odd }),
    `${odd}/a.http: found ENOENT; accepted: exchanges as docs/exchanges.md describes them`,
  )
  t.equal(
    await refused({ replayOnly: true }),
    'replayOnly: found true; accepted: true only beside replay, the folder',
  )
})
