/** Every exchange in fixtures/, in process and over a socket; and what it says of itself is so. */
import { existsSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { readAllRows, shownIn } from '../src/contract/fidelity.ts'
import { publishedNames, readExchanges } from '../src/exchange/files.ts'
import type { ExchangeFile } from '../src/exchange/format.ts'
import { type Result, report, runFile, type Target } from '../src/exchange/run.ts'
import { createSocketTarget } from '../src/exchange/socket-target.ts'
import { createTestApp, type TestApp } from './support/app.ts'
import { createAppTarget } from './support/app-target.ts'

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

t.test('every case is of the kind of refusal that it says', async (t) => {
  const appOf = createApps(t)
  const kinds: (string | undefined)[] = []
  const listening = new Set<TestApp>()
  for (const file of files.filter(({ isRaw, name }) => !isRaw && !name.startsWith('any/'))) {
    const mock = appOf(file)
    if (!listening.has(mock))
      mock.app.addHook('onResponse', (request, _reply, done) => {
        if (!request.url.startsWith('/__admin')) kinds.push(request.exchange?.refusedKind)
        done()
      })
    listening.add(mock)
    kinds.length = 0
    const results: readonly Result[] = await runFile(file, createAppTarget(mock.app))
    for (const [i, { exchange }] of results.entries())
      for (const one of exchange.cases) t.equal(kinds[i], one.refusal, `${file.name}:${one.line} ${one.name}`)
  }
})

t.test('every row that names a test names one that is there', async (t) => {
  const rows = readAllRows(createTestApp({ members: 0 }).vendors)
  t.equal(rows.length, shownIn(files).length, 'every case is a row')
  for (const { vendor, case: name, test, status } of rows) {
    t.equal(test === undefined, status !== null, `${vendor}/${name}`)
    if (test !== undefined) t.ok(existsSync(new URL(`../${test}`, import.meta.url)), `${name}: ${test}`)
  }
})

t.test('every published body is the answer of some exchange', async (t) => {
  const used = files.flatMap(({ exchanges }) => exchanges.map(({ published }) => published))
  for (const name of publishedNames()) t.ok(used.includes(name), name)
  t.ok(publishedNames().includes('aitable/published/200.json'))
})
