/** Reads bodies of any content type as JSON, since `curl -d` sends none that says so; an empty body is none. */
import type { FastifyInstance } from 'fastify'
import { AdminError } from './errors.ts'

export const readJson = (scope: FastifyInstance): void => {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => {
    if (text === '') return done(null, undefined)
    try {
      done(null, JSON.parse(text.toString()))
    } catch (error) {
      done(new AdminError(400, '', `the body is not JSON: ${error instanceof Error ? error.message : ''}`))
    }
  })
}
