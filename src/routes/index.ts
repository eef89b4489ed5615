/** The vendors, one line each. */
import type { VendorDefinition } from '../vendor.ts'
import type { AitableSettings } from './aitable/settings.ts'
import { aitable } from './aitable/vendor.ts'
import type { SotionSettings } from './sotion/settings.ts'
import { sotion } from './sotion/vendor.ts'
import type { WhopSettings } from './whop/settings.ts'
import { whop } from './whop/vendor.ts'

export const vendorDefinitions: readonly VendorDefinition[] = [whop, aitable, sotion]

/** What each vendor takes, and the names of its credentials. */
export interface VendorTypes {
  whop: { settings: WhopSettings; credential: 'full' | 'basic' | 'noscope' | 'revoked' }
  aitable: {
    settings: AitableSettings
    credential: 'admin' | 'subAdmin' | 'plainMember' | 'outsider' | 'quotaSpent' | 'revoked'
  }
  sotion: { settings: SotionSettings; credential: 'siteA' | 'siteB' | 'revoked' }
}
