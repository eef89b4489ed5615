/** What was seen of a vendor: answered by with `--observed`, written by `verify --learn`. */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { parse, stringify } from 'yaml'
import { runVerify } from '../src/cli/verify/command.ts'
import type { LimitMeans } from '../src/cli/verify/limits.ts'
import { readOptions } from '../src/config/config.ts'
import { readObserved } from '../src/config/observed-file.ts'
import { observedVendor } from '../src/contract/observed-vendor.ts'
import { readExchangesOf } from '../src/exchange/files.ts'
import { report, runFile } from '../src/exchange/run.ts'
import { createSocketTarget } from '../src/exchange/socket-target.ts'
import { ConfigError, startMembermock } from '../src/index.ts'
import { vendorDefinitions } from '../src/routes/index.ts'
import { createTestApp, type TestAppOptions } from './support/app.ts'

const SEEN = 'api.example.com 2026-11-25'
const FULL = { authorization: 'Bearer so_mock_site_a' }
const ADA = '/sotion/api/v1/members/11111111-1111-4111-8111-111111111111'
const NOBODY = '/sotion/api/v1/members/00000000-0000-4000-8000-000000000000'

/** Starts a mock that has seen `seen`, and asks it in the process. */
const observing = async (test: Test, seen: object, options: object = {}) => {
  const dir = test.testdir({ 'observed.yaml': stringify({ version: 1, ...seen }) })
  const mock = await startMembermock({
    members: 0,
    seed: 1,
    ...options,
    observed: `${dir}/observed.yaml`,
  })
  test.teardown(() => mock.close())
  return async (path: string, headers: Record<string, string> = {}, method = 'GET') => {
    const answer = await mock.fetch(mock.url + path, { method, headers })
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() }
  }
}

t.test('a refusal is answered as it was seen, with what varies filled in', async (t) => {
  const ask = await observing(t, {
    sotion: {
      refusals: {
        memberNotFound: {
          status: 410,
          headers: { 'x-gone': '{id}', 'x-ratelimit-limit': null },
          body: '{"error":"no {id}: {method} {path}, {unknown}"}',
          seen: SEEN,
        },
        unknownPath: {
          status: 404,
          headers: { 'content-type': 'text/html' },
          body: '<p>{path}</p>',
          seen: SEEN,
        },
        rateLimited: {
          status: 429,
          headers: { 'retry-after': '{seconds}' },
          body: 'wait {seconds} s, {limit} is all',
          seen: SEEN,
        },
        wrongMethod: { status: 405, headers: { 'content-type': null }, seen: SEEN },
      },
      settings: { limit: { value: 2, seen: SEEN } },
    },
  })
  const gone = await ask(NOBODY, FULL)
  t.match(gone, {
    status: 410,
    headers: { 'x-gone': '00000000-0000-4000-8000-000000000000', 'x-ratelimit-remaining': '1' },
    body: '{"error":"no 00000000-0000-4000-8000-000000000000: GET /api/v1/members/00000000-0000-4000-8000-000000000000, {unknown}"}',
  })
  t.notOk('x-ratelimit-limit' in gone.headers, 'what was not sent there is not sent')
  t.match(await ask('/sotion/api/v1/<b>"', FULL), {
    status: 404,
    headers: { 'content-type': 'text/html' },
    body: '<p>/api/v1/%3Cb%3E%22</p>',
  })
  t.match(await ask(ADA, FULL, 'OPTIONS'), { status: 405, body: '' })
  await ask(ADA, FULL)
  t.match(await ask(ADA, FULL), {
    status: 429,
    headers: { 'retry-after': /^(59|60)$/ },
    body: /^wait (59|60) s, 2 is all$/,
  })
  t.match(await ask(ADA, { ...FULL, prefer: 'kind=memberNotFound' }), { status: 410 }, 'forced, too')
})

