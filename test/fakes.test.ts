/** Learning from, and recording in front of, services of another make: hand-written fakes that share no code with us. */
import { readdirSync, readFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import { parse } from 'yaml'
import { runRecord } from '../src/cli/record/command.ts'
import { runVerify } from '../src/cli/verify/command.ts'
import { isRecord } from '../src/contract/json.ts'
import { parseExchanges } from '../src/exchange/read.ts'
import { AITABLE_KEY, createFakeAitable, SPACE, UNIT } from './support/fakes/aitable.ts'
import { type Fake, type Reply, type Served, serve } from './support/fakes/serve.ts'
import { createFakeSotion, ID, KEY } from './support/fakes/sotion.ts'
import { createFakeWhop, WHOP_KEY, WHOP_MEMBER } from './support/fakes/whop.ts'

const verify = async ({ time }: Served, args: readonly string[]) => {
  const told = { stdout: '', stderr: '' }
  const terminal = {
    print(text: string) {
      told.stdout += `${text}\n`
    },
    complain(text: string) {
      told.stderr += `${text}\n`
    },
  }
  // However slow the machine is.
  const code = await runVerify({ args: [...args, '--timeout', '600000'], environment: {} }, terminal, time)
  return { code, ...told }
}

/** A copy of what stands in the file of one vendor, each entry without where and when it was seen; which all have to be the same. */
const learntFrom = (test: Test, file: string, vendor: string, { host }: Served) => {
  const without = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(without)
    if (!isRecord(value)) return value
    const { seen, ...rest } = value
    if (typeof seen === 'string') test.equal(seen, `${host} 2026-12-01`)
    return Object.fromEntries(Object.entries(rest).map(([name, inner]) => [name, without(inner)]))
  }
  return without(parse(readFileSync(file, 'utf8'))[vendor])
}

/** Asks a mock that answers by the file as the target is asked, and gives the cases of both that are in it. */
const compare = async (served: Served, file: string, args: readonly string[]) => {
  const { code, stdout, stderr } = await verify(served, [...args, '--observed', file, '--format', 'json'])
  const all: { case: string; outcome: string; differences: object[] }[] = JSON.parse(stdout).cases
  return { code, stderr, differing: all.filter(({ outcome }) => outcome === 'differs') }
}

const PROBLEM = { 'content-type': 'application/problem+json' }
const problem = (status: number, title: string, headers: object = {}) => ({
  status,
  headers: { ...PROBLEM, ...headers },
  body: JSON.stringify({ title, status }),
})
const before = (first: string, ...kinds: string[]) => kinds.map((kind) => ({ first, before: kind }))

t.test('sotion: what is learnt of a service that another team might have built', async (t) => {
  const served = await serve(t, '/api/v1', createFakeSotion())
  const file = `${t.testdir({})}/learnt.yaml`
  const args = [
    ...['--vendor', 'sotion', '--target', `${served.origin}/api/v1`],
    ...['--key', KEY, '--member', ID, '--exhaust'],
  ]
  const { code, stderr } = await verify(served, [...args, '--learn', file])
  t.equal(code, 3, 'not all of it can be learnt')
  const member = ['member', 'bearer-any-case', 'unknown-query', 'request-id', 'list-members']
  t.strictSame(
    stderr.split('\n').filter((line) => line.startsWith('not written')),
    [
      ...member.slice(0, 4).map((name) => `not written: ${name} differs at $.data`),
      'not written: list-members differs at $.pagination',
      'not written: bearer-without-prefix differs at status',
    ],
  )
  const { cases, ...seen } = learntFrom(t, file, 'sotion', served) as Record<string, object>
  const noLimits = { 'x-ratelimit-limit': null, 'x-ratelimit-remaining': null }
  const type = (name: string) => ({ type: name })
  const more = { avatar: type('null'), locale: type('string'), phone: type('string') }
  const named = (prefix: string, fields: object) =>
    Object.fromEntries(Object.entries(fields).map(([name, one]) => [prefix + name, one]))
  t.strictSame(seen, {
    settings: { limit: { value: 40 }, windowSeconds: { value: 30 } },
    refusals: {
      unknownPath: problem(404, 'No such endpoint'),
      missingCredential: problem(401, 'Authentication required'),
      unknownCredential: problem(403, 'This key is not valid here'),
      malformedId: problem(422, 'The id is not a UUID', noLimits),
      malformedGroupId: problem(422, 'The id is not a UUID', noLimits),
      invalidCursor: problem(422, 'The cursor cannot be read'),
      webhookNotFound: problem(404, 'No webhook has the id {id}'),
      memberNotFound: problem(404, 'No member has the id {id}'),
      doesNotFit: problem(422, 'A parameter has a wrong value'),
      rateLimited: problem(429, 'Slow down: {limit} requests are allowed, try again in {seconds} seconds', {
        'retry-after': '{seconds}',
      }),
    },
    headers: {
      server: { value: 'nginx' },
      'x-powered-by': { value: 'Express' },
      'x-runtime': { value: '{number}.{number}' },
      'x-trace': { value: '{uuid}' },
      'content-type': { value: 'application/json' },
      'x-ratelimit-reset': { value: null },
      'x-request-id': { value: null },
    },
    order: [
      ...before('missingCredential', 'wrongMethod', 'unknownPath'),
      ...before('malformedId', 'missingCredential'),
      ...before('malformedGroupId', 'missingCredential'),
      ...before('unknownCredential', 'unknownPath'),
      ...before('malformedId', 'unknownCredential'),
      ...before('malformedGroupId', 'unknownCredential'),
      ...before('rateLimited', 'unknownPath'),
      ...before('malformedId', 'rateLimited'),
      ...before('malformedGroupId', 'rateLimited'),
    ],
    fields: {
      getMember: named('$.data.', { paid: type('absent'), ...more, verified: type('number') }),
      getSite: named('$.data.', {
        ...{ status: type('absent'), domain: type('absent'), title: type('absent') },
        name: type('string'),
      }),
      listAccessGroups: { '$.pagination': type('absent') },
      listMembers: {
        ...named('$.data[].', { paid: type('absent'), ...more, accessGroups: type('array') }),
        '$.data[].verified': type('number'),
        '$.pagination.limit': type('number'),
      },
      listWebhooks: { '$.pagination': type('absent') },
    },
  })
  t.match(cases, { 'path-before-token': { as: 'missingCredential' }, options: { as: 'missingCredential' } })
  for (const name of [...member, 'bearer-without-prefix']) t.notOk(name in (cases ?? {}), name)

  const since = await compare(served, file, args)
  t.strictSame(
    [since.code, since.stderr, since.differing.map(({ case: name }) => name)],
    [3, '', [...member, 'bearer-without-prefix']],
    'what was learnt holds, and the rest is said again',
  )
})

