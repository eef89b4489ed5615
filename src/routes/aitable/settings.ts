/** What a user may set for AITable, once validated. */
import type { VendorSettings } from '../../contract/vendor-settings.ts'
import type { Key, MemberEntry, Space } from './schemas.ts'

export interface AitableSettings extends VendorSettings {
  keys: readonly Key[]
  members: readonly MemberEntry[]
  spaces: readonly Space[]
  absentSensitive: 'omit' | 'empty'
}
