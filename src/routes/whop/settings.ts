/** What a user may set for Whop, once validated. */
import type { VendorSettings } from '../../contract/vendor-settings.ts'
import type { Key, MemberEntry } from './schemas.ts'

export interface WhopSettings extends VendorSettings {
  keys: readonly Key[]
  members: readonly MemberEntry[]
  strictScopes: boolean
}
