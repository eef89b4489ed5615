/** The program with a store, as processes: killed, refused, and what one that dies leaves to another. */
import t from 'tap'
import { buildPackage } from './support/build.ts'
import { runNode, startProgram } from './support/program.ts'
import { findStore, startStore } from './support/store.ts'

const store = findStore()
const it = store === undefined ? t.skip.bind(t) : t.test.bind(t)
const MEMBERS = '/sotion/api/v1/members'

it('kill -9 of a process under load loses nothing that was answered', async (t) => {
  const { url } = await startStore(t, store ?? '')
  const cwd = buildPackage(t)
  const args = [`${cwd}/dist/main.js`, '--store', url, '--rate-limit', 'off', '--json']
  const [one, other] = await Promise.all([startProgram(t, args, { cwd }), startProgram(t, args, { cwd })])
  const create = (base: string, email: string): Promise<Response> =>
    fetch(base + MEMBERS, {
      method: 'POST',
      headers: { authorization: 'Bearer so_mock_site_a', 'content-type': 'application/json' },
      body: JSON.stringify({ email }),
    })
  const answered: string[] = []
  const work = async (base: string, worker: string): Promise<void> => {
    for (let nth = 0; answered.length < 150; nth++) {
      const email = `${worker}-${nth}@example.com`
      const answer = await create(base, email).catch(() => undefined)
      if (answer === undefined) return
      if (answer.status === 201) answered.push(email)
      if (answered.length === 60) one.child.kill('SIGKILL')
    }
  }
  const workers = Array.from({ length: 4 }, (_, i) => [
    work(one.url, `one${i}`),
    work(other.url, `other${i}`),
  ])
  await Promise.all(workers.flat())
  t.ok(
    answered.some((email) => email.startsWith('one')),
    'the one that died had answered some',
  )
  const again = await Promise.all(answered.map(async (email) => (await create(other.url, email)).status))
  t.same(
    again,
    answered.map(() => 409),
  )
  t.match(await other.stop(), { code: 0, stderr: '' })
})

it('what cannot be shared is refused at the start, in one line that has no password', async (t) => {
  const { url } = await startStore(t, store ?? '', ['--requirepass', 'a-secret-word'])
  const cwd = buildPackage(t)
  const main = `${cwd}/dist/main.js`
  const env = { MEMBERMOCK_PORT: '0' }
  const at = url.replace('redis://', '')
  const withPassword = url.replace('//', '//:a-secret-word@')
  const nobody = await runNode([main, '--store', 'redis://:a-secret-word@127.0.0.1:1'], { cwd, env })
  t.same(nobody, {
    code: 1,
    stdout: '',
    stderr: 'membermock: the store at 127.0.0.1:1 cannot be reached (ECONNREFUSED)\n',
  })
  const stranger = await runNode([main, '--store', url], { cwd, env })
  t.match(stranger, { code: 1, stderr: /^membermock: the store at 127\.0\.0\.1:\d+ .*NOAUTH.*\n$/ })
  const first = await startProgram(t, [main, '--store', withPassword, '--json'], { cwd })
  const second = await runNode([main, '--store', withPassword, '--seed', '2'], { cwd, env })
  t.same(second, {
    code: 1,
    stdout: '',
    stderr: `membermock: the store at ${at} is used by membermock with other settings, or of another version\n`,
  })
  const noUrl = await runNode([main, '--store', 'a-secret-word'], { cwd, env })
  t.equal(noUrl.code, 2)
  t.notMatch(noUrl.stderr, /a-secret-word/)
  const replay = await runNode([main, '--store', withPassword, '--replay', '.'], { cwd, env })
  t.match(replay, { code: 2, stderr: /replay/ })
  await first.stop()
})
