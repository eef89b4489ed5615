/** A sandbox's clock over HTTP. */
import type { FastifyInstance } from 'fastify'
import { Clock } from '../../control/clock/schemas.ts'
import type { Control } from '../../control/control.ts'
import { mountCall } from './mount-call.ts'

export const mountClock = (scope: FastifyInstance, control: Control): void => {
  mountCall(scope, control, 'getClock', {
    summary: "What time it is in a sandbox, and whether its clock follows the machine's.",
    response: { 200: Clock },
  })
  mountCall(scope, control, 'setClock', {
    summary: "Stops a sandbox's clock, moves it on, or lets it follow the machine's again.",
    response: { 200: Clock },
  })
}
