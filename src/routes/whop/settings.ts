/** What a user may set for Whop, once validated. */
import type { VendorSettings } from '../../contract/vendor-settings.ts'
import type { MemberEntry } from './member-record.ts'
import type { Key } from './schemas.ts'

export interface WhopSettings extends VendorSettings {
  keys: readonly Key[]
  members: readonly MemberEntry[]
  strictScopes: boolean
}
