/** Completes a member that a user gives in part. */
import type { VendorOptions } from '../../contract/definition.ts'
import { createMadePerson } from '../../sandbox/made-person.ts'
import { isLikely, pickSome } from '../../sandbox/pick.ts'
import { Random } from '../../sandbox/random.ts'
import { createTimeline, DAY } from '../../sandbox/timeline.ts'
import type { GroupRow } from './model.ts'
import { emailOf } from './roster.ts'
import type { Member, MemberEntry } from './schemas.ts'

/** Following a login link is what verifies an e-mail, so nobody logs in unverified. */
const fillVerified = ({ verified, lastLoginAt, registeredAt }: MemberEntry): boolean | null => {
  if (verified !== undefined) return verified
  return lastLoginAt !== null && registeredAt !== null
}

/** `groups` are those of the site. What the entry gives stays, the rest is the same for the same seed and id. */
export const fillMember = (
  { id, site: _, ...given }: MemberEntry,
  groups: readonly GroupRow[],
  seed: number,
  { now }: Pick<VendorOptions, 'now'>,
): Member => {
  const text = `${seed}:sotion:${id.toLowerCase()}`
  const random = new Random(`${text}:member`)
  const person = createMadePerson(text, given.displayName)
  const verified = fillVerified({ id, ...given })
  const times = createTimeline({
    random,
    now,
    steps: { createdAt: 900 * DAY, registeredAt: DAY, lastLoginAt: 900 * DAY, updatedAt: 30 * DAY },
    given,
  })
  return {
    id,
    email: person.email,
    displayName: person.name,
    status: 'active',
    verified,
    paid: isLikely(random, 50),
    registeredAt: times.registeredAt,
    lastLoginAt: verified === true && given.registeredAt !== null ? times.lastLoginAt : null,
    createdAt: times.createdAt,
    updatedAt: times.updatedAt,
    accessGroups: pickSome(random, groups, random.integer(1, 3)).map(({ id: group, name }) => ({
      id: group,
      name,
    })),
    ...given,
    ...(given.email !== undefined && { email: emailOf(given.email) }),
  }
}
