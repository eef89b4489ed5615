/** Three programs on one real store, of which one is killed now and then and another takes its place. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { createInterface } from 'node:readline'
import { BUILT, type Program, startProgram } from '../soak/program.ts'

/** One that nobody has now. */
const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // it listens on TCP
  server.close()
  return port
}

interface Store {
  url: string
  stop(): Promise<void>
}

const startStore = async (): Promise<Store> => {
  const port = await freePort()
  const dir = mkdtempSync(`${tmpdir()}/replicas-`)
  const child = spawn(
    'redis-server',
    ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', dir, '--save', ''],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const closed = once(child, 'close')
  for await (const line of createInterface({ input: child.stdout }))
    if (line.includes('Ready to accept connections')) break
  child.stdout.resume()
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      child.kill('SIGKILL')
      await closed
      rmSync(dir, { recursive: true })
    },
  }
}

export class Fleet {
  readonly #store: Store
  readonly #programs: Program[]
  kills = 0
  #next = 0

  constructor(store: Store, programs: Program[]) {
    this.#store = store
    this.#programs = programs
  }

  static async start(size: number): Promise<Fleet> {
    const store = await startStore()
    const programs: Program[] = []
    for (let nth = 0; nth < size; nth++) programs.push(await startProgram(BUILT, ['--store', store.url]))
    return new Fleet(store, programs)
  }

  /** The base URL of the one whose turn it is. */
  url(turn: number): string {
    return `http://127.0.0.1:${this.#programs[turn % this.#programs.length]?.port}`
  }

  /** kill -9, the oldest first; resolves when another serves. */
  async killOne(): Promise<void> {
    const at = this.#next++ % this.#programs.length
    const program = this.#programs[at]
    program?.kill()
    await program?.ended
    this.kills += 1
    this.#programs[at] = await startProgram(BUILT, ['--store', this.#store.url])
  }

  /** What they have written to standard error; nothing is expected. */
  get said(): string {
    return this.#programs.map((program) => program.stderr()).join('')
  }

  /** Bytes of the largest. */
  async rss(): Promise<number> {
    const all = await Promise.all(this.#programs.map((program) => program.measure()))
    return Math.max(...all.map(({ rss }) => rss))
  }

  /** SIGTERM; true when all end with 0. */
  async stop(): Promise<boolean> {
    for (const program of this.#programs) program.terminate()
    const codes = await Promise.all(this.#programs.map(({ ended }) => ended))
    await this.#store.stop()
    return codes.every((code) => code === 0)
  }
}
