/** How every behaviour is known, as JSON: the same rows as FIDELITY.md. */
import type { FastifyInstance } from 'fastify'
import type { Control } from '../../../control/control.ts'
import { FidelityRows } from '../../../control/fidelity-schemas.ts'
import { mountCall } from '../mount-call.ts'

export const mountFidelity = (scope: FastifyInstance, control: Control): void =>
  mountCall(scope, control, 'listFidelity', {
    summary: 'Every behaviour of the vendors, and how it is known.',
    response: { 200: FidelityRows },
  })
