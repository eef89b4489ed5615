/** What lists and writes are measured against: a default Fastify whose pages and members are texts and objects in a Map. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import Fastify from 'fastify'

const { path, headers, pages } = JSON.parse(readFileSync(process.argv[2], 'utf8'))

const texts = new Map(Object.entries(pages))
const members = new Map()

const app = Fastify()
app.get(path, (request, reply) => {
  reply.headers(headers)
  return texts.get(request.url)
})
app.post(path, (request, reply) => {
  const { email } = request.body
  if (members.has(email)) return reply.code(409).send({ error: 'taken' })
  const now = new Date().toISOString()
  const id = randomUUID()
  const data = {
    id,
    email,
    displayName: null,
    status: 'active',
    verified: false,
    paid: false,
    registeredAt: now,
    lastLoginAt: null,
    createdAt: now,
    updatedAt: now,
    accessGroups: [],
  }
  members.set(email, data)
  reply.code(201).headers(headers).header('location', `http://${request.headers.host}${path}/${id}`)
  return { data }
})
const url = await app.listen({ host: '127.0.0.1', port: 0 })
process.stdout.write(`${JSON.stringify({ url })}\n`)
process.once('SIGTERM', () => process.exit(0))
