/** A member as one request may see it. */
import type { Member, WireMember } from './schemas.ts'
import type { AitableSettings } from './settings.ts'

type Absent = AitableSettings['absentSensitive']

/** The two fields, in the order of the vendor's page; a value the member lacks looks like one withheld. */
const sensitive = ({ mobile, email }: Member, isShown: boolean, absent: Absent): Partial<WireMember> => {
  const shownMobile = isShown ? mobile : undefined
  const shownEmail = isShown ? email : undefined
  if (absent === 'empty') return { mobile: shownMobile ?? {}, email: shownEmail ?? '' }
  return {
    ...(shownMobile === undefined ? {} : { mobile: shownMobile }),
    ...(shownEmail === undefined ? {} : { email: shownEmail }),
  }
}

export const wireMember = (member: Member, isShown: boolean, absent: Absent): WireMember => ({
  unitId: member.unitId,
  name: member.name,
  ...sensitive(member, isShown, absent),
  avatar: member.avatar,
  status: member.status,
  type: member.type,
  teams: member.teams,
  roles: member.roles,
})
