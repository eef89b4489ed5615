/** One client whose answers are timed: without the time that the machine had for others, there and here. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { readAnswer } from './answer.ts'
import type { Outcome } from './outcome.ts'

interface Told {
  bytes: string
  end: 'answered' | 'closed'
  ms: number
  waited: number
}

export class Watch {
  readonly #worker: Worker
  readonly #waitedMs: () => number

  /** `waitedMs` is what the program has waited for a processor so far. */
  constructor(port: number, waitedMs: () => number) {
    this.#worker = new Worker(new URL('./watch.js', import.meta.url), { workerData: { port }, execArgv: [] })
    this.#waitedMs = waitedMs
  }

  async ask(text: string): Promise<Outcome> {
    const before = this.#waitedMs()
    this.#worker.postMessage(text)
    const [told] = (await once(this.#worker, 'message')) as [Told] // nothing else is posted
    const ms = Math.max(0, told.ms - told.waited - (this.#waitedMs() - before))
    const bytes = Buffer.from(told.bytes, 'latin1')
    const answer = told.end === 'answered' ? readAnswer(bytes, false)?.answer : undefined
    if (answer === undefined) return { end: 'closed', rest: bytes.toString(), ms }
    return { end: 'answered', answer, rest: '', ms }
  }

  close(): void {
    void this.#worker.terminate()
  }
}
