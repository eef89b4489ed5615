/** Where the lines of the log go: nobody waits until they are read, and nothing ends when they cannot be written. */
import { fstatSync, writeSync } from 'node:fs'
import type { Writable } from 'node:stream'

export interface LogOutput {
  /** True while another line can be taken. */
  hasRoom(): boolean
  /** Throws when the line could not be written. */
  write(text: string): void
  /** Resolves when all is written that is going to be. */
  drained(): Promise<void>
}

/** What waits for a reader who does not read: some thousand lines. */
const WAITING_BYTES = 1024 * 1024

/** How long the end of the program waits for such a reader. */
const PATIENCE_MS = 250

/** Queued by the stream, which writes without blocking: a pipe or a socket; or a terminal. */
const createQueued = (stream: Writable): LogOutput => ({
  hasRoom: () => stream.writable && stream.writableLength < WAITING_BYTES,
  write(text) {
    stream.write(text)
  },
  drained: () =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, PATIENCE_MS)
      stream.write('', () => {
        clearTimeout(timer)
        resolve()
      })
    }),
})

/** At once; a disk that was full may have room again for the next line. */
const createDirect = (descriptor: number): LogOutput => ({
  hasRoom: () => true,
  write(text) {
    writeSync(descriptor, text)
  },
  async drained() {},
})

const isDirect = (descriptor: number): boolean => {
  const found = fstatSync(descriptor)
  return !found.isFIFO() && !found.isSocket()
}

/** `stream` is the one that Node has for `descriptor`; somebody listens to its errors. */
export const createLogOutput = (stream: Writable, descriptor: number, isTerminal: boolean): LogOutput =>
  !isTerminal && isDirect(descriptor) ? createDirect(descriptor) : createQueued(stream)
