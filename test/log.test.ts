/** The log can fail, and its reader can be away: the server goes on, and ends when it is told to. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import t, { type Test } from 'tap'
import { createLog } from '../src/cli/log.ts'
import { buildPackage, ROOT } from './support/build.ts'
import { runFile, runNode } from './support/program.ts'

const HOME = buildPackage(t, { empty: {} })

interface Running {
  url: string
  port: number
  /** Sends SIGTERM and resolves with the exit code. */
  stop(): Promise<unknown>
  stderr: NodeJS.ReadableStream | null
}

/** Runs a line of sh that ends in "$@", which is membermock. */
const start = async (
  test: Test,
  line: string,
  stderr: 'pipe' | number,
  level = 'debug',
): Promise<Running> => {
  const words = [process.execPath, `${HOME}/dist/main.js`, '--port', '0', '--json', '--log-level', level]
  const child = spawn('sh', ['-c', line, 'sh', ...words], {
    cwd: `${HOME}/empty`,
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', stderr],
  })
  test.teardown(() => child.kill('SIGKILL'))
  const closed = once(child, 'exit')
  const { stdout } = child
  if (stdout === null) throw new Error('it has a standard output')
  const ended = closed.then(([code]) => Promise.reject(new Error(`it ended with ${code}`)))
  const [text] = await Promise.race([once(stdout, 'data'), ended])
  ended.catch(() => {})
  const { url } = JSON.parse(String(text))
  return {
    url,
    port: Number(new URL(url).port),
    async stop() {
      child.kill('SIGTERM')
      const [code] = await closed
      return code
    },
    stderr: child.stderr,
  }
}

const NOT_EMULATED = '/whop/api/v1/people'

const ask = async ({ url }: Running, path = NOT_EMULATED): Promise<number> => {
  const answer = await fetch(url + path, { headers: { authorization: 'Bearer apik_mock_full' } })
  await answer.arrayBuffer()
  return answer.status
}

/** Far more than a pipe and the queue behind it hold, ten requests at a time; their statuses. */
const askMuch = async (program: Running): Promise<ReadonlySet<number>> => {
  const long = `/whop/${'x'.repeat(8000)}`
  const statuses = new Set<number>()
  for (let i = 0; i < 30; i++) {
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(program, long)))
    for (const status of answers) statuses.add(status)
  }
  return statuses
}

t.test('standard error on a full disk', async (t) => {
  const program = await start(t, 'exec "$@" 2>/dev/full', 'pipe')
  for (let i = 0; i < 3; i++) t.equal(await ask(program), 501)
  t.equal(await ask(program, '/__admin/ready'), 200)
  t.equal(await program.stop(), 0)
})

t.test('a refusal that cannot be written still has its exit code', async (t) => {
  const child = spawn('sh', [
    '-c',
    `exec "$0" "$1" --bad 2>/dev/full`,
    process.execPath,
    `${HOME}/dist/main.js`,
  ])
  const [code] = await once(child, 'exit')
  t.equal(code, 2)
})

t.test('standard error that nobody reads', async (t) => {
  const program = await start(t, 'exec "$@"', 'pipe')
  const { stderr } = program
  t.strictSame(await askMuch(program), new Set([404]))
  t.equal(await ask(program, '/__admin/ready'), 200)
  const lines: string[] = []
  let text = ''
  stderr?.on('data', (piece) => {
    text += piece
    lines.push(...text.split('\n').slice(0, -1))
    text = text.slice(text.lastIndexOf('\n') + 1)
  })
  while (lines.length < 50) await once(program.stderr ?? process, 'data')
  await ask(program)
  t.equal(await program.stop(), 0)
  const told = lines.map((line) => JSON.parse(line)).filter(({ lost }) => lost !== undefined)
  t.ok(told.length > 0)
  for (const { msg, lost } of told) t.equal(msg, `${lost} lines of the log could not be written`)
})

