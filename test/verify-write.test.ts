/** `membermock verify --write`: what it makes on a target, and that none of it stays. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { runVerify } from '../src/cli/verify/command.ts'
import { type Answer, NoAnswer, type Question } from '../src/cli/verify/exchange.ts'
import { type MakeOutcome, makeAndClean } from '../src/cli/verify/make.ts'
import { type Prepared, prepare } from '../src/cli/verify/prepare.ts'
import { createShapeJudge } from '../src/cli/verify/shape.ts'
import { ConfigError } from '../src/config/problems.ts'
import { createTestApp, type TestApp } from './support/app.ts'

const NOON = Date.parse('2026-03-01T12:00:00.000Z')
const ORIGIN = 'http://target.test'
const KEYS = { sotion: 'so_mock_site_a', aitable: 'uskYtInkHozfsMikhh0yfoS' } as const
const BASES = { sotion: '/sotion/api/v1', aitable: '/aitable' } as const
const PLACES = { sotion: {}, aitable: { space: 'spcjXzqVrjaP3' } } as const

type Name = keyof typeof KEYS

/** What becomes of a request, by its number among those that write, from 1. */
interface Spoil {
  /** What is answered without being served. */
  before?(question: Question, nth: number): Answer | undefined
  /** What is answered in place of the right answer; undefined: it is lost. */
  after?(answer: Answer, question: Question, nth: number): Answer | undefined
}

const plainly = (status: number, body = ''): Answer => ({
  status,
  headers: new Headers({ 'content-type': 'text/plain' }),
  body,
})

const open = (vendor: Name): TestApp => {
  const mock = createTestApp({ vendors: [vendor], members: 5 })
  mock.sandboxes.default.clock.freeze(NOON)
  return mock
}

const prepareFor = (vendor: Name): Promise<Prepared> =>
  prepare({
    ...{
      vendor,
      target: ORIGIN + BASES[vendor],
      key: KEYS[vendor],
      member: undefined,
      places: PLACES[vendor],
      ids: {},
    },
    ...{ exhaust: false, write: true, strictness: 'assumed', timeout: 1000, format: 'table', skips: true },
  })

const prepared = { sotion: prepareFor('sotion'), aitable: prepareFor('aitable') }
const judging = createShapeJudge()

/** Makes and cleans on `mock`, which has no admin as far as it goes. */
const make = async (
  vendor: Name,
  mock: TestApp,
  { before, after }: Spoil = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<MakeOutcome> => {
  const { clock } = mock.sandboxes.default
  let nth = 0
  const send = async (question: Question): Promise<Answer> => {
    const { method, url, headers, body } = question
    if (method !== 'GET') nth += 1
    const instead = before?.(question, nth)
    if (instead !== undefined) return instead
    const answer = await mock.app.inject({
      method: method as 'GET', // any that Node knows
      url: url.slice(ORIGIN.length),
      headers: { host: 'target.test', ...headers },
      ...(body !== undefined && { payload: body }),
    })
    const own = Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)])
    const right = { status: answer.statusCode, headers: new Headers(own), body: answer.body }
    const spoiled = after === undefined ? right : after(right, question, nth)
    if (spoiled === undefined) throw new NoAnswer('ECONNRESET')
    return spoiled
  }
  const time = { now: () => clock.now(), wait: async (ms: number) => void clock.advance(Math.ceil(ms)) }
  const means = { send, time, judgeShape: await judging, onProgress() {} }
  return makeAndClean({ ...(await prepared[vendor]), signal }, means)
}

/** What of its making is there. */
const leftIn = ({ sandboxes }: TestApp, vendor: string): string[] => {
  const { tables } = sandboxes.default.store(vendor).db
  const rows = ['members', 'groups', 'teams', 'roles'].flatMap((name) => tables[name]?.list(0, 1000) ?? [])
  return rows.map((row) => JSON.stringify(row)).filter((text) => text.includes('membermock-verify-'))
}

const differing = ({ results }: MakeOutcome): string[] =>
  results.flatMap(({ case: one, outcome, differences }) =>
    outcome === 'differs' ? [`${one.case}: ${differences.map(({ found }) => found).join('; ')}`] : [],
  )

