/** `membermock verify`: the same against our own server, each kind of difference against one that is wrong. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { runVerify } from '../src/cli/verify/command.ts'
import type { LimitMeans } from '../src/cli/verify/limits.ts'
import { ConfigError } from '../src/config/problems.ts'
import { readVerifyCases } from '../src/contract/verify-case.ts'
import { vendorDefinitions } from '../src/routes/index.ts'
import { SCOPES } from '../src/routes/whop/scopes.ts'
import { createTestApp, type TestAppOptions } from './support/app.ts'
import { buildPackage } from './support/build.ts'
import { runNode } from './support/program.ts'

interface Reply {
  status: number
  headers: Record<string, string>
  body: string
}

/** Where nothing listens any more. */
const deadOrigin = async (): Promise<string> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // it listens on a port, not on a pipe
  server.close()
  await once(server, 'close')
  return `http://127.0.0.1:${port}`
}

/** What a wrong server makes of the right answer. */
type Spoil = (reply: Reply, request: IncomingMessage) => Reply | undefined | Promise<Reply>

const listen = async (test: Test, server: Server): Promise<string> => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  test.teardown(() => {
    server.close()
    server.closeAllConnections()
  })
  const { port } = server.address() as AddressInfo // it listens on a port, not on a pipe
  return `http://127.0.0.1:${port}`
}

/** The time of each fake, by its origin. */
const times = new Map<string, LimitMeans['time']>()

/** Our own server, with each answer passed through `spoil`; undefined from it cuts the socket. */
const startFake = async (
  test: Test,
  spoil: Spoil = (reply) => reply,
  settings: NonNullable<TestAppOptions['settings']> = {},
): Promise<string> => {
  const { app, sandboxes } = createTestApp({ members: 0, settings })
  const { clock } = sandboxes.default
  clock.freeze(Date.parse('2026-03-01T12:00:00.000Z'))
  const server = createServer(async (request, response) => {
    const { method, url } = request
    // As it is, so that it can be spoiled.
    const { 'accept-encoding': _encoding, ...headers } = request.headers
    const answer = await app.inject({ method: method as 'GET', url, headers }) // any that Node knows
    const { connection: _connection, 'content-length': _length, ...own } = answer.headers
    const right = { status: answer.statusCode, headers: own as Record<string, string>, body: answer.body }
    const reply = await spoil(right, request)
    if (reply === undefined) return response.destroy()
    response.writeHead(reply.status, reply.headers).end(reply.body)
  })
  const origin = await listen(test, server)
  // A window is over when it is waited for, however fast the machine is.
  times.set(origin, { now: () => clock.now(), wait: async (ms) => void clock.advance(Math.ceil(ms)) })
  return origin
}

interface Outcome {
  code: number | 'version' | null
  stdout: string
  stderr: string
}

