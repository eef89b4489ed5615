/** Deliveries to webhooks over HTTP, and what brings their events about. */
import type { FastifyInstance } from 'fastify'
import type { Control } from '../../control/control.ts'
import { Deliveries, Delivery } from '../../control/deliveries/schemas.ts'
import { Triggered, Triggers } from '../../control/happenings/schemas.ts'
import { Verdict } from '../../control/journal/schemas.ts'
import { ID_PARAMS, mountCall } from './mount-call.ts'
import { sendList } from './send-list.ts'
import { createWaitSignal } from './wait-signal.ts'

export const mountDeliveries = (scope: FastifyInstance, control: Control): void => {
  mountCall(scope, control, 'listDeliveries', {
    summary: 'The deliveries of a sandbox to webhooks, with their attempts',
    response: { 200: Deliveries },
    send: ({ deliveries }, reply) => sendList(reply, 'deliveries', deliveries),
  })
  mountCall(scope, control, 'getDelivery', {
    summary: 'One delivery with its attempts',
    params: ID_PARAMS,
    response: { 200: Delivery },
  })
  mountCall(scope, control, 'verifyDeliveries', {
    summary: 'Whether as many deliveries match as there should be',
    response: { 200: Verdict },
  })
  mountCall(scope, control, 'waitForDeliveries', {
    summary: 'Answers when enough deliveries match or nothing is due, or at the timeout',
    response: { 200: Verdict },
    ...createWaitSignal(scope),
  })
  mountCall(scope, control, 'redeliver', {
    summary: 'Sends a delivery once more: the same event, with the same id',
    params: ID_PARAMS,
    response: { 201: Delivery },
  })
  mountCall(scope, control, 'listTriggers', {
    summary: 'The events that can be brought about',
    response: { 200: Triggers },
  })
  mountCall(scope, control, 'triggerEvent', {
    summary: 'Makes the change that brings an event about',
    response: { 200: Triggered },
  })
}
