/** Finds the sandbox of a request by its credential, before anything else looks at it. */
import type { FastifyInstance } from 'fastify'
import type { Vendor } from '../contract/vendor.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Sandboxes } from '../sandbox/sandboxes.ts'

declare module 'fastify' {
  interface FastifyRequest {
    sandbox: Sandbox
    /** The credential as the vendor reads it from the Authorization header. */
    credential: string | undefined
    /** The vendor's record of the credential, once a check has let it through; each vendor's store.ts types it. */
    caller: unknown
  }
}

/** Declares what the hook sets; once, on the root instance. */
export const decorateSandbox = (app: FastifyInstance): void => {
  app.decorateRequest('sandbox')
  app.decorateRequest('credential', undefined)
  app.decorateRequest('caller', undefined)
}

export const addSandboxHook = (scope: FastifyInstance, vendor: Vendor, sandboxes: Sandboxes): void => {
  scope.addHook('onRequest', (request, reply, done) => {
    const credential = vendor.credentialIn(request.headers.authorization)
    const sandbox = sandboxes.find(vendor.id, credential)
    request.credential = credential
    request.sandbox = sandbox
    // Node writes the machine's own time; a shifted clock writes its own.
    if (sandbox.clock.isShifted) reply.header('date', new Date(sandbox.clock.now()).toUTCString())
    done()
  })
}
