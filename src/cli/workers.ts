/** Several processes that serve one port: each a whole server, all of them on one store. */
import cluster, { type Worker } from 'node:cluster'
import { constants } from 'node:os'

/** Why there is only one. */
export const WITHOUT_STORE = {
  path: '--workers',
  found: 'more than one, and no store',
  accepted: '1; more only with --store, since each process would remember for itself alone',
}

export interface CrewOptions {
  count: number
  /** Resolves when they are to end. */
  stopped: Promise<void>
  /** Told what the last worker prints that gets ready, once all of them are. */
  ready(text: string): void
  /** Told of a worker that ended by itself, and in whose place another is started. */
  replaced(line: string): void
}

/** What a worker sends when it is ready. */
interface Word {
  readonly ready: string
}

const isWord = (message: unknown): message is Word =>
  typeof message === 'object' && message !== null && 'ready' in message && typeof message.ready === 'string'

export const isWorker = (): boolean => cluster.isWorker

/** For a worker: says that it serves now, and what is to be printed. */
export const sayReady = (text: string): void => {
  const word: Word = { ready: text }
  cluster.worker?.send(word)
}

const STOP = 'stop'

/** For a worker: resolves when it is to end. A message, since a terminal's Ctrl-C is sent to each process by itself. */
export const untilTold = (): Promise<void> =>
  new Promise((resolve) => {
    cluster.worker?.on('message', (message: unknown) => {
      if (message === STOP) resolve()
    })
  })

class Crew {
  readonly #options: CrewOptions
  readonly #ready = new Set<Worker>()
  readonly #alive = new Set<Worker>()
  readonly #ended: (code: number) => void
  #hasSaid = false
  #isStopping = false
  #code = 0

  /** `ended` is told the exit code of all: 0, or that of the first one that failed. */
  constructor(options: CrewOptions, ended: (code: number) => void) {
    this.#options = options
    this.#ended = ended
    for (let nth = 0; nth < options.count; nth++) this.#start()
  }

  /** Lets them finish what is under way, and end. */
  stop(): void {
    this.#isStopping = true
    for (const worker of this.#alive) {
      // One that is still starting hears no message, and has nothing to finish.
      if (this.#ready.has(worker)) worker.send(STOP)
      else worker.kill('SIGTERM')
    }
  }

  #start(): void {
    const worker = cluster.fork()
    this.#alive.add(worker)
    worker.on('message', (message: unknown) => {
      if (isWord(message)) this.#noteReady(worker, message)
    })
    worker.once('exit', (code: number | null, signal: NodeJS.Signals | null) => {
      this.#end(worker, code, signal)
    })
  }

  #noteReady(worker: Worker, { ready }: Word): void {
    this.#ready.add(worker)
    if (this.#hasSaid || this.#ready.size < this.#options.count) return
    this.#hasSaid = true
    this.#options.ready(ready)
  }

  /** One that served is replaced; one that never did would fail again. */
  #end(worker: Worker, code: number | null, signal: NodeJS.Signals | null): void {
    this.#alive.delete(worker)
    const hasServed = this.#ready.delete(worker)
    if (hasServed && !this.#isStopping) {
      const how = signal === null ? `with exit code ${code}` : `by ${signal}`
      this.#options.replaced(`a worker ended ${how}; another takes its place`)
      this.#start()
      return
    }
    const wasKilled = this.#isStopping && signal !== null
    if (this.#code === 0 && !wasKilled) this.#code = code ?? 128 + constants.signals[signal ?? 'SIGKILL']
    if (!this.#isStopping) this.stop()
    if (this.#alive.size === 0) this.#ended(this.#code)
  }
}

/**
 * Starts `count` workers, each of which runs this same program with the same arguments, and hands connections on to
 * them. Resolves with the exit code when all have ended.
 */
export const leadWorkers = (options: CrewOptions): Promise<number> => {
  // Standard input is the first process's; what they say goes where that one's goes.
  cluster.setupPrimary({ stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  return new Promise((resolve) => {
    const crew = new Crew(options, resolve)
    void options.stopped.then(() => crew.stop())
  })
}
