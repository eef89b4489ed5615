/** Makes AITable's members: whole ones from nothing but an id, and the rest of one given in part. */

import type { VendorOptions } from '../../contract/definition.ts'
import { createPerson } from '../../sandbox/person.ts'
import { isLikely, pickSome } from '../../sandbox/pick.ts'
import { Random } from '../../sandbox/random.ts'
import { createTimeline, DAY } from '../../sandbox/timeline.ts'
import { createOrganization, drawUnitId } from './organization.ts'
import type { Member, MemberEntry } from './schemas.ts'
import type { AitableSettings } from './settings.ts'

type Sensitive = Partial<Pick<Member, 'mobile' | 'email'>>

/** An entry's unit id, under either of its names; the schema asks for one of them. */
export const unitIdOf = ({ unitId, id }: MemberEntry): string => unitId ?? id ?? ''

/** As the vendor's example has it: the day of the upload, then 32 hex digits. */
const drawAvatar = (random: Random, now: number): string => {
  const { uploaded } = createTimeline({ random, now, steps: { uploaded: 900 * DAY }, given: {} })
  const day = uploaded.slice(0, 10).replaceAll('-', '/')
  return `https://s1.aitable.ai/public/${day}/${drawUnitId(random)}`
}

/** The vendor reads these from the user behind the member, whom someone merely invited does not have yet. */
const drawAccount = async (
  entry: MemberEntry,
  seed: number,
  now: number,
): Promise<Pick<Member, 'name' | 'avatar'> & Sensitive> => {
  const text = `${seed}:aitable:${unitIdOf(entry)}`
  const { name, email, phone } = await createPerson(text, now, entry.name)
  if (entry.status === 0) return { name, avatar: '' }
  return {
    name,
    mobile: { number: phone.number, areaCode: phone.areaCode },
    email,
    avatar: drawAvatar(new Random(`${text}:avatar`), now),
  }
}

/** The whole member of `entry`: what it gives stays, the rest is the same for the same seed and id. */
export const fillMember = async (
  entry: MemberEntry,
  seed: number,
  _settings: AitableSettings,
  { now }: Pick<VendorOptions, 'now'>,
): Promise<Member> => {
  const { id: _, space: __, ...given } = entry
  const unitId = unitIdOf(entry)
  const random = new Random(`${seed}:aitable:${unitId}:member`)
  const { teams, roles } = createOrganization(seed)
  const { name, avatar, ...sensitive } = await drawAccount(entry, seed, now)
  return {
    unitId,
    name,
    ...sensitive,
    avatar,
    status: 1,
    type: 'Member',
    teams: pickSome(random, teams, random.integer(1, 2)),
    roles: pickSome(random, roles, random.integer(0, 2)),
    ...given,
  }
}

const drawKind = (random: Random): Pick<Member, 'status' | 'type'> => {
  if (isLikely(random, 8)) return { status: 0, type: 'Member' }
  return { status: 1, type: isLikely(random, 4) ? 'SubAdmin' : 'Member' }
}

/** A member of a made space, which has its one primary admin among the shipped members. */
export const makeMember = async (
  unitId: string,
  seed: number,
  settings: AitableSettings,
  options: Pick<VendorOptions, 'now'>,
): Promise<Member> => {
  const random = new Random(`${seed}:aitable:${unitId}:kind`)
  const { mobile, email, avatar, ...rest } = await fillMember(
    { unitId, ...drawKind(random) },
    seed,
    settings,
    options,
  )
  const sensitive = {
    ...(mobile === undefined || isLikely(random, 50) ? {} : { mobile }),
    ...(email === undefined || isLikely(random, 10) ? {} : { email }),
  }
  const teams = isLikely(random, 10) ? [] : rest.teams
  return {
    unitId,
    name: rest.name,
    ...sensitive,
    avatar: isLikely(random, 25) ? '' : avatar,
    status: rest.status,
    type: rest.type,
    teams,
    roles: rest.roles,
  }
}
