/** What a user may set for Sotion, once validated. */
import type { VendorSettings } from '../../contract/vendor-settings.ts'
import type { GroupEntry } from './group-schemas.ts'
import type { Key, MemberEntry, Site } from './schemas.ts'
import type { WebhookEntry } from './webhook-schemas.ts'

export interface SotionSettings extends VendorSettings {
  keys: readonly Key[]
  members: readonly MemberEntry[]
  sites: readonly Site[]
  groups: readonly GroupEntry[]
  webhooks: readonly WebhookEntry[]
  errorShape: 'flat' | 'nested'
}
