/** The admin's one envelope: which part of a request was wrong, and what is accepted there. */
import type { FastifyInstance } from 'fastify'
import { ControlError, type ControlErrorKind, TOO_LARGE } from '../../control/control-error.ts'
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

const STATUSES: Readonly<Record<ControlErrorKind, number>> = {
  refused: 400,
  absent: 404,
  conflict: 409,
  tooLarge: 413,
  unavailable: 503,
}

/** The HTTP status of what control refuses. */
export const statusFor = ({ kind }: ControlError): number => STATUSES[kind]

const statusOf = (error: unknown): number => {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500
}

/** For a fault of our own. */
export const FAILED = 'membermock failed; its log says why'

/** What the framework refuses, in our words. */
const MESSAGES: Readonly<Record<number, string>> = {
  413: TOO_LARGE,
  500: FAILED,
}

export const setAdminErrors = (scope: FastifyInstance, reporter: Reporter): void => {
  scope.setErrorHandler((error, _request, reply) => {
    if (error instanceof AdminError || error instanceof ControlError) {
      const { path, message, accepted } = error
      const status = error instanceof ControlError ? statusFor(error) : error.status
      return reply.code(status).send({ error: { path, message, accepted } })
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