/** Learns from a fake at its base path, and gives what is written of it; with the names of what could not be. */
const learn = async (test: Test, vendor: string, base: string, fake: Fake, asking: readonly string[]) => {
  const served = await serve(test, base, fake)
  const file = `${test.testdir({})}/learnt.yaml`
  const args = ['--vendor', vendor, '--target', served.origin + base, ...asking, '--exhaust', '--learn', file]
  const { code, stderr } = await verify(served, args)
  test.equal(code, 3, 'not all of it can be learnt')
  const { cases, headers, ...seen } = learntFrom(test, file, vendor, served) as Record<string, object>
  const written = Object.entries(headers ?? {}).filter(([, { value }]) => value !== null)
  return {
    seen: { ...seen, headers: Object.fromEntries(written) },
    cases,
    differing: [...stderr.matchAll(/^not written: (\S+) differs/gm)].map(([, name]) => name),
  }
}

t.test('aitable: what is learnt of one whose refusals are those of HTTP', async (t) => {
  const asking = ['--key', AITABLE_KEY, '--space', SPACE, '--member', UNIT]
  const { seen, cases, differing } = await learn(t, 'aitable', '', createFakeAitable(), asking)
  const refusal = (status: number, reason: string) => ({
    status,
    body: JSON.stringify({ error: { reason } }),
  })
  const [string, absent] = [{ type: 'string' }, { type: 'absent' }]
  t.strictSame(seen, {
    settings: { limit: { value: 60 } },
    refusals: {
      unknownPath: refusal(404, 'There is nothing here'),
      missingCredential: refusal(401, 'Send a token'),
      unknownCredential: refusal(403, 'This token is not valid'),
      unknownSpace: refusal(404, 'There is no such space'),
      memberNotFound: refusal(404, 'There is no such member'),
      rateLimited: {
        ...refusal(429, 'No more than {limit} requests'),
        headers: { 'content-type': 'application/json', 'retry-after': '{seconds}' },
      },
    },
    headers: { 'x-cache': { value: 'MISS' }, 'content-type': { value: 'application/json' } },
    order: [
      ...before('missingCredential', 'unknownPath'),
      ...before('unknownCredential', 'unknownPath'),
      ...before('rateLimited', 'unknownPath', 'unknownSpace'),
    ],
    fields: {
      getMember: { '$.data.member.avatar': absent, '$.data.member.locale': string },
      listRoles: { '$.data.pageNum': absent },
      listSubTeams: { '$.data.pageNum': absent },
      listTeamMembers: {
        '$.data.pageNum': absent,
        '$.data.members[].avatar': absent,
        '$.data.members[].locale': string,
      },
    },
  })
  t.match(cases, { member: {}, 'path-before-token': { as: 'missingCredential' } })
  t.strictSame(differing, ['head'])
})

