/** The journal over HTTP: list, look up, empty; count, verify, wait. */
import type { FastifyInstance } from 'fastify'
import type { Control } from '../../control/control.ts'
import { Entries, Entry } from '../../control/journal/entry-schemas.ts'
import { Count, Verdict } from '../../control/journal/schemas.ts'
import { ID_PARAMS, mountCall } from './mount-call.ts'
import { NOTHING } from './nothing.ts'
import { sendList } from './send-list.ts'
import { createWaitSignal } from './wait-signal.ts'

const mountList = (scope: FastifyInstance, control: Control): void => {
  mountCall(scope, control, 'listRequests', {
    summary: 'The requests of a sandbox with their answers',
    response: { 200: Entries },
    send: ({ requests, dropped }, reply) => sendList(reply, 'requests', requests, { dropped }),
  })
  mountCall(scope, control, 'getRequest', {
    summary: 'One request with its answer',
    params: ID_PARAMS,
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
  mountCall(scope, control, 'waitForRequests', {
    summary: 'Answers when enough requests match, or at the timeout',
    response: { 200: Verdict },
    ...createWaitSignal(scope),
  })
}

export const mountRequests = (scope: FastifyInstance, control: Control): void => {
  mountList(scope, control)
  mountCount(scope, control)
  mountWait(scope, control)
}