t.test('headers of every answer, the order of checks, and fields', async (t) => {
  const ask = await observing(t, {
    sotion: {
      headers: {
        'x-powered-by': { value: 'Express', seen: SEEN },
        'x-trace': { value: '{uuid}', seen: SEEN },
        'x-at': { value: '{date}', seen: SEEN },
        'x-request-id': { value: null, seen: SEEN },
        'content-type': { value: 'application/json', seen: SEEN },
      },
      refusals: {
        memberNotFound: {
          status: 404,
          headers: { 'content-type': 'text/plain', 'x-powered-by': null },
          body: 'gone',
          seen: SEEN,
        },
      },
      order: [
        { first: 'missingCredential', before: 'unknownPath', seen: SEEN },
        { first: 'malformedId', before: 'missingCredential', seen: SEEN },
      ],
      fields: {
        getMember: {
          '$.data.paid': { type: 'absent', seen: SEEN },
          '$.data.phone': { type: 'string or null', seen: SEEN },
          '$.data.verified': { type: 'string', seen: SEEN },
          '$.data.accessGroups[].slug': { type: 'string', seen: SEEN },
        },
      },
    },
  })
  const ada = await ask(ADA, FULL)
  t.match(ada.headers, {
    'x-powered-by': 'Express',
    'x-trace': /^[0-9a-f-]{36}$/,
    'x-at': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
    'content-type': /^application\/json$/,
  })
  t.notOk('x-request-id' in ada.headers)
  const { data } = JSON.parse(ada.body)
  t.match(data, { phone: null, verified: 'true', accessGroups: [{ slug: '' }, { slug: '' }] })
  t.notOk('paid' in data)
  const gone = await ask(NOBODY, FULL)
  t.match(gone, { status: 404, headers: { 'content-type': /^text\/plain$/, 'x-trace': /./ }, body: 'gone' })
  t.notOk('x-powered-by' in gone.headers, 'what was seen of one kind says more')
  t.match(await ask('/sotion/api/v1/nowhere'), { status: 401, headers: { 'x-powered-by': 'Express' } })
  t.match(await ask('/sotion/api/v1/nowhere', FULL), { status: 404 })
  t.match(await ask('/sotion/api/v1/members/x'), { status: 400 })
  t.match(await ask(ADA), { status: 401 })
})

t.test('rows, the admin and the explain header say where it was seen', async (t) => {
  const ask = await observing(t, {
    sotion: {
      refusals: { memberNotFound: { status: 410, body: '{"gone":true}', seen: SEEN } },
      order: [{ first: 'missingCredential', before: 'unknownPath', seen: SEEN }],
      cases: {
        'member-not-found': { seen: SEEN },
        'path-before-token': { as: 'missingCredential', seen: SEEN },
      },
    },
  })
  const explained = await ask(NOBODY, { ...FULL, 'x-membermock-explain': '1' })
  t.match(explained.headers, {
    'x-membermock-case': 'sotion/member-not-found',
    'x-membermock-provenance': 'observed; source="api.example.com"; date=2026-11-25',
  })
  const { rows } = JSON.parse((await ask('/__admin/fidelity?vendor=sotion')).body)
  const rowOf = (name: string) => rows.find((row: { case: string }) => row.case === name)
  const provenance = { how: 'observed', source: 'api.example.com', date: '2026-11-25' }
  t.match(rowOf('member-not-found'), { status: 410, body: { gone: true }, provenance })
  t.match(rowOf('path-before-token'), {
    status: 401,
    kind: 'missingCredential',
    what: 'Not so at api.example.com: An unknown path is refused before the token is looked at.',
    provenance,
  })
  t.match(rowOf('malformed-id'), { provenance: { how: 'assumed' } })
})

t.test('what was seen of settings counts where the user says nothing', async (t) => {
  const seen = {
    sotion: {
      settings: { errorShape: { value: 'nested', seen: SEEN } },
      refusals: { memberNotFound: { status: 404, body: 'x', setting: 'errorShape', seen: SEEN } },
    },
  }
  const body = '{"error":{"code":"not_found","message":"Member not found"}}'
  t.equal((await (await observing(t, seen))(NOBODY, FULL)).body, body)
  const own = await observing(t, seen, { sotion: { errorShape: 'flat' } })
  t.equal((await own(NOBODY, FULL)).body, '{"error":"Member not found"}')
})