t.test('whop: what is learnt of one that has members alone', async (t) => {
  const asking = ['--key', WHOP_KEY, '--member', WHOP_MEMBER]
  const { seen, cases, differing } = await learn(t, 'whop', '/api/v1', createFakeWhop(), asking)
  const refusal = (status: number, title: string) => ({
    status,
    body: JSON.stringify({ errors: [{ status, title }] }),
  })
  t.strictSame(seen, {
    settings: { limit: { value: 100 } },
    refusals: {
      missingCredential: refusal(401, 'Send a key'),
      unknownCredential: refusal(403, 'This key is not valid'),
      memberNotFound: refusal(404, 'There is no such record'),
      rateLimited: {
        ...refusal(429, '{limit} requests are enough, wait {seconds} seconds'),
        headers: { 'content-type': 'application/json', 'retry-after': '{seconds}' },
      },
    },
    headers: { 'x-runtime': { value: '{number}.{number}' }, 'content-type': { value: 'application/json' } },
    order: [
      ...before('missingCredential', 'wrongMethod'),
      ...before('rateLimited', 'unknownPath', 'doesNotFit'),
    ],
    fields: {
      listMembers: { '$.data[].locale': { type: 'string' } },
      retrieveMember: { '$.locale': { type: 'string' } },
    },
  })
  t.match(cases, {
    'member-logs-unknown': { as: 'unknownPath' },
    options: { as: 'missingCredential' },
    'rate-limited': {},
  })
  // `phone` is in one generation alone, and an id is refused before a key in words that membermock has no kind for.
  for (const name of ['member', 'member-list', 'membership-id', 'plans-filtered'])
    t.ok(differing.includes(name), name)
})

/** What somebody has planted where nobody looks for people; none of it stands in an answer as a value. */
const STRANGERS = [
  'marvin',
  'ford',
  'prefect',
  'trillian',
  'zaphod',
  'beeblebrox',
  'astra',
  'slartibart',
  'arthur',
]
const SECRETS = ['42ffeedd', '9f8e7d6c', 'heart-of-gold', '36301234567', 'vogon', '7d3f0c1e', 'milliways']

const plantIn = (body: unknown, path: string): unknown => {
  if (!isRecord(body) || !('data' in body)) return { ...(isRecord(body) && body), acct_9f8e7d6c: 1 }
  const one = (member: unknown) => ({
    ...(isRecord(member) && member),
    ...{ 'zaphod@heart-of-gold.example': true, zaphodBeeblebrox: 1, vogon_poets: 1, acct_9f8e7d6c: 'x' },
    ...(path.startsWith('/members') && { friend_of_trillian: { locale: 'hu' }, referralCode: null }),
    // Seen of one subject alone.
    ...(path.endsWith(ID) && { ford_prefect: true, slartibartfast: { at: 1 } }),
    ...(path === '/site' && { arthurDent: 1, timezone: 'x' }),
  })
  const { data } = body
  return { ...body, data: Array.isArray(data) ? data.map(one) : one(data) }
}

const plant = (
  { status, headers, body }: Reply,
  { path, headers: asked }: { path: string; headers: object },
): Reply => {
  const isKnown = String(Reflect.get(asked, 'authorization') ?? '').includes(KEY)
  const titled = isRecord(body) && 'title' in body
  const title = path.includes('webhooks') ? 'Sorry Arthur, no such hook' : 'Ford may not read that'
  return {
    status,
    headers: {
      ...headers,
      ...{
        'x-tenant-beeblebrox': '1',
        'x-served-for': 'Trillian Astra',
        'x-slartibartfast': 'yes',
        server: 'Marvin',
      },
      ...{ 'x-account': 'acct_9f8e7d6c', 'access-control-ford': '*', via: '1.1 heart-of-gold' },
      ...(isKnown && { 'www-authenticate': 'Bearer realm="Arthur Dent"', 'x-owner': 'arthur' }),
      ...(status === 422 && { [`x-${KEY}`]: KEY }),
    },
    body: titled ? (isKnown && status === 404 ? { title, status } : body) : plantIn(body, path),
  }
}

