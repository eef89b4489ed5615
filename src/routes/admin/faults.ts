/** Planned faults over HTTP. */
import type { FastifyInstance } from 'fastify'
import type { Control } from '../../control/control.ts'
import { PlannedFault, PlannedFaults } from '../../control/faults/schemas.ts'
import { ID_PARAMS, mountCall } from './mount-call.ts'
import { NOTHING } from './nothing.ts'

export const mountFaults = (scope: FastifyInstance, control: Control): void => {
  mountCall(scope, control, 'listFaults', {
    summary: 'The planned faults, in the order in which they are asked.',
    response: { 200: PlannedFaults },
  })
  mountCall(scope, control, 'planFault', {
    summary: 'Plans one fault, behind those that there are.',
    response: { 201: PlannedFault },
  })
  mountCall(scope, control, 'replaceFaults', {
    summary: 'Plans these faults in place of all that there are.',
    response: { 200: PlannedFaults },
  })
  mountCall(scope, control, 'dropFaults', {
    summary: 'Drops every planned fault.',
    response: NOTHING,
  })
  mountCall(scope, control, 'dropFault', {
    summary: 'Drops one planned fault.',
    params: ID_PARAMS,
    response: NOTHING,
  })
}
