/** What a user may set for Whop, once validated. */
import type { VendorSettings } from '../../contract/vendor-settings.ts'
import type { MemberEntry } from './member-record.ts'
import type { Key } from './schemas.ts'
import type { WebhookEntry } from './webhook-row.ts'

export interface WhopSettings extends VendorSettings {
  keys: readonly Key[]
  members: readonly MemberEntry[]
  webhooks: readonly WebhookEntry[]
  strictScopes: boolean
}
