/** One request to a server under measurement, on a connection of its own. */
import http from 'node:http'

/** What Node's server and Fastify write themselves, whatever the handler does. */
const OWN_HEADERS = new Set(['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding'])

/** Resolves with `status`, `headers` (those the handler answers for) and `body`, a string. */
export const ask = (url, credential) =>
  new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${credential}` }
    const request = http.get(url, { agent: false, headers }, (response) => {
      const chunks = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.once('error', reject)
      response.once('end', () => {
        const named = Object.entries(response.headers).filter(([name]) => !OWN_HEADERS.has(name))
        const body = Buffer.concat(chunks).toString()
        resolve({ status: response.statusCode, headers: Object.fromEntries(named), body })
      })
    })
    request.once('error', reject)
  })

/** A slow mistake is cheaper than a fast one: both servers have to say the same before they are compared. */
export const assertSame = (answer, expected) => {
  const names = ({ headers }) => Object.keys(headers).sort().join(', ')
  if (answer.status !== 200 || expected.status !== 200)
    throw new Error(`not a 200: membermock ${expected.status}, bare ${answer.status}\n${expected.body}`)
  if (answer.body !== expected.body) throw new Error(`bodies differ:\n${expected.body}\n${answer.body}`)
  if (names(answer) !== names(expected))
    throw new Error(`headers differ:\n${names(expected)}\n${names(answer)}`)
}