t.test('a file that cannot be answered by is refused, and says why', async (t) => {
  const refused = async (content: string): Promise<string> => {
    const dir = t.testdir({ 'o.yaml': content })
    const error: unknown = await readObserved(vendorDefinitions, 'o.yaml', dir).catch((reason) => reason)
    if (!(error instanceof ConfigError)) return t.fail(`${error}`) ? '' : ''
    return error.message
  }
  const seen = `seen: ${SEEN}`
  for (const [content, message] of [
    ['', 'o.yaml: version: found nothing; accepted: 1'],
    ['version: 2', 'o.yaml: version: found 2; accepted: 1'],
    ['version: 1\nsotin: {}', /^o\.yaml: sotin: found an unknown name; accepted: .*did you mean sotion\?/],
    ['version: [', /^o\.yaml:1:\d+: found a mistake/],
    [
      `version: 1\nsotion: { refusals: { memberNotFund: { status: 404, ${seen} } } }`,
      /^o\.yaml: sotion\.refusals: found "memberNotFund"; .*\(did you mean memberNotFound\?\)/,
    ],
    [
      `version: 1\nsotion: { refusals: { memberNotFound: { status: 99, ${seen} } } }`,
      'o.yaml: sotion.refusals.memberNotFound.status: found 99; accepted: a whole number from 200 to 599',
    ],
    [
      `version: 1\nsotion: { headers: { content-length: { value: '1', ${seen} } } }`,
      /^o\.yaml: sotion\.headers: found "content-length"; accepted: the name of a header in lower case/,
    ],
    [
      `version: 1\nsotion: { headers: { x-a: { value: "a\\nb", ${seen} } } }`,
      /^o\.yaml: sotion\.headers\.x-a\.value: found "a\\nb"; accepted: text that matches/,
    ],
    [
      `version: 1\nsotion: { order: [{ first: memberNotFound, before: unknownPath, ${seen} }] }`,
      'o.yaml: sotion.order[0]: found "memberNotFound" before "unknownPath"; accepted: kinds that are refused before anything is looked up',
    ],
    [
      `version: 1\nsotion: { settings: { errorShape: { value: nestd, ${seen} } } }`,
      'o.yaml: sotion.settings.errorShape.value: found "nestd"; accepted: flat, nested',
    ],
    [
      `version: 1\nsotion: { cases: { membr: { ${seen} } } }`,
      /found "membr"; accepted: a case of FIDELITY\.md/,
    ],
    ['version: 1\nsotion: { cases: { member: { seen: yesterday } } }', /seen: found "yesterday"; accepted: /],
  ] as const)
    t.match(await refused(content), message, content)
  const { message } = await startMembermock({ observed: 'nowhere.yaml' }).catch((reason) => reason)
  t.equal(
    message,
    'nowhere.yaml: found nothing that can be read (ENOENT); accepted: a YAML or JSON file',
    'as a config file is',
  )
})

const NOW = '2026-03-01T12:00:00.000Z'

interface Reply {
  status: number
  headers: Record<string, string>
  body: string
}

type Spoil = (reply: Reply, request: { method: string; url: string; key: string | undefined }) => Reply

