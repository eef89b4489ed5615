/** The vendors as the types of the library know them. */
import type { ErrorTable } from '../contract/refusal.ts'
import type { errors as aitableErrors } from './aitable/errors.ts'
import type { faults as aitableFaults } from './aitable/faults.ts'
import type { Member as AitableMember } from './aitable/schemas.ts'
import type { AitableSettings } from './aitable/settings.ts'
import type { createErrors as createSotionErrors } from './sotion/errors.ts'
import type { faults as sotionFaults } from './sotion/faults.ts'
import type { operations as sotionOperations } from './sotion/operations.ts'
import type { Member as SotionMember } from './sotion/schemas.ts'
import type { SotionSettings } from './sotion/settings.ts'
import type { errors as whopErrors } from './whop/errors.ts'
import type { faults as whopFaults } from './whop/faults.ts'
import type { operations as whopOperations } from './whop/operations.ts'
import type { Member as WhopMember } from './whop/schemas.ts'
import type { WhopSettings } from './whop/settings.ts'

/** The names of a vendor's operations. */
type IdsOf<Operations extends readonly { id: string }[]> = Operations[number]['id']

/** The names of a vendor's refusals. */
type KindsOf<Errors extends ErrorTable> = Exclude<keyof Errors & string, 'notImplemented'>

/**
 * What each vendor takes, the names of its credentials and operations, its members as the admin shows them, and what
 * they live in where their ids alone do not tell; then what a fault may force in its name.
 */
export interface VendorTypes {
  whop: {
    settings: WhopSettings
    credential: 'full' | 'basic' | 'noscope' | 'revoked' | 'otherCompany'
    operation: IdsOf<typeof whopOperations>
    member: WhopMember
    place: never
    status: keyof typeof whopFaults.statuses
    code: never
    kind: KindsOf<typeof whopErrors>
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
    status: keyof typeof aitableFaults.statuses
    code: keyof typeof aitableFaults.codes
    kind: KindsOf<typeof aitableErrors>
  }
  sotion: {
    settings: SotionSettings
    credential: 'siteA' | 'siteB' | 'revoked'
    operation: IdsOf<typeof sotionOperations>
    member: SotionMember & { site: string }
    place: 'site'
    status: keyof typeof sotionFaults.statuses
    code: never
    kind: KindsOf<ReturnType<typeof createSotionErrors>>
  }
}
