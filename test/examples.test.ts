/** The worked examples, run as their readers would run them: by each runner, against the built package. */
import { readFileSync } from 'node:fs'
import t from 'tap'
import { buildPackage, ROOT } from './support/build.ts'
import { type Outcome, runNode } from './support/program.ts'

const NAMES = ['node-test.test.js', 'tap.test.js', 'vitest.test.js']

const sources = new Map(NAMES.map((name) => [name, readFileSync(`${ROOT}examples/${name}`, 'utf8')]))
/** Longer, since they show mistakes as well. */
const WEBHOOKS = ['receivers.js', 'webhooks.vitest.test.js'].map((name) => [
  name,
  readFileSync(`${ROOT}examples/${name}`, 'utf8'),
])
const HOME = buildPackage(t, { examples: Object.fromEntries([...sources, ...WEBHOOKS]) })

const run = (...args: readonly string[]): Promise<Outcome> => runNode(args, { cwd: HOME })

t.test('each is short', async (t) => {
  for (const [name, text] of sources) t.ok(text.trimEnd().split('\n').length < 25, name)
})

t.test('node:test', async (t) => {
  const { code, stdout, stderr } = await run('--test', '--test-reporter=tap', 'examples/node-test.test.js')
  t.equal(code, 0, { stdout, stderr })
  t.match(stdout, /^# tests 50$/m)
  t.match(stdout, /^# pass 50$/m)
})

t.test('tap', async (t) => {
  const { code, stdout, stderr } = await run('examples/tap.test.js')
  t.equal(code, 0, { stdout, stderr })
  t.match(stdout, /^ {4}1\.\.4$/m)
  t.match(stdout, /^1\.\.1$/m)
})

t.test('vitest', async (t) => {
  const vitest = `${ROOT}node_modules/vitest/vitest.mjs`
  const { code, stdout, stderr } = await run(vitest, 'run', '--reporter=json', 'examples/vitest.test.js')
  t.equal(code, 0, { stdout, stderr })
  t.match(JSON.parse(stdout), { numTotalTests: 2, numPassedTests: 2 })
})

t.test(
  'webhooks: receivers in plain node:http, mistakes that are found, a month in an instant',
  async (t) => {
    const vitest = `${ROOT}node_modules/vitest/vitest.mjs`
    const example = 'examples/webhooks.vitest.test.js'
    const { code, stdout, stderr } = await run(vitest, 'run', '--reporter=json', example)
    t.equal(code, 0, { stdout, stderr })
    t.match(JSON.parse(stdout), { numTotalTests: 6, numPassedTests: 6 })
  },
)
