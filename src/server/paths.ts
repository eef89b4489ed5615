/** Refuses what no route serves: the vendor's 404, its answer to a wrong method, or our 501 for what we lack. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ApiError } from '../contract/refusal.ts'
import type { Operation, Vendor } from '../contract/vendor.ts'

const matches = (operation: Operation, segments: readonly string[]): boolean => {
  const pattern = operation.path.split('/')
  return (
    pattern.length === segments.length &&
    pattern.every((part, i) => (part.startsWith('{') ? segments[i] !== '' : part === segments[i]))
  )
}

/** `path` is native, without its query. */
export const refusalFor = (vendor: Vendor, method: string, path: string): ApiError => {
  const segments = path.split('/')
  const known = [...vendor.served, ...vendor.siblings].filter((operation) => matches(operation, segments))
  if (known.length === 0) return new ApiError('unknownPath')
  const asked = method === 'HEAD' && vendor.answersHead ? 'GET' : method
  const operation = known.find((one) => one.method === asked)
  if (operation === undefined) return new ApiError('wrongMethod')
  return new ApiError('notImplemented', { operation: operation.id })
}

/** A trailing slash makes the router fill the last parameter with nothing: no id, so not that route. */
const hasEmptyParameter = (request: FastifyRequest): boolean => {
  const params = request.params as Record<string, string>
  for (const name in params) if (params[name] === '') return true
  return false
}

export const addPathHook = (scope: FastifyInstance, vendor: Vendor): void => {
  const prefix = `/${vendor.id}`.length
  scope.addHook('onRequest', (request, _reply, done) => {
    if (!request.is404 && !hasEmptyParameter(request)) return done()
    const [path = ''] = request.url.slice(prefix).split('?', 1)
    const refusal = refusalFor(vendor, request.method, path)
    request.refusedBy = refusal.kind === 'notImplemented' ? 'emulated' : 'path'
    done(refusal)
  })
  scope.setNotFoundHandler(() => {
    throw new ApiError('unknownPath')
  })
}
