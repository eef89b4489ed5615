/** Reads bodies of any content type as JSON, since `curl -d` sends none that says so; an empty body is none. */
import type { FastifyInstance } from 'fastify'
import { DEEPEST, isDeeperThan } from '../../contract/json.ts'
import { TOO_DEEP } from '../../control/control-error.ts'
import { AdminError } from './errors.ts'

export const readJson = (scope: FastifyInstance): void => {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => {
    if (text === '') return done(null, undefined)
    if (isDeeperThan(DEEPEST, text.toString())) return done(new AdminError(400, '', TOO_DEEP))
    try {
      done(null, JSON.parse(text.toString()))
    } catch (error) {
      done(new AdminError(400, '', `the body is not JSON: ${error instanceof Error ? error.message : ''}`))
    }
  })
}
