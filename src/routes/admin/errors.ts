/** The admin's one envelope: which part of a request was wrong, and what is accepted there. */
import type { FastifyInstance } from 'fastify'
import type { Reporter } from '../../server/errors.ts'

export class AdminError extends Error {
  readonly status: number
  readonly path: string
  readonly accepted: readonly unknown[] | undefined

  /** `path` is a JSON pointer into the body, `?name` for a query parameter, or the URL's path. */
  constructor(status: number, path: string, message: string, accepted?: readonly unknown[]) {
    super(message)
    this.status = status
    this.path = path
    this.accepted = accepted
  }
}

const statusOf = (error: unknown): number => {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500
}

/** What the framework refuses, in our words. */
const MESSAGES: Readonly<Record<number, string>> = {
  413: 'the body is over 1 MiB',
  500: 'membermock failed; its log says why',
}

export const setAdminErrors = (scope: FastifyInstance, reporter: Reporter): void => {
  scope.setErrorHandler((error, _request, reply) => {
    if (error instanceof AdminError) {
      const { path, message, accepted } = error
      return reply.code(error.status).send({ error: { path, message, accepted } })
    }
    const status = statusOf(error)
    if (status === 500) reporter.failed(error)
    return reply
      .code(status)
      .send({ error: { path: '', message: MESSAGES[status] ?? 'that cannot be read' } })
  })
  scope.setNotFoundHandler((request) => {
    const [path = ''] = request.url.split('?', 1)
    throw new AdminError(404, path, `there is no ${request.method} ${path} here`)
  })
}
