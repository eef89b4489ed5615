/** Tells hooks of what happens in a server, with credentials masked. */
import type { Sandboxes } from '../sandbox/sandboxes.ts'
import type { Reporter } from '../server/errors.ts'
import type { MembermockHooks } from './membermock.ts'

/** `count` is called with each request for something that is not emulated. */
export const createReporter = (hooks: MembermockHooks, sandboxes: Sandboxes, count: () => void): Reporter => {
  const { served } = hooks
  return {
    unimplemented(vendor, operation) {
      count()
      hooks.unimplemented?.(vendor, operation)
    },
    failed(error) {
      const { message, stack = message } = error instanceof Error ? error : new Error(String(error))
      const { redactor } = sandboxes
      hooks.failed?.({ message: redactor.redact(message), stack: redactor.redact(stack) })
    },
    ...(served && {
      served: (request) => served({ ...request, url: sandboxes.redactor.redactUrl(request.url) }),
    }),
  }
}
