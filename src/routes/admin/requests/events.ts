/** Tells whoever listens of each request as it is noted: server-sent events. */
import type { FastifyInstance } from 'fastify'
import { Redactor } from '../../../sandbox/redactor.ts'
import type { AdminOptions } from '../admin.ts'
import { SandboxQuery, sandboxOf } from '../sandboxes/sandbox-of.ts'
import { toEntry } from './entry.ts'
import { Feed } from './feed.ts'
import { requireJournal } from './require-journal.ts'

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
  'x-content-type-options': 'nosniff',
}

export const mountEvents = (scope: FastifyInstance, { vendors, sandboxes }: AdminOptions): void => {
  const feeds = new Set<Feed>()
  // They would never end by themselves.
  scope.addHook('preClose', (done) => {
    for (const feed of feeds) feed.destroy()
    done()
  })

  scope.get('/events', {
    schema: {
      operationId: 'followRequests',
      summary: 'Each request of a sandbox as it is answered, as server-sent events',
      querystring: SandboxQuery,
      response: {
        200: {
          description: 'Events "request" (an entry), "dropped" (a count), "cleared" and "gone".',
          content: { 'text/event-stream': { schema: { type: 'string' } } },
        },
      },
    },
    handler(request, reply) {
      const sandbox = sandboxOf(sandboxes, request)
      const journal = requireJournal(sandbox.journal)
      const feed = new Feed({
        journal,
        show(slots) {
          const redactor = new Redactor(sandboxes.tokens())
          return slots.map((slot) => toEntry(slot, { vendors, redactor }))
        },
        isGone: () => sandboxes.get(sandbox.id) !== sandbox,
      })
      feeds.add(feed)
      feed.once('close', () => feeds.delete(feed))
      return reply.headers(HEADERS).send(feed)
    },
  })
}
