/** Whether an answer reaches its client: of one that has closed its side of the connection only sending to it tells. */
import type { ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { hasEnded } from './conversations.ts'

/**
 * Milliseconds between looks. Who has gone refuses what is sent to it after the time of one round trip, which in one
 * machine is none; who still reads refuses nothing, and waits that much longer for the end of the answer.
 */
const PAUSES_MS = [0, 0, 10, 40]

/** Calls `then` unless the client refuses what has been written: then Node closes the connection. */
const watch = (socket: Socket, then: () => void, [pause, ...others]: readonly number[] = PAUSES_MS): void => {
  if (pause === undefined) {
    then()
    return
  }
  const look = (): void => {
    // Nothing is sent, but the kernel is asked, and it says what has come back meanwhile.
    socket.write('', (error) => {
      if (!error) watch(socket, then, others)
    })
  }
  if (pause === 0) setImmediate(look)
  else setTimeout(look, pause)
}

/** Keeps back the end of an answer until it is known that somebody is there to get it, or that its client has gone. */
export const holdEnd = (response: ServerResponse): void => {
  const { socket } = response.req
  if (!(socket instanceof Socket)) return
  const end = response.end.bind(response)
  // Node's types list every form; with a chunk or without are those that are used.
  response.end = ((chunk?: string | Uint8Array | null) => {
    if (!hasEnded(response)) return chunk ? end(chunk) : end()
    if (chunk) response.write(chunk)
    else response.flushHeaders()
    watch(socket, () => end())
    return response
  }) as ServerResponse['end']
}

/** Calls `then` once: true when the answer has gone out, false when the connection is closed before. */
export const followAnswer = (response: ServerResponse, then: (isDelivered: boolean) => void): void => {
  let isOver = false
  const settle = (isDelivered: boolean) => (): void => {
    if (!isOver) then(isDelivered)
    isOver = true
  }
  response.once('finish', settle(true)).once('close', settle(false))
}
