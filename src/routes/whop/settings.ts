/** What a user may set for Whop, once validated. */
import type { VendorSettings } from '../../contract/vendor-settings.ts'
import type { MemberEntry } from './member-record.ts'
import type { MembershipRow } from './membership-row.ts'
import type { CompanyRow, PlanRow, ProductRow, UserRow } from './row-schemas.ts'
import type { Key } from './schemas.ts'
import type { WebhookEntry } from './webhook-row.ts'

/** A record in part: what is left out is filled. */
type EntryOf<Row extends { id: string }> = Partial<Row> & Pick<Row, 'id'>

export interface WhopSettings extends VendorSettings {
  keys: readonly Key[]
  members: readonly MemberEntry[]
  users: readonly EntryOf<UserRow>[]
  companies: readonly EntryOf<CompanyRow>[]
  products: readonly EntryOf<ProductRow>[]
  plans: readonly EntryOf<PlanRow>[]
  memberships: readonly EntryOf<MembershipRow>[]
  webhooks: readonly WebhookEntry[]
  strictScopes: boolean
  errors: 'documented' | 'observed'
}