t.test('SIGTERM while nobody reads', async (t) => {
  const program = await start(t, 'exec "$@"', 'pipe')
  await askMuch(program)
  const before = performance.now()
  t.equal(await program.stop(), 0)
  t.ok(performance.now() - before < 2000)
})

t.test('no file descriptor is left for the first line of the log', async (t) => {
  const file = `${HOME}/empty/stderr.txt`
  const program = await start(t, 'ulimit -n 64; exec "$@"', openSync(file, 'w'), 'info')
  const first = connect(program.port, '127.0.0.1')
  await once(first, 'connect')
  first.write('GET /__admin/ready HTTP/1.1\r\nHost: localhost\r\n\r\n')
  await once(first, 'data')
  const sockets = Array.from({ length: 80 }, () => connect(program.port, '127.0.0.1'))
  for (const socket of sockets) socket.on('error', () => {})
  await Promise.all(sockets.map((socket) => once(socket, 'connect')))
  // One more turn of the server's loop, in which it takes all that it can.
  first.write('GET /__admin/ready HTTP/1.1\r\nHost: localhost\r\n\r\n')
  await once(first, 'data')
  for (let i = 0; i < 3; i++) {
    first.write(`GET ${NOT_EMULATED} HTTP/1.1\r\nHost: localhost\r\n\r\n`)
    const [answer] = await once(first, 'data')
    t.match(String(answer), /^HTTP\/1.1 501 /)
  }
  for (const socket of [first, ...sockets]) socket.destroy()
  while ((await ask(program).catch(() => 0)) !== 501);
  t.equal(await program.stop(), 0)
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  t.ok(lines.length >= 4)
  for (const line of lines) t.match(JSON.parse(line), { msg: 'whop listPeople is not emulated' })
})

t.test('not one file descriptor is left, and later there are', async (t) => {
  const log = `${HOME}/log`
  t.strictSame(await runNode([`${ROOT}tools/bundle.js`, log, 'cli/log.ts'], { cwd: HOME }), {
    code: 0,
    stdout: '',
    stderr: '',
  })
  const script = `
    import { closeSync, openSync } from 'node:fs'
    import { createLog } from '${log}/log.js'
    const lines = []
    const output = { hasRoom: () => true, write: (line) => lines.push(JSON.parse(line).msg), async drained() {} }
    const log = createLog({ level: 'info', format: process.argv[1], output })
    process.stdout // the first stream takes a descriptor for libuv itself; a server has long had one
    const held = []
    try {
      for (;;) held.push(openSync('/dev/null'))
    } catch {}
    log.unimplemented('whop', 'first')
    held.map(closeSync)
    log.unimplemented('whop', 'second')
    process.stdout.write(JSON.stringify(lines))`
  const line = 'ulimit -n 64; exec "$@"'
  const node = [process.execPath, '--input-type=module', '-e', script]
  const { stdout } = await runFile('sh', ['-c', line, 'sh', ...node, 'json'], { cwd: HOME })
  t.strictSame(JSON.parse(stdout), ['whop first is not emulated', 'whop second is not emulated'])
})

t.test('what is lost is counted, and told of once', async (t) => {
  const lines: string[] = []
  let hasRoom = false
  let isFull = false
  const output = {
    hasRoom: () => hasRoom,
    write(line: string) {
      if (isFull) throw new Error('full')
      lines.push(line)
    },
    async drained() {},
  }
  const log = createLog({ level: 'info', format: 'json', output })
  const say = () => log.unimplemented?.('whop', 'listPeople')
  for (let i = 0; i < 5; i++) say()
  hasRoom = true
  isFull = true
  say()
  t.strictSame(lines, [])
  isFull = false
  say()
  say()
  t.strictSame(
    lines.map((line) => JSON.parse(line).msg),
    ['6 lines of the log could not be written', ...Array(2).fill('whop listPeople is not emulated')],
  )
  isFull = true
  say()
  isFull = false
  await log.flush()
  await log.flush()
  t.strictSame(
    lines.slice(3).map((line) => JSON.parse(line).msg),
    ['1 lines of the log could not be written'],
  )
})
