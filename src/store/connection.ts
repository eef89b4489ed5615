/** The line to the store: a maintained client, loaded when a store is asked for. */
import type { Redis } from 'ioredis'
import type { Script } from './scripts.ts'

/** One line for whoever starts the program; it names host and port, and never the password. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
}

/** What the store answers to a script. */
export type Reply = readonly (string | number)[]

/** A store that does not answer in so many milliseconds is away. */
const PATIENCE_MS = 2000
/** Between attempts to find it again. */
const PAUSE_MS = 200

const load = async (): Promise<typeof Redis> => {
  try {
    return (await import('ioredis')).Redis
  } catch (error) {
    throw new StoreError('a store needs the package ioredis: npm install ioredis', { cause: error })
  }
}

/** `valkey:` and `valkeys:` are what the client knows as `redis:` and `rediss:`. */
const forClient = (url: string): string => url.replace(/^valkey(s?):/, 'redis$1:')

const addressOf = ({ hostname, port }: URL): string => `${hostname}:${port === '' ? 6379 : port}`

/** What the system or the store says, without the address that stands in it anyway. */
export const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message
}

/** Listens on a line of its own, opened for the first who wants to know. */
class Listening {
  readonly #open: () => Redis
  readonly #listeners = new Map<string, Set<() => void>>()
  #client: Redis | undefined

  constructor(open: () => Redis) {
    this.#open = open
  }

  listen(channel: string, tell: () => void): () => void {
    this.#client ??= this.#start()
    const listeners = this.#listeners.get(channel) ?? new Set()
    if (listeners.size === 0) this.#client.subscribe(channel).catch(() => {}) // asked again once it is back
    listeners.add(tell)
    this.#listeners.set(channel, listeners)
    return () => {
      listeners.delete(tell)
      if (listeners.size > 0 || !this.#listeners.delete(channel)) return
      this.#client?.unsubscribe(channel).catch(() => {}) // nobody is told all the same
    }
  }

  close(): void {
    this.#client?.disconnect()
  }

  #start(): Redis {
    const client = this.#open()
    client.on('error', () => {}) // the other line says so
    client.on('message', (channel: string) => {
      for (const tell of this.#listeners.get(channel) ?? []) tell()
    })
    return client
  }
}

export interface ConnectionOptions {
  /** redis:, rediss:, valkey: or valkeys:, with a password perhaps. */
  readonly url: string
  /** Told when it goes away, with why; not again before it has been back. */
  gone(reason: string): void
}

/** What monitoring reads. */
export interface StoreCounts {
  /** Scripts that went to the store and back; several requests may share one. */
  trips: number
  /** Those that came back with an error, or not at all. */
  errors: number
}

export class Connection {
  /** `127.0.0.1:6379`, for people. */
  readonly at: string
  readonly counts: StoreCounts = { trips: 0, errors: 0 }
  /** For single commands. */
  readonly client: Redis
  readonly #listening: Listening
  readonly #gone: ConnectionOptions['gone']
  #isUp = true
  /** What the client met last. */
  #failure: unknown

  constructor(at: string, client: Redis, gone: ConnectionOptions['gone']) {
    this.at = at
    this.client = client
    this.#gone = gone
    this.#listening = new Listening(() =>
      client.duplicate({ enableOfflineQueue: true, maxRetriesPerRequest: null }),
    )
    client.on('error', (error) => {
      this.#failure = error
    })
    client.on('close', () => {
      this.#leave(this.#failure ?? 'it has closed the connection')
    })
    client.on('ready', () => {
      this.#failure = undefined
      this.#isUp = true
    })
  }

  get isUp(): boolean {
    return this.#isUp
  }

  async run(
    { sha, lua }: Script,
    keys: readonly string[],
    values: readonly (string | number)[],
  ): Promise<Reply> {
    this.counts.trips += 1
    try {
      return (await this.client.evalsha(sha, keys.length, ...keys, ...values)) as Reply // as our scripts answer
    } catch (error) {
      // The store has been started anew, and has not seen it yet.
      const isNew = error instanceof Error && error.message.startsWith('NOSCRIPT')
      if (!isNew) throw this.#seenTo(error)
      this.counts.trips += 1
      return (await this.client.eval(lua, keys.length, ...keys, ...values)) as Reply
    }
  }

  /** A store that hangs is left, and found again when it answers. */
  #seenTo(error: unknown): unknown {
    this.counts.errors += 1
    if (!(error instanceof Error) || error.message !== 'Command timed out') return error
    this.#leave(error)
    this.client.disconnect(true)
    return error
  }

  #leave(reason: unknown): void {
    if (this.#isUp) this.#gone(reasonOf(reason))
    this.#isUp = false
  }

  /** Calls `tell` with each message in a channel, until the returned function is called. */
  listen(channel: string, tell: () => void): () => void {
    return this.#listening.listen(channel, tell)
  }

  async close(): Promise<void> {
    this.#isUp = false
    this.#listening.close()
    this.client.disconnect()
  }
}

/** Rejects with a StoreError when the store cannot be reached now; later it is found again by itself. */
export const connect = async ({ url, gone }: ConnectionOptions): Promise<Connection> => {
  const Client = await load()
  const at = addressOf(new URL(url))
  let isStarted = false
  const client = new Client(forClient(url), {
    lazyConnect: true,
    connectTimeout: PATIENCE_MS,
    commandTimeout: PATIENCE_MS,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    retryStrategy: () => (isStarted ? PAUSE_MS : null),
  })
  let failure: unknown
  const note = (error: unknown): void => {
    failure = error
  }
  client.on('error', note)
  try {
    await client.connect()
    await client.ping()
  } catch (error) {
    client.disconnect()
    throw new StoreError(`the store at ${at} cannot be reached (${reasonOf(failure ?? error)})`, {
      cause: error,
    })
  }
  isStarted = true
  client.off('error', note)
  return new Connection(at, client, gone)
}
