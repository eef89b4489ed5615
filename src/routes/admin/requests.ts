/** The journal over HTTP: list, look up, empty; count, verify, wait. */
import { Readable } from 'node:stream'
import { setImmediate as untilNextTurn } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Control } from '../../control/control.ts'
import { Entries, Entry } from '../../control/journal/entry-schemas.ts'
import { Count, Verdict } from '../../control/journal/schemas.ts'
import { mountCall } from './mount-call.ts'
import { NOTHING } from './nothing.ts'
import { createWaitSignal } from './wait-signal.ts'

/** As many entries are never long work. */
const FEW = 20

const PIECE_CHARACTERS = 256 * 1024

/** JSON of a list in pieces, each written in a turn of its own. */
async function* piecesOf({ requests, dropped }: Entries): AsyncGenerator<string> {
  let piece = '{"requests":['
  for (const [i, entry] of requests.entries()) {
    piece += `${i === 0 ? '' : ','}${JSON.stringify(entry)}`
    if (piece.length < PIECE_CHARACTERS) continue
    yield piece
    piece = ''
    await untilNextTurn()
  }
  yield `${piece}],"dropped":${dropped}}`
}

/** Few are sent at once, with a length. */
const sendList = (entries: Entries, reply: FastifyReply): FastifyReply => {
  const { requests } = entries
  if (requests.length <= FEW) return reply.send(entries)
  return reply.type('application/json; charset=utf-8').send(Readable.from(piecesOf(entries)))
}

const mountList = (scope: FastifyInstance, control: Control): void => {
  mountCall(scope, control, 'listRequests', {
    summary: 'The requests of a sandbox with their answers',
    response: { 200: Entries },
    send: sendList,
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
