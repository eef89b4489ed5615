/** Ends what waits in a call: with the connection of the client that waits, and with the server. */
import type { FastifyInstance, FastifyReply } from 'fastify'

export interface WaitSignal {
  signal(reply: FastifyReply): AbortSignal
  /** An idle connection would hold up a server that is being closed. */
  send(verdict: unknown, reply: FastifyReply): FastifyReply
}

export const createWaitSignal = (scope: FastifyInstance): WaitSignal => {
  const closing = new AbortController()
  scope.addHook('preClose', (done) => {
    closing.abort()
    done()
  })
  return {
    signal(reply) {
      const gone = new AbortController()
      reply.raw.once('close', () => gone.abort())
      return AbortSignal.any([closing.signal, gone.signal])
    },
    send(verdict, reply) {
      if (closing.signal.aborted) reply.header('connection', 'close')
      return reply.send(verdict)
    },
  }
}
