/** A real store for tests: Debian's redis-server, or valkey-server, when it is there, on a free port and in a temporary folder. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import type { Test } from 'tap'
import { connect } from '../../src/store/connection.ts'
import { Share } from '../../src/store/share.ts'
import { createTestApp, type TestApp, type TestAppOptions } from './app.ts'

const PLACES = ['/usr/bin/redis-server', '/usr/bin/valkey-server', '/usr/local/bin/redis-server']

export const findStore = (): string | undefined => PLACES.find((place) => existsSync(place))

export interface Store {
  readonly url: string
  readonly port: number
  signal(name: NodeJS.Signals): void
  /** Kills it; what it remembered is gone. */
  stop(): Promise<void>
  /** On the same port. */
  start(): Promise<void>
}

/** One that nobody has now. */
const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // it listens on TCP
  server.close()
  await once(server, 'close')
  return port
}

/** `more` are arguments of the store's. */
export const startStore = async (t: Test, program: string, more: readonly string[] = []): Promise<Store> => {
  const port = await freePort()
  const dir = t.testdir()
  let child: ChildProcess | undefined
  const stop = async (): Promise<void> => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'close')
  }
  const start = async (): Promise<void> => {
    const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', dir, '--save', '', ...more]
    const started = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    child = started
    let said = ''
    await new Promise<void>((resolve, reject) => {
      started.stdout.on('data', (data) => {
        said += data
        if (said.includes('Ready to accept connections')) resolve()
      })
      started.once('close', () => reject(new Error(said)))
    })
  }
  await start()
  t.teardown(stop)
  const signal = (name: NodeJS.Signals): void => void child?.kill(name)
  return { signal, url: `redis://127.0.0.1:${port}`, port, start, stop }
}

export interface SharedApp extends TestApp {
  readonly share: Share
  /** Why the store went away, each time that it did. */
  readonly lost: readonly string[]
}

/** An app that shares what it remembers with all others that have the same store: a process more, but for the process. */
export const createSharedApp = async (
  t: Test,
  { url }: Pick<Store, 'url'>,
  { leaseMs, ...options }: TestAppOptions & { leaseMs?: number } = {},
): Promise<SharedApp> => {
  const lost: string[] = []
  const connection = await connect({ url, gone: (reason) => lost.push(reason) })
  let share: Share | undefined
  const mock = createTestApp({
    ...options,
    openShare(given) {
      share = new Share(connection, JSON.stringify(options.settings ?? {}), given, leaseMs)
      return share
    },
  })
  if (share === undefined) throw new TypeError('an app without what it shares')
  const made = share
  await made.begin()
  t.teardown(async () => {
    await mock.app.close()
    await made.close()
  })
  return { ...mock, share: made, lost }
}
