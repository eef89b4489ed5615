/** The program as it is installed, run as a process; and the library that it is made of. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import t, { type Test } from 'tap'
import { ConfigError, startMembermock } from '../src/index.ts'
import { buildPackage, ROOT } from './support/build.ts'
import { type Outcome, type Program, runNode, startProgram } from './support/program.ts'

/** Where the program is built for these tests. */
const HOME = buildPackage(t, { empty: {} })
const MAIN = `${HOME}/dist/main.js`

interface Settings {
  env?: Record<string, string>
  /** The text of membermock.config.yaml in the working directory. */
  file?: string
  /** The program; default the one built for these tests. */
  main?: string
}

const directoryFor = (test: Test, file: string | undefined): string =>
  file === undefined ? `${HOME}/empty` : test.testdir({ 'membermock.config.yaml': file })

/** Runs the program to its end. */
const run = (
  test: Test,
  args: readonly string[],
  { env = {}, file, main = MAIN }: Settings = {},
): Promise<Outcome> => runNode([main, ...args], { cwd: directoryFor(test, file), env })

/** Starts the program on a free port and waits until it is ready. */
const start = (test: Test, args: readonly string[] = [], { env, file }: Settings = {}): Promise<Program> =>
  startProgram(test, [MAIN, ...args], { cwd: directoryFor(test, file), env })

/** A socket to `url` that has sent `text`. */
const send = async (url: string, text: string): Promise<Socket> => {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.on('error', () => {})
  await once(socket, 'connect')
  socket.write(text)
  return socket
}

const READY = 'GET /__admin/ready HTTP/1.1\r\nHost: x\r\n'

/** A connection that has been answered and is kept: it is closed when the program begins to stop. */
const keep = async (url: string): Promise<{ closed: Promise<unknown> }> => {
  const socket = await send(url, `${READY}\r\n`)
  await once(socket, 'data')
  return { closed: once(socket, 'close') }
}

const getBearer = (url: string, token: string): Promise<Response> =>
  fetch(url, { headers: { authorization: `Bearer ${token}` } })

