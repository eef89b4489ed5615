/** Tells whoever listens of each request as it is noted: server-sent events. */
import type { FastifyInstance } from 'fastify'
import type { Control } from '../../control/control.ts'
import { Feed } from './feed.ts'
import { mountCall } from './mount-call.ts'

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
  'x-content-type-options': 'nosniff',
}

export const mountEvents = (scope: FastifyInstance, control: Control): void => {
  const feeds = new Set<Feed>()
  // They would never end by themselves.
  scope.addHook('preClose', (done) => {
    for (const feed of feeds) feed.destroy()
    done()
  })

  mountCall(scope, control, 'followRequests', {
    summary: 'Each request of a sandbox as it is answered, as server-sent events',
    response: {
      200: {
        description:
          'Events "request" (an entry), "delivery" (one to a webhook, each time that it changes), "dropped" (a count), "cleared" and "gone".',
        content: { 'text/event-stream': { schema: { type: 'string' } } },
      },
    },
    send(following, reply) {
      const feed = new Feed(following)
      feeds.add(feed)
      feed.once('close', () => feeds.delete(feed))
      return reply.headers(HEADERS).send(feed)
    },
  })
}
