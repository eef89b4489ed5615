/** The vendors, one line each. */

import type { VendorDefinition } from '../contract/definition.ts'
import type { VerificationModule } from '../contract/verify-case.ts'
import type { Member as AitableMember } from './aitable/schemas.ts'
import type { AitableSettings } from './aitable/settings.ts'
import { aitable } from './aitable/vendor.ts'
import type { Member as SotionMember } from './sotion/schemas.ts'
import type { SotionSettings } from './sotion/settings.ts'
import { sotion } from './sotion/vendor.ts'
import type { Member as WhopMember } from './whop/schemas.ts'
import type { WhopSettings } from './whop/settings.ts'
import { whop } from './whop/vendor.ts'

export const vendorDefinitions: readonly VendorDefinition[] = [whop, aitable, sotion]

/** What each vendor takes, the names of its credentials and operations, and its members as the admin shows them. */
export interface VendorTypes {
  whop: {
    settings: WhopSettings
    credential: 'full' | 'basic' | 'noscope' | 'revoked'
    operation: 'retrieveMember'
    member: WhopMember
  }
  aitable: {
    settings: AitableSettings
    credential: 'admin' | 'subAdmin' | 'plainMember' | 'outsider' | 'quotaSpent' | 'revoked'
    operation: 'getMember'
    member: AitableMember & { space: string }
  }
  sotion: {
    settings: SotionSettings
    credential: 'siteA' | 'siteB' | 'revoked'
    operation: 'getMember'
    member: SotionMember & { site: string }
  }
}

/** The cases of `membermock verify`, loaded when it runs. */
export const verifications: Readonly<Record<string, () => Promise<VerificationModule>>> = {
  whop: () => import('./whop/verify.ts'),
  aitable: () => import('./aitable/verify.ts'),
  sotion: () => import('./sotion/verify.ts'),
}
