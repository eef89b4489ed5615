/** Mounts an app that is put together when somebody first asks for it, so that no start waits for its many routes. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { FAILED } from './errors.ts'

export interface LateOptions {
  /** Makes the app, routes and all; it is made ready here. */
  create(): FastifyInstance
  failed(error: unknown): void
}

const neverReached = (): never => {
  throw new TypeError('the hook hands every request over')
}

/** All below `scope` that has no route of its own. An app that could not be made ready is tried again by the next request. */
export const mountLate = (scope: FastifyInstance, { create, failed }: LateOptions): void => {
  let app: FastifyInstance | undefined
  let making: Promise<void> | undefined

  const make = async (): Promise<void> => {
    const made = create()
    await made.ready()
    app = made
  }

  const handOver = async ({ raw }: FastifyRequest, reply: FastifyReply): Promise<void> => {
    try {
      making ??= make()
      await making
      app?.routing(raw, reply.raw)
    } catch (error) {
      making = undefined
      failed(error)
      const body = JSON.stringify({ error: { path: '', message: FAILED } })
      reply.raw.writeHead(500, { 'content-type': 'application/json; charset=utf-8' }).end(body)
    }
  }

  scope.addHook('onRequest', (request, reply) => {
    reply.hijack()
    // At once where it can be: calls on one connection come in their order.
    if (app !== undefined) app.routing(request.raw, reply.raw)
    else handOver(request, reply)
  })
  scope.setNotFoundHandler(neverReached)
  scope.addHook('preClose', async () => {
    await making?.catch(() => {}) // the request that asked for it was told
    await app?.close()
  })
}
