/** A member as one request may see it. */
import type { Member, WireMember } from './schemas.ts'
import type { AitableSettings } from './settings.ts'

type Absent = AitableSettings['absentSensitive']

/** In the order of the vendor's page; a value the member lacks looks like one withheld. JSON leaves undefined out. */
export const wireMember = (member: Member, isShown: boolean, absent: Absent): WireMember => {
  const isEmpty = absent === 'empty'
  return {
    unitId: member.unitId,
    name: member.name,
    mobile: (isShown ? member.mobile : undefined) ?? (isEmpty ? {} : undefined),
    email: (isShown ? member.email : undefined) ?? (isEmpty ? '' : undefined),
    avatar: member.avatar,
    status: member.status,
    type: member.type,
    teams: member.teams,
    roles: member.roles,
  }
}
