/** The state of a sandbox over HTTP, as one JSON value. */
import type { FastifyInstance } from 'fastify'
import type { Control } from '../../control/control.ts'
import { SNAPSHOT_BYTES } from '../../control/snapshot/file.ts'
import { mountCall } from './mount-call.ts'
import { NOTHING } from './nothing.ts'

export const mountSnapshot = (scope: FastifyInstance, control: Control): void => {
  mountCall(scope, control, 'getSnapshot', {
    summary: 'All that a sandbox remembers, but for its journal.',
    response: { 200: control.useCases.restoreSnapshot.body ?? {} },
  })
  mountCall(scope, control, 'restoreSnapshot', {
    summary: 'Puts a sandbox into the state that a snapshot of it, or of one of the same seed, has.',
    response: NOTHING,
    bodyLimit: SNAPSHOT_BYTES,
  })
}
