/** The journal over HTTP: list, look up, empty; count, verify, wait. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Control } from '../../control/control.ts'
import { Entries, Entry } from '../../control/journal/entry-schemas.ts'
import { Count, Verdict } from '../../control/journal/schemas.ts'
import { mountCall } from './mount-call.ts'
import { NOTHING } from './nothing.ts'

const mountList = (scope: FastifyInstance, control: Control): void => {
  mountCall(scope, control, 'listRequests', {
    summary: 'The requests of a sandbox with their answers',
    response: { 200: Entries },
  })
  mountCall(scope, control, 'getRequest', {
    summary: 'One request with its answer',
    response: { 200: Entry },
  })
  mountCall(scope, control, 'deleteRequests', {
    summary: 'Forget the requests of a sandbox',
    response: NOTHING,
  })
}

const mountCount = (scope: FastifyInstance, control: Control): void => {
  mountCall(scope, control, 'countRequests', {
    summary: 'How many of the requests held match',
    response: { 200: Count },
  })
  mountCall(scope, control, 'verifyRequests', {
    summary: 'Whether as many requests match as there should be',
    response: { 200: Verdict },
  })
}

const mountWait = (scope: FastifyInstance, control: Control): void => {
  const closing = new AbortController()
  scope.addHook('preClose', (done) => {
    closing.abort()
    done()
  })

  /** Ends with the connection of the client that waits, and with the server. */
  const signal = (reply: FastifyReply): AbortSignal => {
    const gone = new AbortController()
    reply.raw.once('close', () => gone.abort())
    return AbortSignal.any([closing.signal, gone.signal])
  }

  mountCall(scope, control, 'waitForRequests', {
    summary: 'Answers when enough requests match, or at the timeout',
    response: { 200: Verdict },
    signal,
    send(verdict, reply) {
      // An idle connection would hold up a server that is being closed.
      if (closing.signal.aborted) reply.header('connection', 'close')
      return reply.send(verdict)
    },
  })
}

export const mountRequests = (scope: FastifyInstance, control: Control): void => {
  mountList(scope, control)
  mountCount(scope, control)
  mountWait(scope, control)
}
