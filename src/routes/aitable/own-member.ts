/** Completes a member that a user gives in part. */
import type { VendorOptions } from '../../contract/definition.ts'
import { createMadePerson } from '../../sandbox/made-person.ts'
import { isLikely, pickSome } from '../../sandbox/pick.ts'
import { Random } from '../../sandbox/random.ts'
import { drawAvatar } from './avatar.ts'
import type { MemberEntry } from './entry-schemas.ts'
import type { Member, Role, Team } from './schemas.ts'

/** An entry's unit id, under either of its names; the schema asks for one of them. */
export const unitIdOf = ({ unitId, id }: { unitId?: string; id?: string }): string => unitId ?? id ?? ''

/** The vendor reads these from the user behind the member, whom someone merely invited does not have yet. */
const fillAccount = (
  entry: MemberEntry,
  text: string,
  now: number,
): Pick<Member, 'name' | 'avatar' | 'mobile' | 'email'> => {
  const { name, email, phone } = createMadePerson(text, entry.name)
  if (entry.status === 0) return { name, avatar: '' }
  return {
    name,
    mobile: { number: phone.number, areaCode: phone.areaCode },
    email,
    avatar: drawAvatar(new Random(`${text}:avatar`), now),
  }
}

/** What the member's space has to choose from, and those the entry names. */
export interface Units {
  teams: readonly Team[]
  roles: readonly Role[]
  given: { teams?: readonly Team[] | undefined; roles?: readonly Role[] | undefined }
}

const drawRoles = (random: Random, roles: readonly Role[]): readonly Role[] =>
  isLikely(random, 60) ? pickSome(random, roles, random.integer(1, 2)) : []

/** What the entry gives stays, the rest is the same for the same seed and id. */
export const fillMember = (
  entry: MemberEntry,
  { teams, roles, given: named }: Units,
  seed: number,
  { now }: Pick<VendorOptions, 'now'>,
): Member => {
  const { id: _, space: __, teams: _teams, roles: _roles, ...given } = entry
  const unitId = unitIdOf(entry)
  const text = `${seed}:aitable:${unitId.toLowerCase()}`
  const random = new Random(`${text}:member`)
  const { name, avatar, ...sensitive } = fillAccount(entry, text, now)
  return {
    unitId,
    name,
    ...sensitive,
    avatar,
    status: 1,
    type: 'Member',
    ...given,
    teams: [...(named.teams ?? pickSome(random, teams, random.integer(1, 2)))],
    roles: [...(named.roles ?? drawRoles(random, roles))],
  }
}
