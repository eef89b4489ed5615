/** One client's connection: what is written to it, and how what comes back ends. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { readAnswer } from './answer.ts'
import type { Outcome } from './outcome.ts'

/** Longer than anything that ends by itself takes on a busy machine. */
const PATIENCE_MS = 30_000

export class Line {
  readonly socket: Socket
  #bytes: Buffer = Buffer.alloc(0)
  #end: 'closed' | 'reset' | undefined
  #wake: () => void = () => {}

  constructor(port: number) {
    // A client that keeps its side open shows what the server does by itself.
    this.socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    this.socket.on('data', (chunk) => {
      this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk])
      this.#wake()
    })
    this.socket.on('end', () => this.#finish('closed'))
    this.socket.on('error', () => this.#finish('reset'))
    this.socket.on('close', () => this.#finish('closed'))
  }

  get isOpen(): boolean {
    return this.#end === undefined && !this.socket.connecting
  }

  /** Resolves when the kernel has opened it, or refused to. */
  async opened(): Promise<void> {
    if (this.socket.connecting) await once(this.socket, 'connect').catch(() => {})
  }

  /** Takes what comes only after a pause, so that it waits in the kernel and then in the server. */
  readSlowly(pauseMs: number): void {
    this.socket.on('data', () => {
      this.socket.pause()
      setTimeout(() => this.socket.resume(), pauseMs)
    })
  }

  #finish(end: 'closed' | 'reset'): void {
    this.#end ??= end
    this.#wake()
    this.socket.destroySoon()
  }

  #news(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  /** The next whole answer, or the end of the connection, or silence for `patience` milliseconds. */
  async next({ isHead = false, patience = PATIENCE_MS } = {}): Promise<Outcome> {
    const start = performance.now()
    for (;;) {
      const ms = performance.now() - start
      const whole = readAnswer(this.#bytes, isHead)
      if (whole !== undefined) {
        this.#bytes = this.#bytes.subarray(whole.end)
        return { end: 'answered', answer: whole.answer, rest: '', ms }
      }
      const end = this.#end ?? (ms >= patience ? 'silent' : undefined)
      if (end !== undefined) return { end, rest: this.#bytes.toString(), ms }
      await this.#news(patience - ms)
    }
  }

  /** Gone at once: the server sees a reset. */
  vanish(): void {
    this.socket.resetAndDestroy()
  }

  close(): void {
    this.socket.destroy()
  }
}
