/** The rate limits of a sandbox over HTTP. */
import type { FastifyInstance } from 'fastify'
import type { Vendor } from '../../contract/vendor.ts'
import type { Control } from '../../control/control.ts'
import { byVendor } from '../../control/limits/by-vendor.ts'
import { VendorLimit } from '../../control/limits/schemas.ts'
import { mountCall } from './mount-call.ts'

export const mountLimits = (scope: FastifyInstance, control: Control, vendors: readonly Vendor[]): void => {
  const response = {
    200: { title: 'Limits', ...byVendor(vendors, VendorLimit), required: vendors.map(({ id }) => id) },
  }
  mountCall(scope, control, 'getLimits', {
    summary: 'The rate limit of each vendor in a sandbox.',
    response,
  })
  mountCall(scope, control, 'setLimits', {
    summary: 'Changes rate limits of a sandbox, and says what holds then.',
    response,
  })
}
