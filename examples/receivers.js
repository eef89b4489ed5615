/** Receivers of webhooks in plain node:http, one for each vendor: the raw body, the signature, each event once. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'

const isSame = (given, right) => {
  const [a, b] = [Buffer.from(given), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Sotion signs the raw body; the key is the secret as it is written. */
export const isSotions = (headers, body, secret) => {
  const right = createHmac('sha256', secret).update(body).digest('hex')
  return isSame(headers['x-webhook-signature'] ?? '', `sha256=${right}`)
}

/** Whop signs id, time and raw body after Standard Webhooks; the key is the whole secret, `ws_` included. */
export const isWhops = (headers, body, secret) => {
  const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': given = '' } = headers
  if (!(Math.abs(Date.now() / 1000 - Number(time)) < 300)) return false
  const right = createHmac('sha256', secret).update(`${id}.${time}.${body}`).digest('base64')
  return given.split(' ').some((one) => isSame(one, `v1,${right}`))
}

/** The bytes as they came: parsed and written again they may be others, and so is their signature. */
const readRaw = async (request) => {
  const pieces = []
  for await (const piece of request) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

/** `does` is called once for each event, however often it comes; when it throws, the event comes again. */
export const createReceiver = (isSigned, secret, does) => {
  const seen = new Set()
  return createServer(async (request, response) => {
    try {
      const body = await readRaw(request)
      if (!isSigned(request.headers, body, secret)) return response.writeHead(401).end()
      const event = JSON.parse(body)
      if (!seen.has(event.id)) await does(event)
      seen.add(event.id)
      response.writeHead(200).end()
    } catch {
      response.writeHead(500).end()
    }
  })
}