t.test('the banner says where, with what, and how', async (t) => {
  const program = await start(t)
  const { url } = program
  t.equal(
    program.stdout(),
    `membermock 0.1.0
membermock listening on ${url}

Whop
  base URL    ${url}/whop/api/v1
  credential  apik_mock_full
  curl -H 'Authorization: Bearer apik_mock_full' '${url}/whop/api/v1/members/mber_Joined0000001'

AITable
  base URL    ${url}/aitable
  credential  uskYtInkHozfsMikhh0yfoS
  curl -H 'Authorization: Bearer uskYtInkHozfsMikhh0yfoS' '${url}/aitable/fusion/v1/spaces/spcjXzqVrjaP3/members/kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6?sensitiveData=true'

Sotion
  base URL    ${url}/sotion/api/v1
  credential  so_mock_site_a
  curl -H 'Authorization: Bearer so_mock_site_a' '${url}/sotion/api/v1/members/11111111-1111-4111-8111-111111111111'

admin  ${url}/__admin
docs   ${url}/__admin/docs
`,
  )
  for (const [, token = '', sample = ''] of program.stdout().matchAll(/Bearer (\S+)' '(.*)'/g))
    t.equal((await getBearer(sample, token)).status, 200, sample)
  const { code, stderr } = await program.stop('SIGINT')
  t.equal(code, 0)
  t.equal(stderr, '', 'nothing is logged that nobody asked for')
})

/** Asks for each vendor's sample and whatever `more` says, and tells which of its dependencies have been loaded. */
const loadedFor = async (t: Test, more: readonly string[]): Promise<readonly string[]> => {
  const folder = t.testdir({})
  // Node writes down which scripts were run.
  const program = await start(t, [], { env: { NODE_V8_COVERAGE: folder } })
  const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(program.stdout()) ?? []
  for (const [, token = '', sample = ''] of program.stdout().matchAll(/Bearer (\S+)' '(.*)'/g))
    t.equal((await getBearer(sample, token)).status, 200, sample)
  for (const path of more) t.equal((await getBearer(url + path, 'apik_mock_full')).status, 200, path)
  t.equal((await program.stop()).code, 0)
  const text = readdirSync(folder)
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
    .join()
  const { dependencies }: { dependencies: object } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8'))
  return Object.keys(dependencies).filter((name) => text.includes(`/node_modules/${name}/`))
}

t.test('of the packages it depends on, the first answers need one', async (t) => {
  t.strictSame(await loadedFor(t, []), ['fastify'])
})

t.test('and the first page of a list one more, for names', async (t) => {
  const lists = ['/whop/api/v1/members', '/whop/api/v1/memberships']
  t.strictSame(await loadedFor(t, lists), ['@faker-js/faker', 'fastify'])
})

t.test('--json is one line', async (t) => {
  const program = await start(t, [], { env: { MEMBERMOCK_JSON: 'true' } })
  const { url } = program
  t.equal((await fetch(`${url}/__admin/ready`)).status, 200)
  const { code, stdout } = await program.stop()
  t.equal(code, 0)
  t.equal(
    stdout,
    `${JSON.stringify({
      url,
      baseUrl: { whop: `${url}/whop/api/v1`, aitable: `${url}/aitable`, sotion: `${url}/sotion/api/v1` },
      credentials: {
        whop: {
          full: 'apik_mock_full',
          basic: 'apik_mock_basic',
          noscope: 'apik_mock_noscope',
          revoked: 'apik_mock_revoked',
          otherCompany: 'apik_mock_other_company',
        },
        aitable: {
          admin: 'uskYtInkHozfsMikhh0yfoS',
          subAdmin: 'uskMockSubAdmin00000001',
          plainMember: 'uskMockPlainMember00001',
          teamAdmin: 'uskMockTeamAdmin0000001',
          idleAdmin: 'uskMockIdleAdmin0000001',
          outsider: 'uskMockOutsider00000001',
          quotaSpent: 'uskMockQuotaSpent000001',
          revoked: 'uskMockRegenerated00001',
        },
        sotion: { siteA: 'so_mock_site_a', siteB: 'so_mock_site_b', revoked: 'so_mock_revoked' },
      },
      admin: `${url}/__admin`,
      version: '0.1.0',
    })}\n`,
  )
})

t.test('env is for eval, whatever the credential looks like', async (t) => {
  const token = `apik it's "$HOME" \\ x`
  const file = JSON.stringify({
    host: '0.0.0.0',
    vendors: ['whop', 'sotion'],
    whop: { fixtures: false, keys: [{ token, scopes: [], company: 'biz_x' }] },
    sotion: { fixtures: false },
  })
  const { code, stdout, stderr } = await run(t, ['env', '--port', '5000'], { file })
  t.equal(code, 0)
  t.equal(stderr, '')
  const script = `${stdout}printf '%s\\n' "$WHOP_BASE_URL" "$WHOP_API_KEY" "$SOTION_BASE_URL" "[$SOTION_API_KEY]"`
  t.strictSame(execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\n'), [
    'http://127.0.0.1:5000/whop/api/v1',
    token,
    'http://127.0.0.1:5000/sotion/api/v1',
    '[]',
    '',
  ])
  const one = await run(t, ['env', 'aitable'])
  t.equal(
    one.stdout,
    "export AITABLE_BASE_URL='http://127.0.0.1:4820/aitable'\nexport AITABLE_TOKEN='uskYtInkHozfsMikhh0yfoS'\n",
  )
})

t.test('what is wrong is one clear line, and exit 2', async (t) => {
  const other = await start(t)
  const { port } = new URL(other.url)
  const cases: [args: string[], settings: Settings, line: string][] = [
    [
      ['--port', port],
      {},
      `port ${port} on 127.0.0.1 is in use; choose another with --port, or 0 for a free one`,
    ],
    [
      ['--host', '203.0.113.1', '-p0'],
      {},
      '203.0.113.1 is no address of this machine (EADDRNOTAVAIL); choose another with --host',
    ],
    [
      ['--prot', '1'],
      {},
      '--prot: found an unknown flag; accepted: those of membermock --help (did you mean --port?)',
    ],
    [[], { file: 'seed: x' }, 'membermock.config.yaml: seed: found "x"; accepted: a whole number'],
    [
      ['sevre'],
      {},
      'command: found "sevre"; accepted: serve, run, env, healthcheck, verify, record, import, trigger (did you mean serve?)',
    ],
    [
      ['run', '-p', '0'],
      {},
      'run: found no command; accepted: its flags, then -- and a command, whose input and output are its own',
    ],
    [
      ['run', '--json', '--', 'true'],
      {},
      'run: found --json; accepted: its flags, then -- and a command, whose input and output are its own',
    ],
    [['env', 'wohp'], {}, 'env: found "wohp"; accepted: whop, aitable, sotion (did you mean whop?)'],
    [['env', '-p0'], {}, 'env: found port 0, which is known only once it is open; accepted: a port'],
    [
      ['healthcheck', '-p0'],
      {},
      'healthcheck: found port 0, which is known only once it is open; accepted: a port',
    ],
  ]
  for (const [args, settings, line] of cases)
    t.strictSame(await run(t, args, settings), { code: 2, stdout: '', stderr: `membermock: ${line}\n` }, line)
})

t.test('what is asked is answered on standard output', async (t) => {
  const help = await run(t, ['-h'])
  t.match(help, { code: 0, stderr: '', stdout: /^membermock 0\.1\.0: .*--whop-strict-scopes.*Exit codes/s })
  t.strictSame(await run(t, ['--version']), { code: 0, stderr: '', stdout: '0.1.0\n' })
  const schema = await run(t, ['--print-config-schema'])
  t.equal(
    schema.stdout,
    readFileSync(`${ROOT}config.schema.json`, 'utf8'),
    'the schema that ships is current',
  )
})

t.test('healthcheck asks the server that flags, variables or the file describe', async (t) => {
  const program = await start(t, ['--no-admin'], { env: { MEMBERMOCK_HOST: '0.0.0.0' } })
  t.notMatch(program.stdout(), /^(admin|docs)/m, 'the rest of the admin is not there')
  const { port } = new URL(program.url)
  const healthy = { code: 0, stdout: `healthy: http://127.0.0.1:${port}/__admin/ready\n`, stderr: '' }
  t.strictSame(await run(t, ['healthcheck', '--port', port]), healthy)
  const env = { MEMBERMOCK_PORT: port, MEMBERMOCK_HOST: '0.0.0.0', MEMBERMOCK_ADMIN_TOKEN: 'secret' }
  t.strictSame(await run(t, ['healthcheck'], { env }), healthy)
  t.strictSame(await run(t, ['healthcheck'], { file: `port: ${port}\nhost: 0.0.0.0` }), healthy)
  await program.stop()
  t.strictSame(await run(t, ['healthcheck'], { env }), {
    code: 1,
    stdout: '',
    stderr: `membermock: not healthy: http://127.0.0.1:${port}/__admin/ready: ECONNREFUSED\n`,
  })
})

t.test('healthcheck of IPv6', async (t) => {
  const mock = await startMembermock({ host: '::', members: 0 }).catch(() => undefined)
  if (mock === undefined) return t.pass('this machine has no IPv6')
  t.teardown(() => mock.close())
  const { port } = new URL(mock.url)
  t.match(await run(t, ['healthcheck', '--host', '::', '-p', port]), {
    code: 0,
    stdout: `healthy: http://localhost:${port}/__admin/ready\n`,
  })
})

t.test('healthcheck is not taken in by another server, nor by one that hangs', async (t) => {
  const server = createServer((request, response) => {
    if (request.headers.host === 'localhost') response.end('{"status":"ready","and":"more"}')
  })
  const silent = createServer(() => {})
  const endless = createServer((_request, response) => response.write('x'.repeat(2000)))
  const codes = []
  for (const each of [server, silent, endless]) {
    each.listen(0, '127.0.0.1')
    await once(each, 'listening')
    const { port } = each.address() as AddressInfo // it listens on a port, not on a pipe
    const { code, stderr } = await run(t, ['healthcheck', '-p', String(port)])
    codes.push([code, stderr.split(/ready: /)[1]])
    each.close()
    each.closeAllConnections()
  }
  t.strictSame(codes, [
    [1, 'another server answers (200)\n'],
    [1, 'no answer within 1.5 s\n'],
    [1, 'an endless answer\n'],
  ])
})

t.test('healthcheck loads no server: it runs where nothing is installed', async (t) => {
  const bare = mkdtempSync(`${tmpdir()}/membermock-`)
  t.teardown(() => rmSync(bare, { recursive: true }))
  cpSync(realpathSync(`${HOME}/dist`), `${bare}/dist`, { recursive: true })
  for (const name of ['package.json', 'fixtures']) cpSync(ROOT + name, `${bare}/${name}`, { recursive: true })
  const main = `${bare}/dist/main.js`
  t.match(await run(t, ['serve', '-p', '0'], { main }), { code: 1, stderr: /Cannot find package/ })
  t.strictSame(await run(t, ['healthcheck', '-p', '1'], { main }), {
    code: 1,
    stdout: '',
    stderr: 'membermock: not healthy: http://127.0.0.1:1/__admin/ready: ECONNREFUSED\n',
  })
})

t.test('SIGTERM lets open requests finish', async (t) => {
  const program = await start(t)
  const open = await send(program.url, READY)
  const kept = await keep(program.url)
  const ended = program.stop()
  await kept.closed
  open.write('\r\n')
  const [answer] = await once(open, 'data')
  t.match(String(answer), /^HTTP\/1\.1 200 .*connection: close/is)
  t.equal((await ended).code, 0)
})

t.test('SIGTERM ends the process, even if a client hangs', async (t) => {
  const program = await start(t)
  const hanging = await send(program.url, READY)
  await keep(program.url)
  // How long it waits, test/closing.test.ts says.
  t.equal((await program.stop()).code, 0)
  hanging.destroy()
})

t.test('a second signal does not wait', async (t) => {
  const program = await start(t, ['--strict'])
  await send(program.url, READY)
  const kept = await keep(program.url)
  await getBearer(`${program.url}/whop/api/v1/people`, 'apik_mock_full')
  const ended = program.stop('SIGINT')
  await kept.closed
  program.child.kill('SIGINT')
  const { code, stderr } = await ended
  t.equal(code, 3)
  t.notMatch(stderr, /--strict/, 'not even to say why')
})

t.test('--strict exits 3 when something was asked for that is not emulated', async (t) => {
  const program = await start(t, ['--strict', '--log-level', 'error'])
  const { url } = program
  for (const path of ['/whop/api/v1/people', '/whop/api/v1/people', '/aitable/fusion/v1/spaces'])
    t.equal((await getBearer(url + path, 'apik_mock_full')).status, 501)
  const { code, stderr } = await program.stop()
  t.equal(code, 3)
  t.equal(
    stderr,
    `membermock: --strict: asked for, but not emulated:
membermock:   whop listPeople, 2 times
membermock:   aitable listSpaces, once
`,
  )
  const idle = await start(t, ['--strict'])
  t.strictSame((await idle.stop()).code, 0)
})

/** A program for `run`, as the arguments of node. */
const script = (text: string): string[] => ['--', process.execPath, '--input-type=module', '-e', text]

t.test('run: a server for one command, with the environment of env, that ends with it', async (t) => {
  const file = 'vendors: [whop, aitable]\nadminToken: secret'
  const text = `
    const { MEMBERMOCK_URL: url, WHOP_BASE_URL: whop, WHOP_API_KEY: key, AITABLE_TOKEN, SOTION_API_KEY, MINE } = process.env
    const answer = await fetch(whop + '/members/mber_Joined0000001', { headers: { authorization: 'Bearer ' + key } })
    console.log(JSON.stringify({ url, whop, status: answer.status, AITABLE_TOKEN, SOTION_API_KEY, MINE, args: process.argv.slice(1) }))
    process.exitCode = 7`
  const { code, stdout, stderr } = await run(t, ['run', ...script(text), '--', '--strict', '-h'], {
    file,
    env: { MINE: 'kept' },
  })
  const said = JSON.parse(stdout)
  t.match(said.url, /^http:\/\/127\.0\.0\.1:\d+$/)
  t.not(said.url, 'http://127.0.0.1:4820')
  t.strictSame(said, {
    url: said.url,
    whop: `${said.url}/whop/api/v1`,
    status: 200,
    AITABLE_TOKEN: 'uskYtInkHozfsMikhh0yfoS',
    MINE: 'kept',
    args: ['--strict', '-h'],
  })
  t.strictSame([code, stderr], [7, ''])
  await t.rejects(fetch(said.url), 'nothing is left behind')
})

t.test('run: what the command asked for that is not emulated', async (t) => {
  const ask = (code: number): string[] =>
    script(`await fetch(process.env.AITABLE_BASE_URL + '/fusion/v1/spaces'); process.exitCode = ${code}`)
  const flags = ['--strict', '--log-level', 'error']
  const strict = { stdout: '', stderr: /--strict: asked for.*\n.*aitable listSpaces, once/ }
  t.match(await run(t, ['run', ...flags, ...ask(0)]), { code: 3, ...strict })
  t.match(await run(t, ['run', ...flags, ...ask(9)]), { code: 9, ...strict })
  t.match(await run(t, ['run', ...ask(0)]), { code: 0 })
  t.strictSame(await run(t, ['run', '--strict', ...script('')]), { code: 0, stdout: '', stderr: '' })
})

t.test('run: signals are passed on, and its end is the command’s', async (t) => {
  const text = `
    process.on('SIGTERM', () => process.exit(5)).on('SIGINT', () => process.kill(process.pid, 'SIGKILL'))
    setInterval(() => {}, 1000)
    console.log('started ' + process.env.MEMBERMOCK_URL)`
  for (const [signal, code] of [
    ['SIGTERM', 5],
    ['SIGINT', 137],
    ['SIGHUP', 129],
  ] as const) {
    const child = spawn(process.execPath, [MAIN, 'run', ...script(text)], { cwd: `${HOME}/empty` })
    t.teardown(() => child.kill('SIGKILL'))
    const [said] = await once(child.stdout, 'data')
    child.kill(signal)
    t.strictSame(await once(child, 'close'), [code, null], signal)
    await t.rejects(fetch(String(said).slice('started '.length)), 'and the server is gone')
  }
})

t.test('run: a command that cannot be run', async (t) => {
  for (const [command, code, reason] of [
    ['no-such-command', 127, 'ENOENT'],
    [`${HOME}/package.json`, 126, 'EACCES'],
  ] as const)
    t.strictSame(await run(t, ['run', command]), {
      code,
      stdout: '',
      stderr: `membermock: run: ${command} cannot be run (${reason})\n`,
    })
})

t.test('--exit-with-stdin: who started it need not stop it', async (t) => {
  const program = await start(t, ['--exit-with-stdin', '--strict'])
  const closed = once(program.child, 'close')
  program.child.stdin?.end()
  t.strictSame(await closed, [0, null])
  const asked = await start(t, ['--exit-with-stdin', '--strict'])
  await getBearer(`${asked.url}/aitable/fusion/v1/spaces`, 'x')
  const end = once(asked.child, 'close')
  asked.child.stdin?.end()
  t.strictSame(await end, [3, null])
})

t.test('the banner says which file it has read', async (t) => {
  const program = await start(t, ['--vendor', 'whop'], { file: 'members: 1' })
  t.match(
    program.stdout(),
    /^membermock 0\.1\.0\nsettings from membermock\.config\.yaml\nmembermock listening/,
  )
})

t.test('what is logged, and that no credential is', async (t) => {
  const tokens = ['apik_mock_full', 'so_mock_site_a', 'apik my own']
  const file = `whop: {keys: [{token: ${tokens[2]}, scopes: [], company: biz_x}]}`
  const program = await start(t, ['--log-level', 'debug'], { file })
  for (const token of tokens) {
    await getBearer(`${program.url}/whop/api/v1/members/${token}?key=${encodeURIComponent(token)}`, token)
    await getBearer(`${program.url}/whop/api/v1/members/${token.replace('_', '%5F')}`, token)
  }
  await getBearer(`${program.url}/whop/api/v1/people?key=apik_mock_full`, 'apik_mock_full')
  const { code, stderr } = await program.stop()
  t.equal(code, 0)
  for (const token of tokens) t.notMatch(decodeURIComponent(stderr), token)
  const lines = stderr
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  t.equal(lines.length, 8)
  t.match(lines[0], {
    level: 20,
    method: 'GET',
    url: '/whop/api/v1/members/[...full]?key=[...full]',
    status: 404,
    msg: 'GET /whop/api/v1/members/[...full]?key=[...full] 404',
  })
  t.match(lines[6], {
    level: 40,
    vendor: 'whop',
    operation: 'listPeople',
    msg: 'whop listPeople is not emulated',
  })
})

t.test('the log for people', async (t) => {
  const program = await start(t, ['--log-format', 'pretty'])
  await getBearer(`${program.url}/whop/api/v1/people`, 'apik_mock_full')
  const { stderr } = await program.stop()
  t.match(stderr, /WARN: whop listPeople is not emulated\n/)
})

t.test('the library', async (t) => {
  const told: string[] = []
  await using mock = await startMembermock(
    { members: 0, sotion: { fixtures: false }, vendors: ['whop', 'sotion'] },
    { unimplemented: (vendor, operation) => told.push(`${vendor} ${operation}`) },
  )
  t.equal(
    (await getBearer(`${mock.baseUrl.whop}/members/mber_Joined0000001`, mock.credentials.whop.full)).status,
    200,
  )
  t.equal((await getBearer(`${mock.baseUrl.whop}/people`, mock.credentials.whop.full)).status, 501)
  t.equal(mock.unimplemented, 1)
  t.strictSame(told, ['whop listPeople'])
  t.strictSame(mock.credentials.sotion, {}, 'what is not there is left out')
  t.strictSame(Object.keys(mock.baseUrl), ['whop', 'sotion'])
  t.match(mock.introductions, [
    { id: 'whop', token: 'apik_mock_full', environment: { WHOP_BASE_URL: mock.baseUrl.whop } },
    { id: 'sotion', token: undefined, sample: undefined },
  ])
  const second = await startMembermock({ vendors: ['sotion'] })
  await second.close()
  await second.close()
  await t.rejects(fetch(second.admin), 'closed, and closing twice does not matter')
  await t.rejects(startMembermock({ port: -1 }), ConfigError)
  await t.rejects(startMembermock({ port: Number(new URL(mock.url).port) }), { code: 'EADDRINUSE' })
})

t.test('the address is one that a client can ask', async (t) => {
  for (const [host, name] of [
    ['0.0.0.0', '127.0.0.1'],
    ['localhost', 'localhost'],
  ] as const) {
    const mock = await startMembermock({ host })
    t.teardown(() => mock.close())
    t.equal(new URL(mock.url).hostname, name)
    t.equal((await fetch(`${mock.admin}/ready`)).status, 200)
  }
})
