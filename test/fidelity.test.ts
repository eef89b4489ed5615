/** How we know: FIDELITY.md is current, the admin has the same rows, and an answer explains itself when asked to. */
import { readFile } from 'node:fs/promises'
import t from 'tap'
import { caseOf, type FidelityRow, readAllRows, rowsOf } from '../src/contract/fidelity.ts'
import { readExchanges } from '../src/exchange/files.ts'
import { parseExchanges } from '../src/exchange/read.ts'
import { rowFor } from '../src/server/explain.ts'
import { fidelityText } from '../tools/fidelity-page.ts'
import { createTestApp, type TestApp } from './support/app.ts'
import { runMutants } from './support/mutation.ts'

t.test('FIDELITY.md is current', async (t) => {
  const { vendors } = createTestApp({ members: 0 })
  const text = fidelityText(readAllRows(vendors), readExchanges(), vendors)
  const committed = await readFile(new URL('../FIDELITY.md', import.meta.url), 'utf8')
  t.equal(committed, text, 'run `npm run generate` and commit what it writes')
})

t.test('every row is whole', async (t) => {
  const { vendors } = createTestApp({ members: 0 })
  const rows = readAllRows(vendors)
  for (const { vendor, case: id, provoke, provenance, kind, status } of rows) {
    const name = `${vendor}/${id}`
    t.match(id, /^[a-z0-9]+(-[a-z0-9]+)*$/, name)
    t.not(provoke, '', name)
    t.match(provenance.date, /^\d{4}-\d\d-\d\d$/, name)
    t.match(provenance.source, /^[\x20-\x7e]+$/, `${name}: its source can go into a header`)
    const spec = vendors.find((one) => one.id === vendor)?.errors[kind ?? '']
    t.equal(kind === undefined ? status : spec?.status, status, `${name}: the status is that of ${kind}`)
  }
  for (const { id, errors } of vendors)
    for (const kind of Object.keys(errors))
      t.ok(
        rows.some((row) => row.vendor === id && row.kind === kind && row.case === caseOf(kind)),
        `${id} says how ${kind} is known`,
      )
})

t.test('GET /__admin/fidelity', async (t) => {
  const { app, vendors } = createTestApp({ members: 0 })
  const all = (await app.inject('/__admin/fidelity')).json()
  t.strictSame(all, JSON.parse(JSON.stringify({ rows: readAllRows(vendors) })))
  const some = (await app.inject('/__admin/fidelity?vendor=any')).json()
  t.strictSame(some.rows, all.rows.slice(-some.rows.length))
  t.ok(some.rows.every((row: { vendor: string }) => row.vendor === 'any'))
  t.equal((await app.inject('/__admin/fidelity?vendor=nobody')).statusCode, 400)
  t.equal((await app.inject('/__admin/fidelity?vendr=whop')).statusCode, 400)
})

const WHOP = '/whop/api/v1/members/'
const AITABLE = '/aitable/fusion/v1/spaces/spcjXzqVrjaP3/members/'
const PAGE = 'https://docs.whop.com/api-reference/legacy/members/member'
const FULL = { authorization: 'Bearer apik_mock_full' }
const ADMIN = { authorization: 'Bearer uskYtInkHozfsMikhh0yfoS' }

interface Ask {
  url: string
  method?: 'GET' | 'HEAD' | 'OPTIONS'
  headers?: Record<string, string>
}

const explain = async ({ app }: TestApp, { headers, ...ask }: Ask, value = '1'): Promise<unknown[]> => {
  const answer = await app.inject({ ...ask, headers: { ...headers, 'x-membermock-explain': value } })
  return [answer.statusCode, answer.headers['x-membermock-case'], answer.headers['x-membermock-provenance']]
}

t.test('x-membermock-explain: 1 names the case and how it is known', async (t) => {
  const mock = createTestApp()
  const documented = `documented; source="${PAGE}`
  for (const [ask, status, name, known] of [
    [{ url: `${WHOP}mber_Joined0000001`, headers: FULL }, 200, 'whop/member', documented],
    [{ url: `${WHOP}x`, headers: FULL }, 404, 'whop/member-not-found', documented],
    [{ url: `${WHOP}x` }, 401, 'whop/missing-credential', documented],
    [
      { url: '/whop/x' },
      404,
      'whop/unknown-path',
      'documented; source="https://docs.whop.com/developer/troubleshooting',
    ],
    [{ url: `${WHOP}mber_Joined0000001`, headers: FULL, method: 'HEAD' }, 200, 'whop/head', 'assumed; '],
    [{ url: `${WHOP}x`, headers: { ...FULL, prefer: 'code=500' } }, 500, 'whop/internal', documented],
    [{ url: `${AITABLE}x`, headers: ADMIN }, 200, 'aitable/member-not-found', 'source; '],
    [{ url: `${AITABLE}x` }, 401, 'aitable/missing-credential', 'source; '],
    [
      { url: `${AITABLE}x`, headers: { authorization: 'Bearer uskYtInkHozfsMikhh0yfoS' }, method: 'HEAD' },
      404,
      'aitable/head',
      'source; ',
    ],
    [{ url: `${AITABLE}x`, method: 'OPTIONS' }, 204, 'aitable/options', 'source; '],
    [{ url: '/sotion/api/v1/members/' }, 501, 'sotion/not-implemented', 'assumed; '],
  ] satisfies [Ask, number, string, string][]) {
    const [actual, shown, provenance] = await explain(mock, ask)
    t.strictSame([actual, shown], [status, name])
    t.ok(String(provenance).startsWith(known), `${name}: ${provenance}`)
    t.match(provenance, /; date=\d{4}-\d\d-\d\d$/)
  }
  t.same(mock.failures, [])
})

