/** What a user may set for Sotion, once validated. */
import type { VendorSettings } from '../../contract/vendor-settings.ts'
import type { Key, MemberEntry, Site } from './schemas.ts'

export interface SotionSettings extends VendorSettings {
  keys: readonly Key[]
  members: readonly MemberEntry[]
  sites: readonly Site[]
  errorShape: 'flat' | 'nested'
}
