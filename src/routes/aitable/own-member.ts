/** Completes a member that a user gives in part. */
import type { VendorOptions } from '../../contract/definition.ts'
import { createMadePerson } from '../../sandbox/made-person.ts'
import { isLikely, pickSome } from '../../sandbox/pick.ts'
import { Random } from '../../sandbox/random.ts'
import { drawAvatar } from './avatar.ts'
import type { Member, MemberEntry, Role, Team } from './schemas.ts'

/** An entry's unit id, under either of its names; the schema asks for one of them. */
const unitIdOf = ({ unitId, id }: MemberEntry): string => unitId ?? id ?? ''

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

/** The teams and roles there are in the member's space. */
export interface Units {
  teams: readonly Team[]
  roles: readonly Role[]
}

/** What the entry gives stays, the rest is the same for the same seed and id. */
export const fillMember = (
  entry: MemberEntry,
  { teams, roles }: Units,
  seed: number,
  { now }: Pick<VendorOptions, 'now'>,
): Member => {
  const { id: _, space: __, ...given } = entry
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
    teams: pickSome(random, teams, random.integer(1, 2)),
    roles: isLikely(random, 60) ? pickSome(random, roles, random.integer(1, 2)) : [],
    ...given,
  }
}
