/** Takes in the body of a request: as much of it as the vendor does, and no more. */
import type { IncomingMessage } from 'node:http'

/** A body that has come in whole, or that has come to more than is taken; then there are no bytes of it. */
export interface ReceivedBody {
  bytes: Buffer
  isTooLarge: boolean
}

/** Does the request announce a body? */
export const hasBody = ({ headers }: IncomingMessage): boolean => {
  const { 'content-length': length, 'transfer-encoding': encoding } = headers
  return (length !== undefined && length !== '0') || encoding !== undefined
}

const FIRST_BYTES = 4096

const NOTHING = Buffer.alloc(0)

/**
 * The one piece that most bodies come in; of more, one buffer that grows: a body may come a byte at a time, and an object
 * for each is a thousand times its size.
 */
class Bytes {
  #held: Buffer = NOTHING
  #size = 0

  get size(): number {
    return this.#size
  }

  add(chunk: Buffer): void {
    const size = this.#size + chunk.length
    if (this.#size === 0) {
      this.#held = chunk
      this.#size = size
      return
    }
    if (size > this.#held.length) {
      const larger = Buffer.allocUnsafe(Math.max(FIRST_BYTES, size, this.#held.length * 2))
      this.#held.copy(larger, 0, 0, this.#size)
      this.#held = larger
    }
    chunk.copy(this.#held, this.#size)
    this.#size = size
  }

  whole(): Buffer {
    return this.#held.subarray(0, this.#size)
  }
}

/** Calls `then` once: with the body, or with nothing when the client has gone before the end of it. */
export const receiveBody = (
  raw: IncomingMessage,
  limit: number,
  then: (body: ReceivedBody | undefined) => void,
): void => {
  const received = new Bytes()
  let isDone = false
  const finish = (body: ReceivedBody | undefined): void => {
    if (isDone) return
    isDone = true
    then(body)
  }
  raw.on('data', (chunk: Buffer) => {
    // What comes behind is read and forgotten, so that the connection can go on.
    if (isDone) return
    if (received.size + chunk.length > limit) finish({ bytes: Buffer.of(), isTooLarge: true })
    else received.add(chunk)
  })
  raw.once('end', () => finish({ bytes: received.whole(), isTooLarge: false }))
  raw.once('close', () => finish(undefined))
}
