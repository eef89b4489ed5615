/** Servers as child processes: started, asked for their CPU time and memory, stopped; membermock and the bare route. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { ask } from './ask.js'
import { cpuMicroseconds, residentMegabytes, signalTree } from './process-tree.js'

const MEMBERMOCK = fileURLToPath(new URL('../dist/main.js', import.meta.url))
export const BARE = fileURLToPath(new URL('./bare.js', import.meta.url))
const OUT_OF_THE_WAY = '1000000000'

/** Nobody's own settings may take part. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(MEMBERMOCK_|NODE_OPTIONS$)/.test(name)),
)

const running = new Set()
process.once('exit', () => {
  for (const { pid } of running) signalTree(pid, 'SIGKILL')
})
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))

/** Time to end by itself, in milliseconds. */
const GRACE = 3000

const stop = async (child) => {
  if (!running.has(child)) return
  const ended = once(child, 'exit')
  signalTree(child.pid, 'SIGCONT')
  child.kill('SIGTERM')
  const timer = setTimeout(() => signalTree(child.pid, 'SIGKILL'), GRACE)
  await ended
  clearTimeout(timer)
}

/** Runs `node ...args`; `stdio` is spawn's. */
export const spawnPinned = (pin, args, stdio, env = {}) => {
  const [command, ...rest] = [...pin, process.execPath, ...args]
  const child = spawn(command, rest, {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    env: { ...environment, ...env },
    stdio,
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  const { pid } = child
  return {
    child,
    cpu: () => cpuMicroseconds(pid),
    memory: () => residentMegabytes(pid),
    pause: () => signalTree(pid, 'SIGSTOP'),
    resume: () => signalTree(pid, 'SIGCONT'),
    stop: () => stop(child),
  }
}

/** Rejects when the process ends before it was ready. */
export const untilDead = async (child, name) => {
  const [code, signal] = await once(child, 'exit')
  throw new Error(`${name} ended with ${code ?? signal} before it was ready`)
}

/** Runs `node ...args` and waits for its first line, which is JSON. */
const start = async (pin, args, nodeFlags) => {
  const server = spawnPinned(pin, [...nodeFlags, ...args], ['ignore', 'pipe', 'inherit'])
  const lines = createInterface({ input: server.child.stdout })
  const died = untilDead(server.child, args[0])
  const [line] = await Promise.race([once(lines, 'line'), died])
  died.catch(() => {}) // it ends some time
  return { ...server, ready: JSON.parse(line) }
}

/** `target` is a vendor's call that works: its id, path below the base URL, and the name of its credential. */
export const membermockArgs = (target, port = 0) => {
  const limits = target.vendors.flatMap((id) => [`--${id}-limit`, OUT_OF_THE_WAY])
  return [MEMBERMOCK, '--json', '--port', String(port), ...limits]
}

export const startMembermock = async (pin, target, nodeFlags = [], flags = []) => {
  const server = await start(pin, [...membermockArgs(target), ...flags], nodeFlags)
  const { baseUrl, credentials } = server.ready
  return {
    ...server,
    url: baseUrl[target.id] + target.path,
    credential: credentials[target.id][target.credential],
  }
}

/** What a bare server has to know to repeat `answer`, which is membermock's own. */
export const routeOf = (answer, port = 0) =>
  JSON.stringify({
    path: new URL(answer.url).pathname,
    headers: answer.headers,
    body: JSON.parse(answer.body),
    port,
  })

export const startBare = async (pin, answer, nodeFlags = []) => {
  const { pathname, search } = new URL(answer.url)
  const server = await start(pin, [BARE, routeOf(answer)], nodeFlags)
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
