/** The two servers as child processes: started, timed, asked for their CPU time and memory, stopped. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { ask } from './ask.js'

const MEMBERMOCK = fileURLToPath(new URL('../dist/main.js', import.meta.url))
const BARE = fileURLToPath(new URL('./bare.js', import.meta.url))
const OUT_OF_THE_WAY = '1000000000'

/** Nobody's own settings may take part. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(MEMBERMOCK_|NODE_OPTIONS$)/.test(name)),
)

const running = new Set()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))

/** Microseconds of user and system time so far, of all threads; the kernel counts nanoseconds. */
const cpuMicroseconds = (pid) =>
  readdirSync(`/proc/${pid}/task`)
    .map((thread) => Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ', 1)[0]))
    .reduce((sum, nanoseconds) => sum + nanoseconds / 1000, 0)

const residentMegabytes = (pid) =>
  Number(/^VmRSS:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024

/** Runs `node ...args` and waits for its first line, which is JSON. */
const start = async (pin, args, nodeFlags) => {
  const [command, ...rest] = [...pin, process.execPath, ...nodeFlags, ...args]
  const child = spawn(command, rest, {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  const lines = createInterface({ input: child.stdout })
  const died = once(child, 'exit').then(([code]) => {
    throw new Error(`${args[0]} ended with ${code} before it was ready`)
  })
  const [line] = await Promise.race([once(lines, 'line'), died])
  died.catch(() => {}) // it ends some time
  const { pid } = child
  const stop = async () => {
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  return {
    ready: JSON.parse(line),
    cpu: () => cpuMicroseconds(pid),
    memory: () => residentMegabytes(pid),
    stop,
  }
}

/** `target` is a vendor's call that works: its id, path below the base URL, and the name of its credential. */
export const startMembermock = async (pin, target, nodeFlags = [], flags = []) => {
  const limits = target.vendors.flatMap((id) => [`--${id}-limit`, OUT_OF_THE_WAY])
  const server = await start(pin, [MEMBERMOCK, '--json', '--port', '0', ...limits, ...flags], nodeFlags)
  const { baseUrl, credentials } = server.ready
  return {
    ...server,
    url: baseUrl[target.id] + target.path,
    credential: credentials[target.id][target.credential],
  }
}

/** `answer` is membermock's own to the same request. */
export const startBare = async (pin, answer, nodeFlags = []) => {
  const { pathname, search } = new URL(answer.url)
  const route = { path: pathname, headers: answer.headers, body: JSON.parse(answer.body) }
  const server = await start(pin, [BARE, JSON.stringify(route)], nodeFlags)
  return { ...server, url: server.ready.url + pathname + search, credential: answer.credential }
}

/** Membermock's answer to the target's call, with what the bare server has to know to repeat it. */
export const capture = async (pin, target) => {
  const { url, credential, stop } = await startMembermock(pin, target)
  const answer = await ask(url, credential)
  await stop()
  if (answer.status !== 200) throw new Error(`${url}: ${answer.status}\n${answer.body}`)
  return { ...answer, url, credential }
}
