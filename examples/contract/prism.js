/** Sends the exchanges of a vendor through Prism, which refuses what its OpenAPI document does not allow. */
import { setTimeout as after } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { readExchanges } from '../../src/exchange/files.ts'
import { statusOf } from '../../src/exchange/format.ts'
import { runFile } from '../../src/exchange/run.ts'
import { createSocketTarget } from '../../src/exchange/socket-target.ts'
import { EXCLUDED } from './excluded.js'
import { freePort, startProgram } from './programs.js'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const PRISM = fileURLToPath(new URL('node_modules/@stoplight/prism-cli/dist/index.js', import.meta.url))

/** Whole files that are not for one server with its default settings, or for no HTTP client. */
const reasonForFile = (file) => {
  if (file.settings !== undefined) return 'the server needs other settings'
  return file.isRaw ? 'bytes that no HTTP client sends' : undefined
}

const isDecodable = (path) => {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

/** Why a request does not go through Prism. */
const reasonNotToSend = ({ startLine, headers, body }, base) => {
  const [method, path] = startLine.split(' ')
  if (!path.startsWith(`${base}/`)) return 'addressed by host name, not by the base URL'
  if (!isDecodable(path)) return 'a path that does not decode ends Prism'
  if (body.includes('['.repeat(1000))) return 'a body so deep ends Prism, whose log cannot take it'
  if (body !== '' && method === 'GET') return 'Prism sends no body on with GET'
  return headers.some(([name]) => name.toLowerCase() === 'expect') ? 'Prism sends no Expect on' : undefined
}

/** What Prism says of an answer that the server gave; nothing when there is no violation. */
const complaintOf = ({ headers }) => {
  const violations = headers.find(([name]) => name.toLowerCase() === 'sl-violations')?.[1]
  return violations && `violations: ${violations}`
}

/** An answer that the server has not given. */
const isOfPrism = ({ body }) =>
  body.includes('stoplight.io/prism') || body.startsWith('{"error":{"code":"invalid_json"')

/** AITable's failures have status 200 too. */
const isRefusal = (exchange) =>
  statusOf(exchange) >= 400 || exchange.answer.body.startsWith('{"success":false,')

/**
 * Through Prism, and where that sends nothing on, to the server itself, so that its state is what the next one expects.
 * What became of each is put into `sent`.
 */
const createTarget = ({ proxy, server, base, prism, sent }) => ({
  takesRaw: false,
  admin: server.admin,
  async send(request) {
    const unsent = reasonNotToSend(request, base)
    if (unsent !== undefined) {
      sent.push({ unsent })
      return server.send(request, false)
    }
    const [method, path] = request.startLine.split(' ')
    const startLine = `${method} ${path.slice(base.length)} HTTP/1.1`
    const answer = await proxy.send({ ...request, startLine }, false).catch(async (error) => {
      const end = await Promise.race([prism.ended, after(5000, 'not ended', { ref: false })])
      throw new Error(`no answer to ${request.startLine}: ${error.message}; Prism has ${end}`)
    })
    if (isOfPrism(answer)) {
      sent.push({ refused: `refused by Prism: ${answer.body.slice(0, 300)}` })
      return server.send(request, false)
    }
    sent.push({ complaint: complaintOf(answer) })
    return answer
  },
})

/** Prism writes these itself, and the host in a location is the one that it asks. */
const OF_PRISM =
  /^ *(expected|actual): (access-control-[a-z-]+|transfer-encoding|content-encoding|vary|location): /

const differenceIn = ({ differences }) =>
  differences
    .filter((line) => !OF_PRISM.test(line))
    .join('; ')
    .slice(0, 600) || undefined

/** One exchange, as a row of the table. */
const judge = (name, result, { unsent, refused, complaint }) => {
  if (unsent !== undefined) return { name, outcome: 'excluded', complaint: unsent }
  const isMeant = refused !== undefined && isRefusal(result.exchange)
  const found = isMeant ? undefined : (refused ?? complaint ?? differenceIn(result))
  const reason = EXCLUDED[name]
  if (reason === undefined && isMeant)
    return { name, outcome: 'ok', complaint: 'refused by the document as well' }
  if (reason === undefined)
    return { name, outcome: found === undefined ? 'ok' : 'VIOLATION', complaint: found }
  if (found !== undefined) return { name, outcome: 'excluded', complaint: reason }
  return {
    name,
    outcome: 'VIOLATION',
    complaint: 'excluded, and yet without a violation: take it off the list',
  }
}

const check = async (file, places) => {
  const reason = reasonForFile(file)
  const prefix = file.name.replace('exchanges/', '').replace('.http', '')
  const nameOf = (i) => `${prefix}#${i + 1}`
  if (reason !== undefined)
    return file.exchanges.map((_, i) => ({ name: nameOf(i), outcome: 'excluded', complaint: reason }))
  const sent = []
  const results = await runFile(file, createTarget({ ...places, sent }))
  return results.map((result, i) => judge(nameOf(i), result, sent[i]))
}

/** The exchanges of one vendor of the membermock at `url`. */
export const runThroughPrism = async (vendor, url, baseUrl) => {
  const port = await freePort()
  const document = `${ROOT}openapi/${vendor}.json`
  const args = [PRISM, 'proxy', document, baseUrl, '--port', String(port), '--errors']
  const prism = await startProgram(args, /Prism is listening/)
  try {
    const places = {
      proxy: createSocketTarget(`http://127.0.0.1:${port}`),
      server: createSocketTarget(url),
      base: new URL(baseUrl).pathname,
      prism,
    }
    const rows = []
    for (const file of readExchanges().filter(({ name }) => name.startsWith(`${vendor}/`)))
      rows.push(...(await check(file, places)))
    return rows
  } finally {
    await prism.stop()
  }
}

/** Names of exclusions that no exchange has any more. */
export const staleExclusions = (rows) => {
  const names = new Set(rows.map(({ name }) => name))
  return Object.keys(EXCLUDED).filter((name) => !names.has(name))
}
