/** Sandboxes over HTTP: made, listed, shown, deleted and reset. */
import type { FastifyInstance } from 'fastify'
import type { Vendor } from '../../contract/vendor.ts'
import type { Control } from '../../control/control.ts'
import { sandboxList, sandboxView } from '../../control/sandboxes/schemas.ts'
import { ID_PARAMS, mountCall } from './mount-call.ts'
import { NOTHING } from './nothing.ts'

const mountMaking = (scope: FastifyInstance, control: Control, vendors: readonly Vendor[]): void => {
  mountCall(scope, control, 'createSandbox', {
    summary: 'Makes a sandbox with credentials of its own.',
    response: { 201: sandboxView(vendors) },
  })
  mountCall(scope, control, 'deleteSandbox', {
    summary: 'Deletes a sandbox and all that it remembers; its credentials are nobody’s then.',
    params: ID_PARAMS,
    response: NOTHING,
  })
}

const mountShowing = (scope: FastifyInstance, control: Control, vendors: readonly Vendor[]): void => {
  const view = sandboxView(vendors)
  mountCall(scope, control, 'listSandboxes', {
    summary: 'All sandboxes: the default one, then the others in the order they were made.',
    response: { 200: sandboxList(view) },
  })
  mountCall(scope, control, 'getSandbox', {
    summary: 'Shows one sandbox.',
    params: ID_PARAMS,
    response: { 200: view },
  })
}

export const mountSandboxes = (
  scope: FastifyInstance,
  control: Control,
  vendors: readonly Vendor[],
): void => {
  mountMaking(scope, control, vendors)
  mountShowing(scope, control, vendors)
  mountCall(scope, control, 'reset', {
    summary: 'Takes a sandbox back to how it started; its credentials stay.',
    response: NOTHING,
  })
}
