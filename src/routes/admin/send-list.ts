/** Sends a list that may be long: in pieces, each written in a turn of its own. */
import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { untilNextTurn } from '../../control/turns.ts'

/** As many items are never long work. */
const FEW = 20

const PIECE_CHARACTERS = 256 * 1024

/** JSON of an object whose list `name` comes first. */
async function* piecesOf(name: string, items: readonly object[], rest: object): AsyncGenerator<string> {
  let piece = `{"${name}":[`
  for (const [i, item] of items.entries()) {
    piece += `${i === 0 ? '' : ','}${JSON.stringify(item)}`
    if (piece.length < PIECE_CHARACTERS) continue
    yield piece
    piece = ''
    await untilNextTurn()
  }
  const more = JSON.stringify(rest).slice(1)
  yield `${piece}]${more === '}' ? '' : ','}${more}`
}

/** `rest` is what stands behind the list. Few are sent at once, with a length. */
export const sendList = (
  reply: FastifyReply,
  name: string,
  items: readonly object[],
  rest: object = {},
): FastifyReply => {
  if (items.length <= FEW) return reply.send({ [name]: items, ...rest })
  return reply.type('application/json; charset=utf-8').send(Readable.from(piecesOf(name, items, rest)))
}
