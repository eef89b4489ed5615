/** The vendors, one line each. */

import type { VendorDefinition } from '../contract/definition.ts'
import type { VerificationModule } from '../contract/verify-case.ts'
import { aitable } from './aitable/vendor.ts'
import { sotion } from './sotion/vendor.ts'
import { whop } from './whop/vendor.ts'

export const vendorDefinitions: readonly VendorDefinition[] = [whop, aitable, sotion]

/** The cases of `membermock verify`, loaded when it runs. */
export const verifications: Readonly<Record<string, () => Promise<VerificationModule>>> = {
  whop: () => import('./whop/verify.ts'),
  aitable: () => import('./aitable/verify.ts'),
  sotion: () => import('./sotion/verify.ts'),
}
