/** A receiver that fails as planned, and counts how often each event has come to it. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How many of its first attempts an event fails: every third event one, every ninth two. */
const failuresOf = (nth: number): number => (nth % 9 === 0 ? 2 : nth % 3 === 0 ? 1 : 0)

interface Counted {
  nth: number
  times: number
}

export class CountingReceiver {
  readonly #counts = new Map<string, Counted>()
  readonly #server: Server
  /** True: it takes what comes, and answers nobody. */
  isHanging = false

  constructor() {
    this.#server = createServer(async (request, response) => {
      await once(request.resume(), 'end')
      if (this.isHanging) return
      const id = String(request.headers['x-webhook-id'])
      const counted = this.#counts.get(id) ?? { nth: this.#counts.size, times: 0 }
      counted.times += 1
      this.#counts.set(id, counted)
      response.writeHead(counted.times <= failuresOf(counted.nth) ? 500 : 200).end()
    })
  }

  /** How many events have come. */
  get events(): number {
    return this.#counts.size
  }

  get attempts(): number {
    return [...this.#counts.values()].reduce((sum, { times }) => sum + times, 0)
  }

  /** Those that came more or less often than their failures ask for. */
  get wrong(): number {
    return [...this.#counts.values()].filter(({ nth, times }) => times !== failuresOf(nth) + 1).length
  }

  clear(): void {
    this.#counts.clear()
  }

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/hook`
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }
}
