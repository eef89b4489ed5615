/** What Whop's collections start from: the shipped keys and members, the made ones, the user's own. */

import type { VendorOptions } from '../../contract/definition.ts'
import { readFixture } from '../../sandbox/fixtures.ts'
import { Random } from '../../sandbox/random.ts'
import type { Seed } from '../../sandbox/sandbox.ts'
import { createSeeds } from '../../sandbox/seeds.ts'
import { drawEntry, drawId, fillMember } from './made-member.ts'
import type { Key, Member, MemberEntry } from './schemas.ts'
import type { WhopSettings } from './settings.ts'

export { fillMember }

type Plan = Map<string, () => Promise<Member>>

const readShipped = <T>(name: string): readonly T[] =>
  readFixture(new URL(`../../../fixtures/whop/${name}.json`, import.meta.url))

/** Under what an entry's member is kept. */
export const entryKey = ({ id }: MemberEntry, _settings: WhopSettings): string => id

/** The same id or token replaces a shipped one; members given in part are made up when asked for. */
export const createSeed = (
  settings: WhopSettings,
  options: VendorOptions,
): ((seed: number) => Seed<Key, Member>) => {
  const { fixtures } = settings
  const keys = [...(fixtures ? readShipped<Key>('keys') : []), ...settings.keys]
  const own = new Map(settings.members.map((entry) => [entryKey(entry, settings), entry]))
  const named = (fixtures ? readShipped<Member>('members') : []).filter(({ id }) => !own.has(id))

  const plan = (seed: number): Plan => {
    const makers: Plan = new Map()
    for (let index = 0; fixtures && index < options.members; index++) {
      const id = drawId(new Random(`${seed}:whop:${index}`), 'mber')
      makers.set(id, () => fillMember(drawEntry(id, seed), seed, settings, options))
    }
    for (const [id, entry] of own) makers.set(id, () => fillMember(entry, seed, settings, options))
    return makers
  }
  return createSeeds({
    keys: new Map(keys.map((key) => [key.token, key])),
    named: new Map(named.map((member) => [member.id, member])),
    plan,
  })
}
