/** The vendors as the types of the library know them. */
import type { Member as AitableMember } from './aitable/schemas.ts'
import type { AitableSettings } from './aitable/settings.ts'
import type { operations as sotionOperations } from './sotion/operations.ts'
import type { Member as SotionMember } from './sotion/schemas.ts'
import type { SotionSettings } from './sotion/settings.ts'
import type { Member as WhopMember } from './whop/schemas.ts'
import type { WhopSettings } from './whop/settings.ts'
import type { operations as whopOperations } from './whop/vendor.ts'

/** The names of a vendor's operations. */
type IdsOf<Operations extends readonly { id: string }[]> = Operations[number]['id']

/**
 * What each vendor takes, the names of its credentials and operations, its members as the admin shows them, and what
 * they live in where their ids alone do not tell.
 */
export interface VendorTypes {
  whop: {
    settings: WhopSettings
    credential: 'full' | 'basic' | 'noscope' | 'revoked'
    operation: IdsOf<typeof whopOperations>
    member: WhopMember
    place: never
  }
  aitable: {
    settings: AitableSettings
    credential:
      | 'admin'
      | 'subAdmin'
      | 'teamAdmin'
      | 'idleAdmin'
      | 'plainMember'
      | 'outsider'
      | 'quotaSpent'
      | 'revoked'
    operation:
      | 'getMember'
      | 'updateMember'
      | 'deleteMember'
      | 'listSubTeams'
      | 'listTeamMembers'
      | 'createTeam'
      | 'updateTeam'
      | 'deleteTeam'
      | 'listRoles'
      | 'createRole'
      | 'updateRole'
      | 'deleteRole'
      | 'listUnitsOfRole'
    member: AitableMember & { space: string }
    place: 'space'
  }
  sotion: {
    settings: SotionSettings
    credential: 'siteA' | 'siteB' | 'revoked'
    operation: IdsOf<typeof sotionOperations>
    member: SotionMember & { site: string }
    place: 'site'
  }
}
