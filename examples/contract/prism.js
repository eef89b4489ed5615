/** Sends the exchanges of a vendor through Prism, which refuses what its OpenAPI document does not allow. */
import { fileURLToPath } from 'node:url'
import { readExchanges } from '../../src/exchange/files.ts'
import { isChained } from '../../src/exchange/format.ts'
import { createSocketTarget } from '../../src/exchange/socket-target.ts'
import { EXCLUDED } from './excluded.js'
import { freePort, startProgram } from './programs.js'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const PRISM = fileURLToPath(new URL('node_modules/@stoplight/prism-cli/dist/index.js', import.meta.url))
const RESET = { method: 'POST', path: '/__admin/reset', body: undefined }

/** Whole files that are not for one server with its default settings, or for no HTTP client. */
const reasonForFile = (file) => {
  if (file.settings !== undefined) return 'the server needs other settings'
  if (isChained(file)) return 'one request uses what another was answered'
  return file.isRaw ? 'bytes that no HTTP client sends' : undefined
}

/** What Prism says of the answer; nothing when there is no violation. */
const complaintOf = async (answer, expected) => {
  const body = await answer.text()
  const violations = answer.headers.get('sl-violations')
  if (violations !== null) return `violations: ${violations}`
  if (body.includes('stoplight.io/prism')) return `refused by Prism: ${body.slice(0, 300)}`
  return answer.status === expected ? undefined : `status ${answer.status} where ${expected} is expected`
}

const isDecodable = (path) => {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

/** Why an exchange is not sent at all. */
const reasonNotToSend = ({ request }, { base }) => {
  const [method, path] = request.startLine.split(' ')
  if (!path.startsWith(`${base}/`)) return 'addressed by host name, not by the base URL'
  if (!isDecodable(path)) return 'a path that does not decode ends Prism'
  if (request.body !== '' && method === 'GET') return 'fetch sends no body with GET'
  return request.headers.some(([name]) => name.toLowerCase() === 'expect')
    ? 'fetch sends no Expect'
    : undefined
}

const ask = async ({ request, answer }, { proxy, base }) => {
  const [method, path] = request.startLine.split(' ')
  const body = request.body === '' ? undefined : request.body
  // A connection each: Prism closes those of requests that it refuses to read.
  const headers = { ...Object.fromEntries(request.headers), connection: 'close' }
  try {
    const response = await fetch(proxy + path.slice(base.length), { method, headers, body })
    return await complaintOf(response, Number(answer.startLine.split(' ')[1]))
  } catch (error) {
    return `no answer: ${error.cause?.message ?? error.message}`
  }
}

/** One exchange, as a row of the table. */
const judge = async (name, exchange, places) => {
  for (const given of exchange.givens) await places.admin.admin(given)
  const unsent = reasonNotToSend(exchange, places)
  if (unsent !== undefined) return { name, outcome: 'excluded', complaint: unsent }
  const complaint = await ask(exchange, places)
  const reason = EXCLUDED[name]
  if (reason === undefined) return { name, outcome: complaint === undefined ? 'ok' : 'VIOLATION', complaint }
  if (complaint !== undefined) return { name, outcome: 'excluded', complaint: reason }
  return {
    name,
    outcome: 'VIOLATION',
    complaint: 'excluded, and yet without a violation: take it off the list',
  }
}

const runFile = async (file, places) => {
  const reason = reasonForFile(file)
  const names = file.exchanges.map(
    (_, i) => `${file.name.replace('exchanges/', '').replace('.http', '')}#${i + 1}`,
  )
  if (reason !== undefined) return names.map((name) => ({ name, outcome: 'excluded', complaint: reason }))
  await places.admin.admin(RESET)
  const rows = []
  for (const [i, exchange] of file.exchanges.entries()) rows.push(await judge(names[i], exchange, places))
  return rows
}

/** The exchanges of one vendor of the membermock at `url`. */
export const runThroughPrism = async (vendor, url, baseUrl) => {
  const port = await freePort()
  const document = `${ROOT}openapi/${vendor}.json`
  const args = [PRISM, 'proxy', document, baseUrl, '--port', String(port), '--errors']
  const prism = await startProgram(args, /Prism is listening/)
  try {
    const base = new URL(baseUrl).pathname
    const places = { proxy: `http://127.0.0.1:${port}`, base, admin: createSocketTarget(url) }
    const rows = []
    for (const file of readExchanges().filter(({ name }) => name.startsWith(`${vendor}/`)))
      rows.push(...(await runFile(file, places)))
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