t.test(
  'nobody who is planted in names of fields and headers, in their values and in texts is written down',
  async (t) => {
    const served = await serve(t, '/api/v1', createFakeSotion(plant))
    const file = `${t.testdir({})}/learnt.yaml`
    const args = ['--vendor', 'sotion', '--target', `${served.origin}/api/v1`, '--key', KEY, '--member', ID]
    const { stderr } = await verify(served, [...args, '--learn', file, '--format', 'words'])
    const text = `${readFileSync(file, 'utf8')}${stderr}`.toLowerCase().replaceAll(ID, '')
    t.strictSame(
      [...STRANGERS, ...SECRETS].filter((needle) => text.includes(needle)),
      [],
    )
    const { headers, fields, refusals } = learntFrom(t, file, 'sotion', served) as Record<string, object>
    t.strictSame(Object.keys(headers ?? {}).sort(), [
      ...['content-type', 'x-powered-by', 'x-ratelimit-reset', 'x-request-id', 'x-runtime', 'x-trace'],
    ])
    t.match(fields, {
      getMember: { '$.data.referralCode': { type: 'null' }, '$.data.locale': { type: 'string' } },
      getSite: { '$.data.timezone': { type: 'string' } },
    })
    t.strictSame(Object.keys(refusals ?? {}), [
      ...[
        'missingCredential',
        'unknownCredential',
        'malformedId',
        'malformedGroupId',
        'invalidCursor',
        'doesNotFit',
      ],
    ])
    for (const what of [
      'a field of getMember',
      'a field of getSite',
      'the name of a header',
      'header server',
    ])
      t.match(stderr, `not written: ${what} may be about somebody`)
  },
)

/** Runs `record` in front of it, asks with `key`, and gives what has been kept. */
const record = async (
  test: Test,
  vendor: string,
  target: string,
  asks: readonly (readonly [string, string])[],
) => {
  const out = `${test.testdir({})}/recording`
  let stop = (): void => {}
  let ready = (_url: string): void => {}
  const url = new Promise<string>((resolve) => {
    ready = resolve
  })
  const told: string[] = []
  const terminal = {
    print(text: string) {
      told.push(text)
      ready(/at (http:\S+)/.exec(text)?.[1] ?? '')
    },
    complain: (text: string) => void told.push(text),
    onInterrupt(end: () => void) {
      stop = end
    },
  }
  const args = ['--vendor', vendor, '--target', target, '--out', out, '--port', '0', '--rate', '1000']
  const ended = runRecord({ args, environment: {} }, terminal)
  const base = await url
  const answers: string[] = []
  for (const [path, key] of asks) {
    const answer = await fetch(base + path, { headers: { authorization: `Bearer ${key}` } })
    answers.push(`${answer.status} ${await answer.text()}`)
  }
  stop()
  test.equal(await ended, 0)
  const texts = readdirSync(out).map((name) => readFileSync(`${out}/${name}`, 'utf8'))
  return {
    answers,
    text: [...texts, ...told].join('\n'),
    kept: texts.flatMap((text) => parseExchanges('x', text).exchanges),
  }
}

t.test('a recording of it has its answers, with nobody in them', async (t) => {
  const { origin, host } = await serve(t, '/api/v1', createFakeSotion())
  const nobody = '7d3f0c1e-9b2a-4f6d-8c5e-1a2b3c4d5e60'
  const asks = [
    [`/members/${ID}`, KEY],
    ['/members', KEY],
    ['/site', KEY],
    [`/webhooks/${nobody}`, KEY],
    ['/site', 'so_live_another_42ffeedd'],
  ] as const
  const { answers, text, kept } = await record(t, 'sotion', `${origin}/api/v1`, asks)
  t.match(answers[0], 'Zaphod Beeblebrox', 'the client has them whole')
  const lower = text.toLowerCase()
  t.strictSame(
    [...STRANGERS, ...SECRETS].filter((needle) => lower.includes(needle)),
    [],
  )
  const [one, all, site, missing, foreign] = kept.map(({ request, answer, cases }) => ({
    line: request.startLine,
    key: request.headers.find(([name]) => name === 'authorization')?.[1],
    status: Number(answer.startLine.split(' ')[1]),
    type: answer.headers.find(([name]) => name === 'content-type')?.[1],
    limit: answer.headers.find(([name]) => name === 'x-ratelimit-limit')?.[1],
    source: cases[0]?.known.source,
    body: JSON.parse(answer.body),
  }))
  const shown = { key: 'Bearer so_sb1_key', limit: '40', source: host }
  const { id, displayName, email } = one?.body.data ?? {}
  t.match(one, {
    ...{ ...shown, line: `GET /sotion/api/v1/members/${id} HTTP/1.1`, status: 200, type: 'application/json' },
    body: {
      data: {
        verified: 1,
        avatar: null,
        locale: String,
        phone: /^\+\d{11}$/,
        createdAt: '2025-11-20T08:30:00.000Z',
      },
    },
  })
  t.match([displayName, email], [/^\w+ \w+$/, /^[a-z]+@[a-z]+\.test$/])
  t.match(all, { ...shown, status: 200, body: { data: [{ id, displayName, email }, { verified: 1 }] } })
  t.match(site, {
    ...shown,
    line: 'GET /sotion/api/v1/site HTTP/1.1',
    status: 200,
    body: { data: { slug: String } },
  })
  t.match(missing, { ...shown, status: 404, type: 'application/problem+json', body: { title: String } })
  t.match(foreign, { key: 'Bearer so_sb2_key', status: 403, limit: undefined })
})
