/** Lives of members over HTTP. */
import type { FastifyInstance } from 'fastify'
import type { Control } from '../../control/control.ts'
import { Timeline } from '../../control/happenings/timeline-schemas.ts'
import { mountCall } from './mount-call.ts'

export const mountTimeline = (scope: FastifyInstance, control: Control): void => {
  mountCall(scope, control, 'getTimeline', {
    summary: 'What is, or was, to happen to members of a sandbox',
    response: { 200: Timeline },
  })
  mountCall(scope, control, 'startTimeline', {
    summary: 'Puts members through a life: steps, or a scenario by its name',
    response: { 201: Timeline },
  })
}
