/** Every exchange in fixtures/, in process and over a socket; and the rows of FIDELITY.md each have one. */
import { existsSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { loadRows } from '../src/contract/fidelity.ts'
import { differences } from '../src/exchange/match.ts'
import {
  type Exchange,
  type ExchangeFile,
  parseExchanges,
  publishedNames,
  readExchanges,
} from '../src/exchange/read.ts'
import { report, runFile } from '../tools/exchanges/run.ts'
import { createAppTarget, createSocketTarget, parseAnswer, type Target } from '../tools/exchanges/targets.ts'
import { createTestApp, type TestApp } from './support/app.ts'

const files = readExchanges()

/** One app for all files that want the same settings. */
const createApps = (t: Test): ((file: ExchangeFile) => TestApp) => {
  const apps = new Map<string, TestApp>()
  t.teardown(() => Promise.all([...apps.values()].map(({ app }) => app.close())))
  return ({ settings = {} }) => {
    const name = JSON.stringify(settings)
    const mock = apps.get(name) ?? createTestApp({ settings })
    apps.set(name, mock)
    return mock
  }
}

const runAll = async (t: Test, targetOf: (mock: TestApp) => Promise<Target>): Promise<number> => {
  const appOf = createApps(t)
  let sent = 0
  for (const file of files) {
    const mock = appOf(file)
    const target = await targetOf(mock)
    if (file.isRaw && !target.takesRaw) continue
    const results = await runFile(file, target)
    sent += results.length
    t.equal(results.map(report).filter(Boolean).join('\n'), '', file.name)
    t.same(mock.failures, [], file.name)
  }
  return sent
}

const total = files.reduce((sum, { exchanges }) => sum + exchanges.length, 0)
const raw = files.reduce((sum, { isRaw, exchanges }) => sum + (isRaw ? exchanges.length : 0), 0)

t.test('in process', async (t) => {
  t.equal(await runAll(t, async ({ app }) => createAppTarget(app)), total - raw)
})

t.test('over a socket', async (t) => {
  const sent = await runAll(t, async ({ app }) => {
    if (!app.server.listening) await app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = app.server.address() as AddressInfo // it listens on TCP
    return createSocketTarget(`http://127.0.0.1:${port}`)
  })
  t.equal(sent, total)
})

t.test('every row has an exchange of its status, or names a test that is there', async (t) => {
  const rows = await loadRows(createTestApp({ members: 0 }).vendors)
  for (const row of rows) {
    const name = `${row.vendor}/${row.case}`
    if (row.test !== undefined) {
      t.ok(existsSync(new URL(`../${row.test}`, import.meta.url)), `${name}: ${row.test}`)
      continue
    }
    const answers = files.filter(({ cases }) => cases.includes(name)).flatMap(({ exchanges }) => exchanges)
    const statuses = answers.map(({ answer }) => Number(answer.startLine.split(' ')[1]))
    t.ok(statuses.includes(row.status ?? 0), `${name} has an exchange with ${row.status}`)
  }
  const known = new Set(rows.map((row) => `${row.vendor}/${row.case}`))
  t.equal(known.size, rows.length, 'no case comes twice')
  for (const { name, cases } of files) {
    t.not(cases.length, 0, `${name} shows something`)
    for (const one of cases) t.ok(known.has(one), `${name}: ${one} is a row`)
  }
})

t.test('every published body is the answer of some exchange', async (t) => {
  const used = files.flatMap(({ exchanges }) => exchanges.map(({ published }) => published))
  for (const name of publishedNames()) t.ok(used.includes(name), name)
  t.ok(publishedNames().includes('aitable/published/200.json'))
})

const TEXT = `# Words.
# case a/b a/c
# given PUT /__admin/clock {"freeze":"x"}

POST /x HTTP/1.1
A: {{3 y}}

body

HTTP/1.1 200 OK
Request-Id: {{uuid}}
Content-Type: text/plain

{{ms}} of {{other}}

###
GET /y HTTP/1.1

HTTP/1.1 204 No Content
`

t.test('the format', async (t) => {
  const { exchanges, ...file } = parseExchanges('f.http', TEXT)
  t.same(file, { name: 'f.http', cases: ['a/b', 'a/c'], settings: undefined, isRaw: false })
  t.match(exchanges, [
    {
      place: 'f.http:5',
      givens: [{ method: 'PUT', path: '/__admin/clock', body: '{"freeze":"x"}' }],
      request: { startLine: 'POST /x HTTP/1.1', headers: [['A', 'yyy']], body: 'body' },
      answer: { startLine: 'HTTP/1.1 200 OK', body: '{{ms}} of {{other}}' },
    },
    { place: 'f.http:17', request: { body: '' }, answer: { startLine: 'HTTP/1.1 204 No Content', body: '' } },
  ])
  t.throws(() => parseExchanges('f.http', 'GET / HTTP/1.1\n'), /f.http:1: no answer/)
})

t.test('the comparison', async (t) => {
  const [exchange] = parseExchanges('f.http', TEXT).exchanges as [Exchange] // TEXT has it
  const ID = '11111111-1111-4111-8111-111111111111'
  const compare = (...lines: string[]): readonly string[] =>
    differences(exchange, parseAnswer(Buffer.from(lines.join('\r\n'))))
  const good = ['HTTP/1.1 200 OK', `REQUEST-ID: ${ID}`, 'content-type: text/plain', 'content-length: 3']
  t.same(compare(...good, 'Date: x', 'Connection: close', '', '12 of {{other}}'), [])
  t.same(compare('HTTP/1.1 201 Created', ...good.slice(1), 'x-more: 1', '', 'some of {{other}}'), [
    'expected: HTTP/1.1 200 OK',
    '  actual: HTTP/1.1 201 Created',
    'expected: x-more: (absent)',
    '  actual: x-more: 1',
    'expected: {{ms}} of {{other}}',
    '  actual: some of {{other}}',
  ])
  t.same(compare('HTTP/1.1 200 OK', `Request-Id: ${ID}`, `Request-Id: ${ID}`, '', '1 of {{other}}'), [
    'expected: request-id: {{uuid}}',
    `  actual: request-id: ${ID}, ${ID}`,
    'expected: content-type: text/plain',
    '  actual: content-type: (absent)',
  ])
  const published = { ...exchange, answer: { ...exchange.answer, headers: [], body: '{{ms}}' } }
  const other = { startLine: 'HTTP/1.1 200 OK', headers: [], body: '1' }
  t.same(differences({ ...published, published: 'whop/published/422.json' }, other), [
    'expected: {"error":null} (whop/published/422.json)',
    '  actual: 1',
  ])
})
