/** What a user may set for Whop, once validated. */
import type { VendorSettings } from '../../contract/definition.ts'
import type { Key, MemberEntry } from './schemas.ts'

export interface WhopSettings extends VendorSettings {
  keys: readonly Key[]
  members: readonly MemberEntry[]
  strictScopes: boolean
}
