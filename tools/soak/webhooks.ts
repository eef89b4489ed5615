/** Webhooks under load: a receiver that fails a third, and gets each event exactly as often as the retry rules say. */
import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Client, makeSandbox, type Stage, steer } from './stage.ts'

const START = '2026-03-01T12:00:00.000Z'
const SECRET = 'whsec_of_the_soak'
const MEMBERS = 9

interface Tried {
  type: string
  times: number
}

/** Of three events one fails at its first attempt. */
class FailingReceiver {
  readonly tried = new Map<string, Tried>()
  wrong = ''
  readonly #server: Server

  constructor() {
    this.#server = createServer(async (request, response) => {
      let body = ''
      for await (const piece of request.setEncoding('utf8')) body += piece
      const signature = `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`
      if (request.headers['x-webhook-signature'] !== signature) this.wrong = `signature of ${body}`
      const { id, type }: { id: string; type: string } = JSON.parse(body)
      const isKnown = this.tried.has(id)
      const nth = isKnown ? 0 : this.tried.size
      const times = (this.tried.get(id)?.times ?? 0) + 1
      this.tried.set(id, { type, times })
      response.writeHead(!isKnown && nth % 3 === 0 ? 500 : 200).end()
    })
  }

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }
}

const settle = async (stage: Stage, at: string): Promise<void> => {
  const verdict = await steer(stage, 'POST', `/deliveries/wait${at}`, { timeoutMs: 60_000 })
  if (!Object(verdict).ok) throw new Error('deliveries have not settled within a minute')
}

const round = async (stage: Stage): Promise<void> => {
  const receiver = new FailingReceiver()
  const url = await receiver.open()
  const { id } = await makeSandbox(stage, { clock: { freeze: START } })
  const at = `?sandbox=${id}`
  await steer(stage, 'POST', `/sotion/webhooks${at}`, { url, secret: SECRET })
  for (let nth = 0; nth < MEMBERS; nth++)
    await steer(stage, 'POST', `/trigger${at}`, { vendor: 'sotion', event: 'member.created' })
  await settle(stage, at)
  const failed = [...receiver.tried.values()].length
  await steer(stage, 'PUT', `/clock${at}`, { advance: 'PT10S' })
  await settle(stage, at)
  const counts = [...receiver.tried.values()].map(({ times }, nth) => times === (nth % 3 === 0 ? 2 : 1))
  await steer(stage, 'DELETE', `/sandboxes/${id}`)
  receiver.close()
  if (receiver.wrong !== '') throw new Error(receiver.wrong)
  if (failed !== MEMBERS || counts.includes(false))
    throw new Error(
      `of ${MEMBERS} events ${failed} came, ${counts.filter((isRight) => !isRight).length} wrong`,
    )
}

export const receiving: Client = async (stage, isOver) => {
  while (!isOver()) await round(stage)
}
