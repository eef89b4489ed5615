/** What AITable's collections start from: the shipped keys and members, the made ones, the user's own. */

import type { VendorOptions } from '../../contract/definition.ts'
import { readFixture } from '../../sandbox/fixtures.ts'
import { Random } from '../../sandbox/random.ts'
import type { Seed } from '../../sandbox/sandbox.ts'
import { createSeeds } from '../../sandbox/seeds.ts'
import { fillMember, makeMember, unitIdOf } from './made-member.ts'
import { drawUnitId } from './organization.ts'
import type { Key, Member, MemberEntry, Space } from './schemas.ts'
import type { AitableSettings } from './settings.ts'
import { memberKey } from './store.ts'

export { fillMember }

type Plan = Map<string, () => Promise<Member>>

const readShipped = <T>(name: string): readonly T[] =>
  readFixture(new URL(`../../../fixtures/aitable/${name}.json`, import.meta.url))

const SHIPPED_SPACES = readShipped<Space>('spaces')

/** The shipped spaces, then the user's; the same id replaces. */
export const spacesOf = ({ fixtures, spaces }: AitableSettings): ReadonlyMap<string, Space> =>
  new Map([...(fixtures ? SHIPPED_SPACES : []), ...spaces].map((space) => [space.id, space]))

/** Under what an entry's member is kept; throws for one without a space where there is none to stand in. */
export const entryKey = (entry: MemberEntry, settings: AitableSettings): string => {
  const [first] = spacesOf(settings).keys()
  const space = entry.space ?? first
  if (space === undefined)
    throw new Error(`aitable member ${unitIdOf(entry)} names no space, and there is none`)
  return memberKey(space, unitIdOf(entry))
}

/** The same id in the same space, or the same token, replaces a shipped one. */
export const createSeed = (
  settings: AitableSettings,
  options: VendorOptions,
): ((seed: number) => Seed<Key, Member>) => {
  const { fixtures } = settings
  const home = [...spacesOf(settings).values()].find((space) => space.plan === 'enterprise')?.id
  const keys = [...(fixtures ? readShipped<Key>('keys') : []), ...settings.keys]
  const own = new Map(settings.members.map((entry) => [entryKey(entry, settings), entry]))
  const named = new Map<string, Member>()
  for (const { space, ...member } of fixtures ? readShipped<Member & { space: string }>('members') : []) {
    const key = memberKey(space, member.unitId)
    if (!own.has(key)) named.set(key, member)
  }

  const plan = (seed: number): Plan => {
    const makers: Plan = new Map()
    for (let index = 0; fixtures && home !== undefined && index < options.members; index++) {
      const unitId = drawUnitId(new Random(`${seed}:aitable:${index}`))
      makers.set(memberKey(home, unitId), () => makeMember(unitId, seed, settings, options))
    }
    for (const [key, entry] of own) makers.set(key, () => fillMember(entry, seed, settings, options))
    return makers
  }
  return createSeeds({ keys: new Map(keys.map((key) => [key.token, key])), named, plan })
}
