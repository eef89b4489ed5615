/** What membermock is measured against: a default Fastify, one route, a constant object, the same headers. */
import Fastify from 'fastify'

const { path, headers, body, port } = JSON.parse(process.argv[2])

const app = Fastify()
app.get(path, (_request, reply) => {
  reply.headers(headers)
  return body
})
const url = await app.listen({ host: '127.0.0.1', port })
process.stdout.write(`${JSON.stringify({ url })}\n`)
process.once('SIGTERM', () => process.exit(0))
