/** What a user may set for AITable, once validated. */
import type { VendorSettings } from '../../contract/vendor-settings.ts'
import type { MemberEntry, RoleEntry, TeamEntry } from './entry-schemas.ts'
import type { Key, Space } from './schemas.ts'

/** How email and mobile look where they are not shown: left out, or "" and {}. */
export type Absent = 'omit' | 'empty'

export interface AitableSettings extends VendorSettings {
  keys: readonly Key[]
  members: readonly MemberEntry[]
  spaces: readonly Space[]
  roles: readonly RoleEntry[]
  teams: readonly TeamEntry[]
  absentSensitive: Absent
}