/** A server that is ours with other settings, and whose answers `spoil` changes; a window is over when it is waited for. */
const startTarget = async (
  test: Test,
  settings: NonNullable<TestAppOptions['settings']>,
  spoil: Spoil = (reply) => reply,
  definitions: TestAppOptions['definitions'] = vendorDefinitions,
) => {
  const { app, sandboxes } = createTestApp({ members: 0, settings, definitions })
  const { clock } = sandboxes.default
  clock.freeze(Date.parse(NOW))
  const server = createServer(async (request, response) => {
    const { method = '', url = '' } = request
    const { 'accept-encoding': _encoding, ...headers } = request.headers
    const answer = await app.inject({ method: method as 'GET', url, headers }) // any that Node knows
    const { connection: _connection, 'content-length': _length, ...own } = answer.headers
    const right = { status: answer.statusCode, headers: own as Record<string, string>, body: answer.body }
    const reply = spoil(right, { method, url, key: headers.authorization })
    response.writeHead(reply.status, reply.headers).end(reply.body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  test.teardown(() => {
    server.close()
    server.closeAllConnections()
  })
  const { port } = server.address() as AddressInfo // it listens on a port, not on a pipe
  const time: LimitMeans['time'] = {
    now: () => clock.now(),
    wait: async (ms) => void clock.advance(Math.ceil(ms)),
  }
  return { url: `http://127.0.0.1:${port}`, host: `127.0.0.1:${port}`, app, clock, time }
}

const GIVEN = {
  whop: ['/whop/api/v1', '--key', 'apik_mock_full', '--member', 'mber_Joined0000001'],
  aitable: [
    '/aitable',
    ...['--key', 'uskYtInkHozfsMikhh0yfoS', '--space', 'spcjXzqVrjaP3'],
    ...['--member', 'kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6'],
  ],
  sotion: ['/sotion/api/v1', '--key', 'so_mock_site_a', '--member', '11111111-1111-4111-8111-111111111111'],
} as const

type Target = Awaited<ReturnType<typeof startTarget>>

const verify = async (vendor: keyof typeof GIVEN, { url, time }: Target, ...more: string[]) => {
  const [base, ...given] = GIVEN[vendor]
  const told = { stdout: '', stderr: '' }
  const code = await runVerify(
    // However slow the machine is.
    {
      args: ['--vendor', vendor, '--target', url + base, '--timeout', '600000', ...given, ...more],
      environment: {},
    },
    {
      print(text) {
        told.stdout += `${text}\n`
      },
      complain(text) {
        told.stderr += `${text}\n`
      },
    },
    time,
  )
  return { code, ...told }
}

const readLearnt = (file: string, vendor: string) => parse(readFileSync(file, 'utf8'))[vendor]

/** A server of ours that answers by the file. */
const startObserving = async (test: Test, file: string, vendor: string): Promise<Target> => {
  const { vendors, observed } = await readOptions(vendorDefinitions, { observed: file })
  const settings = { [vendor]: { ...vendors[vendor] } }
  const definitions = vendorDefinitions.map((definition) => ({
    ...definition,
    create: (...given: Parameters<typeof definition.create>) =>
      observedVendor(definition.create(...given), observed[definition.id]),
  }))
  return startTarget(test, settings, undefined, definitions)
}

/** Of vendors whose exchanges take long, those that are about refusals, fields and the limit; all others are as they are. */
const FILES: Readonly<Record<string, RegExp>> = {
  aitable: /\/(?:member|query|limit-number|rate-limited)\.http$/,
  whop: /\/(?:[a-z-]*by-name|not-found|order|scopes|members-current|plans)\.http$/,
}

/** What `npm run exchanges` finds on it, in words; over its socket, as there. */
const exchangesOn = async ({ app }: Target, vendor: string): Promise<string> => {
  const lines: string[] = []
  const target = createSocketTarget(await app.listen({ host: '127.0.0.1', port: 0 }))
  for (const file of readExchangesOf(vendor).filter(
    ({ name, isRaw, settings }) => !isRaw && settings === undefined && (FILES[vendor] ?? /./).test(name),
  ))
    lines.push(...(await runFile(file, target)).map(report))
  await app.close()
  return lines.filter((line) => line !== '').join('\n')
}

/** Both are asked by verify and by all exchanges, and say the same. */
const checkAlike = async (
  test: Test,
  vendor: keyof typeof GIVEN,
  there: Target,
  file: string,
  ...more: string[]
) => {
  const here = await startObserving(test, file, vendor)
  for (const { clock } of [there, here]) clock.freeze(Date.parse(NOW))
  const [one, other] = [await verify(vendor, there, ...more), await verify(vendor, here, ...more)]
  test.equal(other.stdout.replaceAll(here.url, there.url), one.stdout, 'verify cannot tell them apart')
  const theirs = await exchangesOn(there, vendor)
  test.not(theirs, '', 'it is another server than ours')
  test.equal(await exchangesOn(here, vendor), theirs, 'the exchanges cannot either')
  return one
}

for (const [vendor, settings, more, learnt] of [
  [
    'sotion',
    { errorShape: 'nested', limit: 50, windowSeconds: 30 },
    ['--exhaust'],
    { limit: 50, windowSeconds: 30, errorShape: 'nested' },
  ],
  ['whop', { errors: 'observed' }, [], { errors: 'observed' }],
  [
    'aitable',
    { absentSensitive: 'empty', limit: 30 },
    ['--exhaust'],
    { absentSensitive: 'empty', limit: 30 },
  ],
] as const)
  t.test(`${vendor}: what is learnt of another membermock makes two that nothing tells apart`, async (t) => {
    const there = await startTarget(t, { [vendor]: settings })
    const file = `${t.testdir({})}/learnt.yaml`
    const { code, stdout, stderr } = await verify(vendor, there, '--learn', file, ...more)
    t.equal(code, 0, `${stdout}\n${stderr}`)
    const seen = readLearnt(file, vendor)
    t.strictSame(
      Object.fromEntries(Object.entries(seen.settings).map(([name, one]) => [name, Object(one).value])),
      learnt,
    )
    t.match(seen.cases, { member: { seen: `${there.host} 2026-03-01` } })
    if (vendor === 'sotion')
      t.match(seen.refusals.memberNotFound, {
        status: 404,
        body: '{"error":{"code":"not_found","message":"Member not found"}}',
        setting: 'errorShape',
      })
    t.notMatch(stderr, /not written/)
    const { stdout: compared } = await checkAlike(t, vendor, there, file, ...more)
    t.match(compared, /differs/, 'beside what we have')
  })

/** Planted: what must be in no file. */
const SECRETS = [
  'so_mock_site_a',
  'Zaphod',
  'Beeblebrox',
  'zaphod@example.org',
  '+4915112345678',
  'acct_9f8e7d6c',
]

/** On the wire, a member is somebody; on our side it is whoever is shipped. */
const spoilMember = (member: Record<string, unknown>) => {
  const { paid: _paid, ...rest } = member
  return {
    ...rest,
    displayName: 'Zaphod Beeblebrox',
    email: 'zaphod@example.org',
    verified: 1,
    phone: '+4915112345678',
  }
}

const bodyFor = (kind: string, url: string, count: number): string | undefined =>
  ({
    'Not found': `<pre>Cannot GET ${url.slice('/sotion'.length)}</pre>`,
    'Member not found': JSON.stringify({ message: `There is no member ${url.split('/').at(-1)}` }),
    'Webhook not found': '{"message":"Zaphod Beeblebrox has no such webhook"}',
    'Invalid access group ID': '{"message":"so_mock_site_a may not"}',
    'Invalid cursor': `{"message":"${['no', 'never', 'perhaps'][count % 3]}"}`,
    'Invalid request': '{"errors":["limit"]}',
  })[kind]

/** What a gateway and another framework would make of Sotion. */
const createOtherSotion = (): Spoil => {
  let count = 0
  return ({ status, headers, body }, { url, key }) => {
    count += 1
    const isKnown = key === 'Bearer so_mock_site_a'
    const { 'x-request-id': _id, ...rest } = headers
    const own = {
      ...rest,
      'x-powered-by': 'Express',
      'x-trace': `0f0f0f0f-0000-4000-8000-${String(count).padStart(12, '0')}`,
      ...(isKnown && { 'x-account': 'acct_9f8e7d6c' }),
    }
    if (status === 404 && url.includes('nowhere') && !isKnown)
      return {
        status: 401,
        headers: own,
        body: '{"error":"Missing API key. Pass Authorization: Bearer so_..."}',
      }
    const parsed = body === '' ? {} : JSON.parse(body)
    const { error, data } = parsed
    const other = bodyFor(error, url, count)
    const type = error === 'Not found' ? { 'content-type': 'text/html' } : {}
    if (other !== undefined)
      return { status: status === 400 ? 422 : status, headers: { ...own, ...type }, body: other }
    if (!/\/members(\/|\?|$)/.test(url) || data === undefined) return { status, headers: own, body }
    const changed = Array.isArray(data) ? data.map(spoilMember) : spoilMember(data)
    return { status, headers: own, body: JSON.stringify({ ...parsed, data: changed }) }
  }
}

t.test(
  'a service of another make: what is written, what is not, and what nobody may read in it',
  async (t) => {
    const there = await startTarget(t, {}, createOtherSotion())
    const file = `${t.testdir({})}/learnt.yaml`
    const { code, stderr, stdout } = await verify('sotion', there, '--learn', file)
    const text = readFileSync(file, 'utf8')
    for (const secret of SECRETS) t.notMatch(text + stderr, secret, secret)
    const seen = `${there.host} 2026-03-01`
    const { refusals, headers, order, fields, cases } = readLearnt(file, 'sotion')
    t.strictSame(headers, {
      'x-powered-by': { value: 'Express', seen },
      'x-trace': { value: '{uuid}', seen },
      'x-request-id': { value: null, seen },
    })
    t.strictSame(refusals, {
      unknownPath: {
        status: 404,
        headers: { 'content-type': 'text/html' },
        body: '<pre>Cannot GET {path}</pre>',
        seen,
      },
      doesNotFit: { status: 422, body: '{"errors":["limit"]}', seen },
      memberNotFound: { status: 404, body: '{"message":"There is no member {id}"}', seen },
    })
    t.strictSame(order, [
      { first: 'missingCredential', before: 'unknownPath', seen },
      { first: 'unknownCredential', before: 'unknownPath', seen },
    ])
    t.strictSame(fields, {
      getMember: {
        '$.data.verified': { type: 'number', seen },
        '$.data.phone': { type: 'string', seen },
        '$.data.paid': { type: 'absent', seen },
      },
      listMembers: {
        '$.data[].verified': { type: 'number', seen },
        '$.data[].phone': { type: 'string', seen },
        '$.data[].paid': { type: 'absent', seen },
      },
    })
    t.match(cases['path-before-token'], { as: 'missingCredential', seen })
    for (const what of [
      'not written: invalidCursor is answered otherwise each time',
      'not written: webhook-not-found may be about somebody',
      'not written: malformed-group-id may be about somebody',
    ])
      t.match(stderr, what)
    t.equal(code, 3, stdout)
    for (const name of ['webhook-not-found', 'malformed-group-id', 'invalid-cursor'])
      t.notOk(name in cases, name)

    const here = await startObserving(t, file, 'sotion')
    const known = async (target: Target) => {
      const { stdout: json } = await verify('sotion', target, '--format', 'json')
      const all: { case: string; differences: object[] }[] = JSON.parse(json).cases
      return all.filter((one) => one.case in cases)
    }
    const [theirs, ours] = [await known(there), await known(here)]
    t.ok(theirs.length > 20)
    t.strictSame(ours, theirs, 'both differ from what we have in the same way')
  },
)

t.test(
  'a second run: the newer of each entry, what was not asked stays, and what changed is said',
  async (t) => {
    const there = await startTarget(t, {})
    const entry = (date: string) => ({ seen: `old.example.com ${date}` })
    const refusal = (body: string, date: string) => ({ status: 410, body, ...entry(date) })
    const before = {
      version: 1,
      whop: { refusals: { memberNotFound: refusal('kept', '2026-01-01') } },
      sotion: {
        refusals: {
          emailTaken: refusal('not asked', '2026-01-01'),
          memberNotFound: refusal('older', '2026-01-01'),
          malformedId: refusal('newer', '2027-01-01'),
        },
        order: [{ first: 'missingCredential', before: 'unknownPath', ...entry('2026-01-01') }],
        fields: { getMember: { '$.data.phone': { type: 'string', ...entry('2026-01-01') } } },
        headers: { 'x-old': { value: 'a', ...entry('2026-01-01') } },
        cases: { 'member-not-found': entry('2026-01-01'), 'bulk-create': entry('2026-01-01') },
      },
    }
    const file = `${t.testdir({ 'seen.yaml': stringify(before) })}/seen.yaml`
    const { code, stdout, stderr } = await verify('sotion', there, '--observed', file, '--format', 'words')
    t.equal(code, 3)
    t.match(
      stdout,
      'member-not-found no longer holds: "No such member where this credential may look."\n  status is 404 and not 410 with older, as it was seen at old.example.com on 2026-01-01\n',
    )
    t.equal(stderr, '', 'nothing is refuted: it is documented nowhere')

    t.equal((await verify('sotion', there, '--learn', file)).code, 0)
    const now = parse(readFileSync(file, 'utf8'))
    t.strictSame(now.whop, before.whop, 'of another vendor')
    const { refusals, order, fields, headers, cases } = now.sotion
    t.strictSame(Object.keys(refusals), ['emailTaken', 'malformedId'])
    t.strictSame([order, fields, headers], [undefined, undefined, undefined], 'it is as we have it')
    t.match(cases, {
      'member-not-found': { seen: `${there.host} 2026-03-01` },
      'bulk-create': { seen: 'old.example.com 2026-01-01' },
    })
  },
)

t.test('what was learnt before a page was read that says otherwise', async (t) => {
  const there = await startTarget(t, {})
  const seen = 'old.example.com 2026-01-01'
  const refusals = { memberNotFound: { status: 410, body: '{}', seen } }
  const file = `${t.testdir({ 'o.yaml': stringify({ version: 1, whop: { refusals, cases: { 'member-not-found': { seen } } } }) })}/o.yaml`
  const junit = file.replace('o.yaml', 'result.xml')
  const { stderr } = await verify('whop', there, '--observed', file, '--junit', junit)
  t.equal(
    stderr,
    'member-not-found: what was seen at old.example.com on 2026-01-01 is refuted by https://docs.whop.com/api-reference/legacy/members/member, read on 2026-11-22\n',
  )
  t.match(readFileSync(junit, 'utf8'), '<failure message="status: expected 410')
})

t.test('what --learn cannot do is refused before anything is asked', async (t) => {
  let asked = 0
  const there = await startTarget(t, {}, (reply) => {
    asked += 1
    return reply
  })
  const dir = t.testdir({ 'bad.yaml': 'version: 3' })
  const refused = async (...more: string[]): Promise<string> => {
    const error: unknown = await verify('sotion', there, ...more).catch((reason) => reason)
    return error instanceof ConfigError ? error.message.replaceAll(dir, '.') : ''
  }
  t.equal(await refused('--learn', `${dir}/bad.yaml`), './bad.yaml: version: found 3; accepted: 1')
  t.equal(await refused('--observed', `${dir}/bad.yaml`), './bad.yaml: version: found 3; accepted: 1')
  t.match(
    await refused('--observed', `${dir}/none.yaml`),
    /^\.\/none\.yaml: found nothing that can be read \(ENOENT\)/,
  )
  t.equal(
    await refused('--learn', `${dir}/nowhere/a.yaml`),
    '--learn: found ./nowhere/a.yaml, which cannot be written (ENOENT); accepted: a file in a folder that is there',
  )
  t.equal(
    await refused('--learn', `${dir}/a.yaml`, '--write', '--observed', `${dir}/b.yaml`),
    '--learn: found --write beside it; accepted: one of them: to learn is to read\n--learn: found --observed beside it; accepted: one of them',
  )
  t.equal(asked, 0)
})

t.test('a key that lacks a scope learns how that is said, and nothing else from it', async (t) => {
  const there = await startTarget(t, { whop: {} }, (reply, { key }) =>
    key === 'Bearer apik_mock_noscope' && reply.status === 403
      ? { ...reply, status: 418, body: '{"error":"You need member:basic:read, member:email:read"}' }
      : reply,
  )
  const file = `${t.testdir({})}/learnt.yaml`
  const { stderr } = await verify('whop', there, '--key', 'apik_mock_noscope', '--learn', file)
  const seen = `${there.host} 2026-03-01`
  t.strictSame(readLearnt(file, 'whop').refusals, {
    missingScope: { status: 418, body: '{"error":"You need {scope}"}', seen },
  })
  t.match(stderr, 'not written: member-not-found is answered as what this key may not read')
  const { app } = await startObserving(t, file, 'whop')
  const answer = await app.inject({
    url: '/whop/api/v1/members/mber_Joined0000001',
    headers: { authorization: 'Bearer apik_mock_noscope' },
  })
  t.match(answer, { statusCode: 418, body: '{"error":"You need member:basic:read"}' })
})
