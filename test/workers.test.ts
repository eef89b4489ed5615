/** Several processes on one port: refused without a store, one membermock with it, and nobody is left behind. */
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import t from 'tap'
import { buildPackage } from './support/build.ts'
import { runNode, startProgram } from './support/program.ts'
import { findStore, startStore } from './support/store.ts'

const store = findStore()
const it = store === undefined ? t.skip.bind(t) : t.test.bind(t)
const cwd = buildPackage(t)
const main = `${cwd}/dist/main.js`

const childrenOf = (pid: number | undefined): number[] =>
  execFileSync('ps', ['-o', 'pid=', '--ppid', `${pid}`], { encoding: 'utf8' })
    .trim()
    .split(/\s+/)
    .map(Number)

t.test('what several processes are refused', async (t) => {
  const env = { MEMBERMOCK_PORT: '0' }
  t.same(await runNode([main, '--workers', '2'], { cwd, env }), {
    code: 2,
    stdout: '',
    stderr:
      'membermock: --workers: found more than one, and no store; accepted: 1; more only with --store, since each process would remember for itself alone\n',
  })
  t.match(await runNode([main, '--workers', '0'], { cwd, env }), {
    code: 2,
    stderr: /--workers: found "0"; accepted: a whole number from 1 to 256/,
  })
  const run = await runNode([main, 'run', '--workers', '2', '--', 'true'], { cwd, env })
  t.match(run, { code: 2, stderr: /^membermock: run: found --workers;/ })
  const unreached = await runNode([main, '--workers', '2', '--store', 'redis://127.0.0.1:1'], { cwd, env })
  t.match(unreached, { code: 1, stdout: '', stderr: /^(membermock: the store at 127\.0\.0\.1:1 .*\n){1,2}$/ })
})

it('two processes on one port are one, and one that is killed is replaced', async (t) => {
  const { url } = await startStore(t, store ?? '')
  const args = [main, '--workers', '2', '--store', url, '--strict', '--json']
  const program = await startProgram(t, args, { cwd })
  const { child } = program
  const first = childrenOf(child.pid)
  t.equal(first.length, 2)
  const headers = { authorization: 'Bearer so_mock_site_a', connection: 'close' }
  const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${program.url}/sotion/api/v1${path}`, { ...init, headers: { ...headers, ...init.headers } })
  const made = await ask('/members', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'ford@example.com' }),
  })
  t.equal(made.status, 201)
  const path = new URL(made.headers.get('location') ?? '').pathname.replace('/sotion/api/v1', '')
  // Connections are handed on in turn: two of them meet both processes.
  for (let nth = 0; nth < 4; nth++) t.equal((await ask(path)).status, 200)
  const said = once(child.stderr ?? child, 'data')
  process.kill(first[0] ?? 0, 'SIGKILL')
  await said
  t.match(program.stderr(), /^membermock: a worker ended by SIGKILL; another takes its place\n$/)
  for (let nth = 0; nth < 4; nth++) t.equal((await ask(path)).status, 200)
  t.equal(
    (
      await fetch(`${program.url}/whop/api/v1/refunds`, {
        headers: { authorization: 'Bearer apik_mock_full' },
      })
    ).status,
    501,
  )
  const second = childrenOf(child.pid)
  const { code, stderr } = await program.stop()
  t.equal(code, 3, 'as the worker that was asked for it')
  t.match(stderr, /asked for, but not emulated/)
  for (const pid of [...first, ...second]) t.throws(() => process.kill(pid, 0), `${pid} is gone`)
})