const verify = async (
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<Outcome> => {
  const told = { stdout: '', stderr: '' }
  const [, time] = [...times].find(([origin]) => args.some((one) => one.startsWith(origin))) ?? []
  const code = await runVerify(
    { args, environment },
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

const ADA = '11111111-1111-4111-8111-111111111111'
const GIVEN = {
  whop: [
    '/whop/api/v1',
    ...['--key', 'apik_mock_full', '--member', 'mber_Joined0000001', '--user', 'user_AdaLovela0001'],
    ...['--company', 'biz_MockCoffeeClub', '--product', 'prod_CoffeeClub001'],
    ...['--plan', 'plan_Monthly000001', '--membership', 'mem_Active00000001'],
  ],
  aitable: [
    '/aitable',
    ...['--key', 'uskYtInkHozfsMikhh0yfoS', '--space', 'spcjXzqVrjaP3'],
    ...['--member', 'kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6', '--team', 'VS1SejiywaMWbiGMEHAohh62T9EPmmlh'],
    ...['--role', 'MockRoleC0000000000000000000001'],
  ],
  sotion: [
    '/sotion/api/v1',
    ...['--key', 'so_mock_site_a', '--member', ADA, '--group', 'a0000000-0000-4000-8000-000000000005'],
  ],
} as const

const argsFor = (vendor: keyof typeof GIVEN, origin: string): string[] => {
  const [base, ...rest] = GIVEN[vendor]
  return ['--vendor', vendor, '--target', origin + base, ...rest]
}

/** The lines of the cases that differ, without the spaces between the columns. */
const differing = ({ stdout }: Outcome): string[] =>
  stdout
    .split('\n')
    .filter((line) => /^(differs| )/.test(line))
    .map((line) => line.trim().replace(/ {2,}/g, ' | '))

for (const vendor of ['whop', 'aitable', 'sotion'] as const)
  t.test(`${vendor}: our own server is the same, to the limit`, async (t) => {
    const origin = await startFake(t)
    const { code, stdout, stderr } = await verify([...argsFor(vendor, origin), '--exhaust', '--no-skips'])
    t.equal(code, 0, stdout)
    t.equal(stderr, '')
    const lines = stdout.trimEnd().split('\n')
    const last = lines.pop()
    for (const line of lines) t.match(line, /^same {5}\S+$/)
    t.equal(
      last,
      `${vendor} at ${origin}${GIVEN[vendor][0]}: ${lines.length} the same, 0 different, 0 skipped`,
    )
  })

t.test(
  'ids of the target that are no member’s are asked for in place of ours, and have to be there',
  async (t) => {
    const ids = { user: 'user_Z', company: 'biz_Z', product: 'prod_Z', plan: 'plan_Z', membership: 'mem_Z' }
    const given = Object.entries(ids).flatMap(([name, id]) => [`--${name}`, id])
    const own = {
      keys: [{ token: 'apik_z', company: 'biz_Z', scopes: [...SCOPES] }],
      users: [{ id: 'user_Z' }],
      companies: [{ id: 'biz_Z' }],
      products: [{ id: 'prod_Z', company: 'biz_Z' }],
      plans: [{ id: 'plan_Z', product: 'prod_Z', company: 'biz_Z' }],
      memberships: [{ id: 'mem_Z', plan: 'plan_Z', company: 'biz_Z', user: 'user_Z' }],
    }
    const ask = async (spoil: Spoil, ...more: string[]) => {
      const origin = await startFake(t, spoil, { whop: own })
      const args = ['--vendor', 'whop', '--target', `${origin}/whop/api/v1`, '--key', 'apik_z', ...given]
      const { stdout } = await verify([...args, '--format', 'json', ...more])
      const {
        cases,
      }: { cases: { case: string; request: string; outcome: string; differences: object[] }[] } =
        JSON.parse(stdout)
      return cases.filter(({ request }) => /_Z\b/.test(request))
    }
    const all = await ask((reply) => reply)
    t.strictSame(all.map(({ case: name, request, outcome }) => `${outcome} ${name}: ${request}`).sort(), [
      'same access-company: GET /users/user_Z/access/biz_Z',
      'same company: GET /companies/biz_Z',
      'same membership-current: GET /memberships/mem_Z',
      'same membership-list: GET /memberships?company_id=biz_Z&user_ids[]=user_Z',
      'same membership: GET /memberships/mem_Z',
      'same plan: GET /plans/plan_Z',
      'same plans: GET /plans?account_id=biz_Z&first=1',
      'same product: GET /products/prod_Z',
      'same products: GET /products?account_id=biz_Z&first=2',
      'same user: GET /users/user_Z',
    ])
    const [plan] = (
      await ask((reply) => ({ ...reply, body: reply.body.replace('"plan_Z"', '"plan_Y"') }))
    ).filter(({ case: name }) => name === 'plan')
    t.match(plan, { outcome: 'differs', differences: [{ where: '$.id', found: '"plan_Y"' }] })
    const origin = await startFake(t)
    t.equal(
      await verify([...argsFor('sotion', origin), '--plan', 'x']).catch(({ message }) => message),
      '--plan: found a plan; accepted: none: Sotion has no such thing to read',
    )
    t.match(
      (
        await verify(['--vendor', 'sotion', '--target', `${origin}/sotion/api/v1`], {
          MEMBERMOCK_VERIFY_KEY: 'so_mock_site_a',
          MEMBERMOCK_VERIFY_GROUP: 'a0000000-0000-4000-8000-000000000001',
        })
      ).stdout,
      /^same {5}get-group$/m,
      'by its variable',
    )
  },
)

t.test('every case is a row of FIDELITY.md, and reads only', async (t) => {
  const { vendors } = createTestApp({ members: 0 })
  for (const vendor of vendors) {
    const definition = vendorDefinitions.find(({ id }) => id === vendor.id)
    const loaded = await definition?.loadDocumentation?.()
    if (definition === undefined || loaded === undefined) return t.fail(vendor.id)
    const cases = readVerifyCases(definition, vendor, loaded.documentation)
    t.equal(new Set(cases.map((one) => one.case)).size, cases.length, 'no case twice')
    for (const { method, row } of cases) {
      t.ok(['GET', 'HEAD', 'OPTIONS'].includes(method))
      t.not(row.status, null)
    }
  }
})

/** Changes the body of Whop's member. */
const spoilMember =
  (change: (member: Record<string, unknown>) => unknown): Spoil =>
  (reply) =>
    reply.status === 200 && reply.body.startsWith('{"id"')
      ? { ...reply, body: JSON.stringify(change(JSON.parse(reply.body))) }
      : reply

/** The differences of the case `member`. */
const ofMember = async (
  test: Test,
  change: (member: Record<string, unknown>) => unknown,
): Promise<string[]> => {
  const outcome = await verify([
    ...argsFor('whop', await startFake(test, spoilMember(change))),
    ...['--format', 'json'],
  ])
  test.equal(outcome.code, 3)
  const { cases } = JSON.parse(outcome.stdout)
  return cases[0].differences.map(
    (one: Record<string, string>) => `${one.where}: expected ${one.expected}, found ${one.found}`,
  )
}

t.test('each kind of difference in the shape of a body', async (t) => {
  const user = (member: Record<string, unknown>): object => Object(member.user)
  t.strictSame(
    await ofMember(t, ({ phone: _phone, ...rest }) => rest),
    ['$.phone: expected the key, found nothing'],
    'a missing key',
  )
  t.strictSame(
    await ofMember(t, (member) => ({ ...member, user: { ...user(member), 'e-mail': 'ada@example.com' } })),
    ['$.user["e-mail"]: expected no such key, found a string'],
    'an extra key, whose value is somebody’s',
  )
  t.strictSame(
    await ofMember(t, (member) => ({
      ...member,
      usd_total_spent: '6.90',
      user: { ...user(member), name: 7 },
    })),
    [
      '$.user.name: expected string or null, found a number',
      '$.usd_total_spent: expected number, found a string',
    ],
    'wrong types',
  )
  t.strictSame(
    await ofMember(t, (member) => ({ ...member, access_level: 'owner', status: null })),
    [
      '$.access_level: expected "no_access" or "admin" or "customer", found "owner"',
      '$.status: expected string, found null',
    ],
    'an enum, and a null',
  )
  t.strictSame(await ofMember(t, (member) => ({ ...member, joined_at: 'yesterday' })), [
    '$.joined_at: expected date-time, found another text',
  ])
  t.strictSame(await ofMember(t, (member) => [member]), ['$: expected object, found an array'])
})

/** Answers a request without a credential otherwise. */
const spoilRefusal =
  (spoil: (reply: Reply) => Reply): Spoil =>
  (reply, { headers, url, method }) =>
    headers.authorization === undefined && method === 'GET' && url?.includes('/members/') === true
      ? spoil(reply)
      : reply

const ofRefusal = async (
  test: Test,
  vendor: keyof typeof GIVEN,
  spoil: (reply: Reply) => Reply,
): Promise<string[]> => {
  const outcome = await verify(argsFor(vendor, await startFake(test, spoilRefusal(spoil))))
  test.equal(outcome.code, 3)
  return differing(outcome)
}

t.test('each kind of difference in status, headers and exact texts', async (t) => {
  t.strictSame(await ofRefusal(t, 'sotion', (reply) => ({ ...reply, status: 403, body: 'No.\u001b[2J\n' })), [
    'differs | missing-credential | status: expected 401, found 403 with No.\\u001b[2J\\u000a (documented)',
  ])
  t.strictSame(
    await ofRefusal(t, 'sotion', ({ headers: { 'x-request-id': _id, ...headers }, ...reply }) => ({
      ...reply,
      headers: { ...headers, 'content-type': 'application/json', 'x-ratelimit-limit': '9' },
    })),
    [
      'differs | missing-credential | header content-type: expected "application/json; charset=utf-8", found "application/json" (assumed)',
      'header x-request-id: expected a UUID, found nothing (documented)',
      'header x-ratelimit-limit: expected no such header, found "9" (assumed)',
    ],
  )
  t.strictSame(await ofRefusal(t, 'sotion', (reply) => ({ ...reply, body: '{"error":"Missing API key"}' })), [
    'differs | missing-credential | $.error: expected "Missing API key. Pass Authorization: Bearer so_...", found "Missing API key" (documented)',
  ])
  t.strictSame(
    await ofRefusal(t, 'aitable', (reply) => ({
      ...reply,
      body: '{"success":false,"code":403,"message":"未授权","data":null}',
    })),
    [
      'differs | missing-credential | $.code: expected 401, found 403 (source)',
      '$.message: expected "Unauthorized" or "身份认证失败", found "未授权" (source)',
      '$.data: expected no such key, found null (source)',
    ],
  )
  t.strictSame(await ofRefusal(t, 'whop', (reply) => ({ ...reply, body: '' })), [
    'differs | missing-credential | $: expected {"error":{"type":"unauthorized","message":"Invalid or missing API key"}}, found nothing (documented)',
  ])
  t.strictSame(await ofRefusal(t, 'whop', (reply) => ({ ...reply, body: '<h1>' })), [
    'differs | missing-credential | $: expected {"error":{"type":"unauthorized","message":"Invalid or missing API key"}}, found what is no JSON: "<h1>" (documented)',
  ])
  const pretty = await ofRefusal(t, 'whop', (reply) => ({
    ...reply,
    body: JSON.stringify(JSON.parse(reply.body), null, 2),
  }))
  t.match(pretty[0], /\$: expected no space between the tokens, found the same value, written otherwise/)
  const turned = await ofRefusal(t, 'aitable', (reply) => ({
    ...reply,
    body: '{"code":401,"success":false,"message":"Unauthorized"}',
  }))
  t.match(
    turned[0],
    /\$: expected keys success, code, message, found another order: keys code, success, message/,
  )
})

t.test('either language of AITable is the same', async (t) => {
  const origin = await startFake(t, (reply) => ({
    ...reply,
    body: reply.body.replace('Unauthorized', '身份认证失败'),
  }))
  t.match(await verify(argsFor('aitable', origin)), { code: 0 })
  const mixed = await startFake(
    t,
    spoilRefusal((reply) => ({ ...reply, body: reply.body.replace('Unauthorized', '身份认证失败') })),
  )
  t.strictSame(differing(await verify(argsFor('aitable', mixed))), [
    'differs | not-bearer | $: expected the language in which it was said before, found another (source)',
    'differs | bearer-lower-case | $: expected the language in which it was said before, found another (source)',
  ])
})

t.test('a request id that is not fresh, and a limit that never comes', async (t) => {
  const origin = await startFake(t, (reply) => ({
    ...reply,
    status: reply.status === 429 ? 200 : reply.status,
    headers: { ...reply.headers, 'x-request-id': ADA },
  }))
  const { code, stdout } = await verify([...argsFor('sotion', origin), '--exhaust'])
  t.equal(code, 3)
  t.match(stdout, /^same {5}member$/m)
  t.match(stdout, /^differs {2}head .* header x-request-id: expected another on each answer/m)
  t.match(stdout, /^differs {2}rate-limited .* status: expected 429, found 200 \(assumed\)$/m)
})

t.test('what is only assumed is told apart', async (t) => {
  const origin = await startFake(t, (reply) => ({
    ...reply,
    body: reply.body.replace('Member not found', 'No such member'),
  }))
  const outcome = await verify(argsFor('sotion', origin))
  t.equal(outcome.code, 3)
  t.strictSame(differing(outcome), [
    'differs | member-not-found | $.error: expected "Member not found", found "No such member" (assumed)',
  ])
  t.match(outcome.stdout, /: \d+ the same, 1 different \(1 only in what is assumed\), 7 skipped\n$/)
})

t.test('from which provenance on a difference counts; a charset alone never does', async (t) => {
  const spoiled = await startFake(t, (reply) => ({
    ...reply,
    headers: { ...reply.headers, 'content-type': String(reply.headers['content-type']).replace(/;.*/, '') },
    body: reply.body.replace('Member not found', 'No such member'),
  }))
  const args = argsFor('sotion', spoiled)
  const counted = await verify(args)
  t.equal(counted.code, 3)
  t.match(
    counted.stdout,
    /^warns {4}member .* header content-type: expected "application\/json; charset=utf-8"/m,
  )
  t.match(
    counted.stdout,
    /: 0 the same, 25 with a warning, 1 different \(1 only in what is assumed\), 7 skipped/,
  )
  for (const strictness of ['documented', 'source', 'observed']) {
    const { code, stdout } = await verify([...args, '--strictness', strictness])
    t.equal(code, 0, stdout)
    t.match(stdout, /^warns {4}member-not-found .* header content-type: .*\n.*\$\.error: .* \(assumed\)$/m)
  }
  const { stdout } = await verify([...args, '--strictness', 'documented', '--format', 'junit'])
  t.match(stdout, /failures="0".*<system-out>header content-type: .*<\/system-out>/s)
  const documented = await startFake(t, (reply) => ({
    ...reply,
    body: reply.body.replace('Missing API key', 'No key'),
  }))
  t.match(await verify([...argsFor('sotion', documented), '--strictness', 'documented']), { code: 3 })
})

t.test('a skip is counted, said why, and never the same', async (t) => {
  const origin = await startFake(t)
  const [, , target, url] = argsFor('aitable', origin)
  const args = ['--vendor', 'aitable', `${target}`, `${url}`, '--key', 'uskYtInkHozfsMikhh0yfoS']
  const few = await verify(args)
  t.match(few, { code: 0, stderr: '' })
  t.match(few.stdout, /^skipped {2}member {21}needs --member and --space$/m)
  t.match(few.stdout, /^skipped {2}member-not-found {11}needs --space$/m)
  t.match(few.stdout, /^skipped {2}rate-limited {15}needs --space and --exhaust$/m)
  t.match(few.stdout, /: 12 the same, 0 different, 22 skipped\n$/)
  t.match(await verify([...args, '--no-skips']), { code: 1, stderr: '--no-skips: 22 skipped\n' })
})

t.test('no answer: at all, and later', async (t) => {
  const dead = await deadOrigin()
  t.strictSame(await verify([...argsFor('whop', dead)]), {
    code: 1,
    stdout: '',
    stderr: `verify: ${dead}/whop/api/v1 does not answer: ECONNREFUSED\n`,
  })
  const silent = await listen(
    t,
    createServer(() => {}),
  )
  const waiting = await verify([...argsFor('whop', silent), '--timeout', '100'])
  t.match(waiting, { code: 1, stderr: /no answer within 100 ms\n$/ })
  const cutting = await startFake(t, (reply, { method }) => (method === 'HEAD' ? undefined : reply))
  const cut = await verify(argsFor('whop', cutting))
  t.equal(cut.code, 3)
  t.strictSame(differing(cut), ['differs | head | status: expected 200, found UND_ERR_SOCKET (assumed)'])
  const endless = await startFake(t, (reply) => ({ ...reply, body: 'x'.repeat(2 ** 21) }))
  t.match(await verify(argsFor('whop', endless)), { code: 1, stderr: /a body of more than 1048576 bytes/ })
  const deep = await startFake(t, (reply) => ({ ...reply, body: '['.repeat(500_000) + ']'.repeat(500_000) }))
  t.match(await verify(argsFor('whop', deep)), { code: 1, stderr: /a body nested over 500 deep/ })
  const moved = await startFake(t, (reply) => ({
    ...reply,
    status: 302,
    headers: { location: '/elsewhere' },
  }))
  t.match((await verify(argsFor('whop', moved))).stdout, /^differs {2}member .* expected 200, found 302/m)
})

t.test('JUnit', async (t) => {
  const origin = await startFake(t, (reply) => ({
    ...reply,
    body: reply.body.replace('Member not found', '<no> \\"such\\" & \\u0000 member'),
  }))
  const { code, stdout } = await verify([...argsFor('sotion', origin), '--format', 'junit'])
  t.equal(code, 3)
  const lines = stdout.split('\n')
  t.equal(lines[0], '<?xml version="1.0" encoding="UTF-8"?>')
  const count = stdout.split('<testcase ').length - 1
  t.equal(lines[1], `<testsuites tests="${count}" failures="1" errors="0" skipped="7">`)
  t.match(stdout, '<testcase classname="sotion" name="member"/>')
  t.match(stdout, '<skipped message="needs --exhaust"/>')
  t.match(stdout, /<failure message="[^<"]*found &quot;&lt;no&gt; [^<"]*">[^<]*<\/failure>/)
  const open: string[] = []
  for (const [, close, name = '', empty] of stdout.matchAll(/<(\/?)(\w+)(?: [\w]+="[^"<]*")*(\/?)>/g)) {
    if (close) t.equal(open.pop(), name, 'what is opened is closed')
    else if (!empty) open.push(name)
  }
  t.strictSame(open, [])
})

t.test('nothing secret is printed, however it comes back', async (t) => {
  const key = 'apik "s\\e%c/r+e t"'
  const encoded = [...key].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join('')
  const forms = [key, encodeURIComponent(key), encodeURIComponent(encodeURIComponent(key)), encoded]
  for (const form of [...forms, JSON.stringify(key), key.toUpperCase()]) {
    const origin = await startFake(t, (reply) => ({
      status: reply.status === 200 ? 403 : reply.status,
      headers: { ...reply.headers, 'content-type': encodeURI(form) },
      body: JSON.stringify({ error: { [form]: form, message: `x ${form} y` }, [form]: form }),
    }))
    const target = `${origin}/whop/api/v1/${encodeURIComponent(key)}`
    for (const format of ['table', 'json', 'junit']) {
      const { code, stdout } = await verify(
        ['--vendor', 'whop', '--target', target, '--member', key, '--format', format],
        { MEMBERMOCK_VERIFY_KEY: key },
      )
      t.equal(code, 3)
      const bare = stdout.replace(/\\/g, '').toLowerCase()
      for (const secret of [...forms, 's\\e%c', 's%5ce']) t.notOk(bare.includes(secret.toLowerCase()), secret)
      t.match(stdout, /\[key\]/)
    }
  }
})

t.test('progress, where somebody watches', async (t) => {
  const shown: string[] = []
  const origin = await startFake(t)
  const terminal = { print() {}, complain() {}, showProgress: (text: string) => shown.push(text) }
  await runVerify({ args: argsFor('whop', origin), environment: {} }, terminal)
  t.match(shown[0], /^1\/\d+ member$/)
  t.equal(shown.at(-1), '')
})

t.test('bad usage names every flag that is wrong, and shows no secret', async (t) => {
  const complaint = async (args: readonly string[], environment = {}): Promise<string[]> => {
    const error = await verify(args, environment).catch((reason: unknown) => reason)
    return error instanceof ConfigError ? error.message.split('\n') : [`${error}`]
  }
  const url =
    'the http or https URL that the clients of the vendor are given, without password, query and fragment'
  t.strictSame(await complaint([]), [
    `--target: found nothing; accepted: ${url}`,
    '--vendor: found nothing; accepted: whop, aitable, sotion',
    '--key: found nothing; accepted: the key, or MEMBERMOCK_VERIFY_KEY',
  ])
  const good = ['--vendor', 'whop', '--key', 'k']
  for (const target of [
    'ftp://x',
    'nowhere',
    'http://me:secret@x/',
    'http://x/?key=secret',
    'http://x/#secret',
  ])
    t.strictSame(await complaint([...good, '--target', target]), [
      `--target: found something else; accepted: ${url}`,
    ])
  t.strictSame(
    await complaint(['--vendor', 'whop', '--target', 'http://x'], { MEMBERMOCK_VERIFY_KEY: 'a\nsecret' }),
    ['--key: found something else; accepted: the key, or MEMBERMOCK_VERIFY_KEY'],
  )
  t.strictSame(await complaint(['--vendor', 'wohp']), [
    '--vendor: found "wohp"; accepted: whop, aitable, sotion (did you mean whop?)',
  ])
  t.strictSame(await complaint(['--tarket=x']), [
    '--tarket: found an unknown flag; accepted: those of membermock verify --help (did you mean --target?)',
  ])
  t.strictSame(await complaint(['all']), ['verify: found "all"; accepted: nothing more'])
  t.strictSame(await complaint([...argsFor('sotion', 'http://127.0.0.1:1'), '--space', 'x']), [
    '--space: found a space; accepted: none: Sotion has no spaces',
  ])
  t.match(await verify(['--help']), {
    code: 0,
    stdout: /^membermock verify: .*--target URL .*MEMBERMOCK_VERIFY_KEY; needed.*Exit codes:/s,
  })
  t.match(await verify(['--version']), { code: 'version' })
})

t.test('exit codes of the process', async (t) => {
  const home = buildPackage(t)
  const spawnVerify = (args: readonly string[], env: Record<string, string> = {}) =>
    runNode([`${home}/dist/main.js`, ...args], { cwd: home, env })
  const origin = await startFake(t)
  const wrong = await startFake(t, (reply) => ({ ...reply, status: 500 }))
  const args = argsFor('whop', origin)
  const key = args.splice(args.indexOf('--key'), 2)
  const [same, different, dead, bad, before] = await Promise.all([
    spawnVerify(['verify', ...args], { MEMBERMOCK_VERIFY_KEY: key[1] ?? '' }),
    spawnVerify(['verify', ...argsFor('whop', wrong)]),
    spawnVerify(['verify', ...argsFor('whop', await deadOrigin())]),
    spawnVerify(['verify', '--target', 'x', '--key', 'top-secret']),
    spawnVerify(['--port', '0', 'verify']),
  ])
  t.match(same, { code: 0, stderr: '' })
  t.match(different, { code: 3, stderr: '' })
  t.match(dead, { code: 1, stdout: '', stderr: /^membermock: verify: .*ECONNREFUSED\n$/ })
  t.match(bad, { code: 2, stdout: '', stderr: /^membermock: --target: .*\nmembermock: --vendor: / })
  t.notMatch(bad.stderr, 'top-secret')
  t.match(before, { code: 2, stderr: /verify: found flags before it/ })
})
