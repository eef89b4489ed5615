/** Makes Sotion's members: whole ones from nothing but an id, and the rest of one given in part. */

import type { VendorOptions } from '../../contract/definition.ts'
import { createPerson } from '../../sandbox/person.ts'
import { isLikely, pickSome } from '../../sandbox/pick.ts'
import { Random } from '../../sandbox/random.ts'
import { createTimeline, DAY } from '../../sandbox/timeline.ts'
import { groupsOf } from './groups.ts'
import type { Member, MemberEntry } from './schemas.ts'
import type { SotionSettings } from './settings.ts'
import { siteOf } from './sites.ts'

/** As much of a made member as makes it differ from the ordinary one. */
export const drawEntry = (id: string, site: string, seed: number): MemberEntry => {
  const random = new Random(`${seed}:sotion:${id}:entry`)
  return {
    id,
    site,
    status: isLikely(random, 7) ? 'blocked' : 'active',
    verified: isLikely(random, 80) ? true : isLikely(random, 60) ? false : null,
    paid: isLikely(random, 10) ? null : isLikely(random, 50),
    ...(isLikely(random, 10) ? { displayName: null } : {}),
    ...(isLikely(random, 20) ? { accessGroups: [] } : {}),
  }
}

/** Following a login link is what verifies an e-mail, so nobody logs in unverified. */
const fillVerified = ({ verified, lastLoginAt, registeredAt }: MemberEntry): boolean | null => {
  if (verified !== undefined) return verified
  return lastLoginAt !== null && registeredAt !== null
}

/** The whole member of `entry`: what it gives stays, the rest is the same for the same seed and id. */
export const fillMember = async (
  entry: MemberEntry,
  seed: number,
  settings: SotionSettings,
  { now }: Pick<VendorOptions, 'now'>,
): Promise<Member> => {
  const { id, site: _, ...given } = entry
  const text = `${seed}:sotion:${id.toLowerCase()}`
  const random = new Random(`${text}:member`)
  const person = await createPerson(text, now, entry.displayName)
  const verified = fillVerified(entry)
  const times = createTimeline({
    random,
    now,
    steps: { createdAt: 900 * DAY, registeredAt: DAY, lastLoginAt: 900 * DAY, updatedAt: 30 * DAY },
    given: entry,
  })
  return {
    id,
    email: person.email,
    displayName: person.name,
    status: 'active',
    verified,
    paid: isLikely(random, 50),
    registeredAt: times.registeredAt,
    lastLoginAt: verified === true && entry.registeredAt !== null ? times.lastLoginAt : null,
    createdAt: times.createdAt,
    updatedAt: times.updatedAt,
    accessGroups: pickSome(random, groupsOf(siteOf(entry, settings)), random.integer(1, 3)),
    ...given,
  }
}