for (const vendor of ['sotion', 'aitable'] as const) {
  t.test(`${vendor}: all is the same, and nothing stays`, async (t) => {
    const mock = open(vendor)
    const outcome = await make(vendor, mock)
    t.same(differing(outcome), [])
    t.ok(outcome.results.length >= 19)
    t.same(new Set(outcome.results.map((one) => one.outcome)), new Set(['same']))
    t.same(outcome.left, [])
    t.same(leftIn(mock, vendor), [])
    t.same(mock.failures, [])
  })

  t.test(`${vendor}: a target that fails half-way is left clean, wherever it fails`, async (t) => {
    for (const from of [1, 2, 3, 5, 7, 10]) {
      const mock = open(vendor)
      const outcome = await make(vendor, mock, {
        before: ({ method }, nth) =>
          ['POST', 'PUT', 'PATCH'].includes(method) && nth >= from ? plainly(500, 'no') : undefined,
      })
      t.ok(
        differing(outcome).some((text) => text.endsWith('500 with no')),
        `from ${from}`,
      )
      t.same(outcome.left, [])
      t.same(leftIn(mock, vendor), [], `from ${from}`)
    }
  })

  t.test(`${vendor}: an answer that is lost hides nothing`, async (t) => {
    const mock = open(vendor)
    const outcome = await make(vendor, mock, {
      after: (answer, { method }) => (method === 'POST' ? undefined : answer),
    })
    t.ok(differing(outcome).every((text) => text.endsWith(': ECONNRESET')))
    const skipped = outcome.results.filter((one) => one.outcome === 'skipped')
    t.match(skipped[0]?.reason, /^needs \w+, which was not made$/)
    t.same(outcome.left, [])
    t.same(leftIn(mock, vendor), [])
  })

  t.test(`${vendor}: what cannot be deleted is said, with how it could be`, async (t) => {
    const mock = open(vendor)
    const { left } = await make(vendor, mock, {
      before: ({ method }) => (method === 'DELETE' ? plainly(503) : undefined),
    })
    t.equal(left.length, leftIn(mock, vendor).length)
    t.ok(left.length >= 2)
    for (const line of left)
      t.match(line, /^left behind: (member|access group|team|role) membermock-verify-\S+.*; DELETE \/\S+$/)
    mock.sandboxes.default.clock.advance(60_000)
    for (const line of left) {
      const url = BASES[vendor] + line.slice(line.indexOf('DELETE ') + 7)
      await mock.app.inject({ method: 'DELETE', url, headers: { authorization: `Bearer ${KEYS[vendor]}` } })
    }
    t.same(leftIn(mock, vendor), [], 'what it says helps')
  })

  t.test(`${vendor}: where the lists fail too, it says what to look for`, async (t) => {
    const { left } = await make(vendor, open(vendor), {
      before: ({ url, method }) =>
        method === 'GET' && /limit=100|pageSize=1000/.test(url) ? plainly(500) : undefined,
    })
    t.equal(left.length, 2)
    for (const line of left)
      t.match(
        line,
        /^perhaps left behind: each [\w ]+ called membermock-verify-\w+\.\.\.; GET \S+ is answered 500$/,
      )
  })

  t.test(`${vendor}: nothing else is touched, though its name begins alike`, async (t) => {
    const mock = open(vendor)
    const call = { authorization: `Bearer ${KEYS[vendor]}` }
    const [path, payload] = {
      sotion: ['/sotion/api/v1/members', { email: 'membermock-verify-@example.com' }] as const,
      aitable: ['/aitable/fusion/v1/spaces/spcjXzqVrjaP3/teams', { name: 'membermock-verify-' }] as const,
    }[vendor]
    await mock.app.inject({ method: 'POST', url: path, headers: call, payload })
    t.same(differing(await make(vendor, mock)), [])
    t.equal(leftIn(mock, vendor).length, 1)
  })

  t.test(`${vendor}: interrupted, it makes no more and deletes what is there`, async (t) => {
    const mock = open(vendor)
    const interruption = new AbortController()
    const { results, left } = await make(
      vendor,
      mock,
      {
        after(answer, _question, nth) {
          if (nth === 4) interruption.abort()
          return answer
        },
      },
      interruption.signal,
    )
    t.ok(results.length < 15)
    t.same(left, [])
    t.same(leftIn(mock, vendor), [])
  })

  t.test(`${vendor}: refused for asking too often, it waits`, async (t) => {
    const mock = open(vendor)
    mock.sandboxes.default.store(vendor).limiter.change({ limit: 8 })
    const outcome = await make(vendor, mock)
    t.notMatch(differing(outcome).join('\n'), '429')
    t.same(leftIn(mock, vendor), [])
  })
}

t.test('the program: what is left and an interruption are failures', async (t) => {
  const mock = open('sotion')
  let stop = (): void => {}
  const server = createServer(async (request, response) => {
    const { method, url } = request
    const { 'accept-encoding': _encoding, ...headers } = request.headers
    let payload = ''
    for await (const chunk of request) payload += chunk
    if (method === 'DELETE') return response.writeHead(503).end()
    if (method === 'PATCH') stop()
    const answer = await mock.app.inject({
      ...{ method: method as 'GET', url: url ?? '', headers }, // any that Node knows
      ...(payload !== '' && { payload }),
    })
    const { connection: _connection, 'content-length': _length, ...own } = answer.headers
    response.writeHead(answer.statusCode, own as Record<string, string>).end(answer.body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.close()
    server.closeAllConnections()
  })
  const { port } = server.address() as AddressInfo // it listens on a port, not on a pipe
  const said: string[] = []
  const code = await runVerify(
    {
      args: ['--vendor', 'sotion', '--target', `http://127.0.0.1:${port}/sotion/api/v1`, '--write'],
      environment: { MEMBERMOCK_VERIFY_KEY: KEYS.sotion },
    },
    {
      print() {},
      complain: (text) => said.push(text),
      onInterrupt(given) {
        stop = given
      },
    },
  )
  t.equal(code, 1)
  t.match(said, [
    /^left behind: member membermock-verify-\w+@example\.com; DELETE \/members\//,
    'interrupted',
  ])
})

t.test('what does not fit is refused before anything is sent', async (t) => {
  const complaint = async (args: readonly string[]): Promise<string> => {
    const terminal = { print() {}, complain() {} }
    const error = await runVerify({ args, environment: {} }, terminal).catch((reason: unknown) => reason)
    return error instanceof ConfigError ? error.message : String(error)
  }
  const target = ['--target', 'http://127.0.0.1:9', '--key', 'k', '--write']
  t.match(
    await complaint([...target, '--vendor', 'whop']),
    /^--write: found the flag; accepted: no such flag/,
  )
  t.match(
    await complaint([...target, '--vendor', 'aitable']),
    /^--write: found no --space; accepted: a space/,
  )
})