t.test('unasked, or asked with another value, nothing is added', async (t) => {
  const mock = createTestApp()
  const { headers } = await mock.app.inject({ url: `${WHOP}mber_Joined0000001`, headers: FULL })
  t.same(Object.keys(headers).sort(), [
    'api-version-date',
    'connection',
    'content-length',
    'content-type',
    'date',
  ])
  for (const value of ['0', 'true', ''])
    t.strictSame(await explain(mock, { url: `${WHOP}x` }, value), [401, undefined, undefined])
})

t.test('of several operations, an answer is explained by its own', async (t) => {
  const provenance = { how: 'assumed', source: 'a test', date: '2026-11-22' } as const
  const row = (
    operation: string,
    name: string,
    status: number,
    more: Partial<FidelityRow> = {},
  ): FidelityRow => ({
    ...{ vendor: 'any', operation, case: name, what: name, status, provoke: name, provenance },
    ...more,
  })
  const rows = [
    row('getMember', 'no-token', 401, { kind: 'missingCredential' }),
    row('getMember', 'not-found', 404, { kind: 'notFound' }),
    row('getMember', 'member', 200),
    row('getMember', 'head', 200, { method: 'HEAD' }),
    row('getMember', 'options', 204, { method: 'OPTIONS' }),
    row('getSite', 'site', 200),
    row('getSite', 'no-site', 404, { kind: 'notFound' }),
  ]
  for (const [operation, method, refusedKind, status, expected] of [
    ['getMember', 'GET', undefined, 200, 'member'],
    ['getMember', 'HEAD', undefined, 200, 'head'],
    ['getSite', 'GET', undefined, 200, 'site'],
    ['getSite', 'HEAD', undefined, 200, 'site'],
    ['getSite', 'GET', 'notFound', 404, 'no-site'],
    ['getSite', 'GET', 'missingCredential', 401, 'no-token'],
    [undefined, 'GET', 'notFound', 404, 'not-found'],
    [undefined, 'OPTIONS', undefined, 204, 'options'],
    ['listSites', 'GET', undefined, 200, undefined],
  ] as const) {
    const found = rowFor(rows, { operation, method, refusedKind }, { status })
    t.equal(found?.case, expected, `${method} ${operation} ${status}`)
  }
})

const THINGS = {
  id: 'v',
  base: '/api',
  operations: [
    { id: 'listThings', method: 'GET', path: '/things' },
    { id: 'getThing', method: 'GET', path: '/things/{id}' },
    { id: 'deleteThing', method: 'DELETE', path: '/things/{id}' },
  ],
  errors: {},
}
const HEAD_LINES = '# read 2026-11-22\n# known assumed: a test\n'

t.test('what an exchange does not say of its case, it shows', async (t) => {
  const shown = (request: string, more = ''): unknown[] => {
    const block = `${HEAD_LINES}\n# case one: It is so.\n${more}`
    const text = `${block}\n${request} HTTP/1.1\n\nHTTP/1.1 200 OK\n\n{"a":1}\n`
    const [row] = rowsOf(THINGS, [parseExchanges('v/exchanges/f.http', text)])
    return [row?.operation, row?.provoke, row?.method, row?.body]
  }
  const A = { a: 1 }
  t.strictSame(shown('GET /v/api/things?a=1'), ['listThings', 'GET /things?a=1', undefined, A])
  t.strictSame(shown('DELETE /v/api/things/1'), ['deleteThing', 'DELETE /things/1', undefined, A])
  t.strictSame(shown('HEAD /v/api/things/1'), ['getThing', 'HEAD /things/1', 'HEAD', A])
  t.strictSame(shown('PUT /v/api/things/1'), ['getThing', 'PUT /things/1', undefined, A])
  t.strictSame(shown('GET /api/things/1'), ['getThing', 'GET /api/things/1', undefined, A])
  t.strictSame(shown('GET /v/api/nowhere'), ['listThings', 'GET /nowhere', undefined, A])
  const own = '# operation getThing\n# provoke ask\n'
  t.strictSame(shown('GET /v/api/nowhere', own), ['getThing', 'ask', undefined, A])
})

t.test('a case stands once', async (t) => {
  const one = '# case a-b: It is so.\n# test test/fidelity.test.ts\n'
  const file = (name: string) => parseExchanges(`v/exchanges/${name}.http`, HEAD_LINES + one)
  t.throws(() => rowsOf(THINGS, [file('f'), file('g')]), {
    message: 'v/exchanges/g.http:3: the case a-b is at v/exchanges/f.http:3 too',
  })
})

t.test('what no row describes is left as it is', async (t) => {
  const mock = createTestApp()
  const rule = { vendor: 'whop', answer: { html: 502 } }
  await mock.app.inject({ method: 'POST', url: '/__admin/faults', payload: rule })
  t.strictSame(await explain(mock, { url: `${WHOP}x`, headers: FULL }), [502, undefined, undefined])
})

t.test('every mistake in a text, a status or a header makes an exchange fail', async (t) => {
  const outcomes = await runMutants()
  t.ok(outcomes.length > 900, `${outcomes.length} mistakes`)
  const unnoticed = outcomes.filter(({ killedBy }) => killedBy === undefined)
  t.same(
    unnoticed.map(({ mutant }) => [mutant.vendor, mutant.answer, mutant.part, mutant.change].join(' ')),
    [],
  )
})
