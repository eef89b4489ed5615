/** What Sotion's collections start from: the shipped keys and members, the made ones, the user's own. */

import type { VendorOptions } from '../../contract/definition.ts'
import { readFixture } from '../../sandbox/fixtures.ts'
import { Random } from '../../sandbox/random.ts'
import type { Seed } from '../../sandbox/sandbox.ts'
import { createSeeds } from '../../sandbox/seeds.ts'
import { drawEntry, fillMember } from './made-member.ts'
import type { Key, Member, MemberEntry } from './schemas.ts'
import type { SotionSettings } from './settings.ts'
import { siteOf, sitesOf } from './sites.ts'
import { memberKey } from './store.ts'

export { fillMember }

type Plan = Map<string, () => Promise<Member>>

const readShipped = <T>(name: string): readonly T[] =>
  readFixture(new URL(`../../../fixtures/sotion/${name}.json`, import.meta.url))

/** Every fourth made member is on the second site. */
const pickSite = ([first = '', second = first]: readonly string[], index: number): string =>
  index % 4 === 3 ? second : first

/** Under what an entry's member is kept. */
export const entryKey = (entry: MemberEntry, settings: SotionSettings): string =>
  memberKey(siteOf(entry, settings), entry.id)

/** The same id on the same site, or the same token, replaces a shipped one. */
export const createSeed = (
  settings: SotionSettings,
  options: VendorOptions,
): ((seed: number) => Seed<Key, Member>) => {
  const { fixtures } = settings
  const sites = sitesOf(settings)
  const keys = [...(fixtures ? readShipped<Key>('keys') : []), ...settings.keys]
  const own = new Map(settings.members.map((entry) => [entryKey(entry, settings), entry]))
  const named = new Map<string, Member>()
  for (const { site, ...member } of fixtures ? readShipped<Member & { site: string }>('members') : []) {
    const key = memberKey(site, member.id)
    if (!own.has(key)) named.set(key, member)
  }

  const plan = (seed: number): Plan => {
    const makers: Plan = new Map()
    for (let index = 0; fixtures && index < options.members; index++) {
      const id = new Random(`${seed}:sotion:${index}`).uuid()
      const site = pickSite(sites, index)
      makers.set(memberKey(site, id), () => fillMember(drawEntry(id, site, seed), seed, settings, options))
    }
    for (const [key, entry] of own) makers.set(key, () => fillMember(entry, seed, settings, options))
    return makers
  }
  return createSeeds({ keys: new Map(keys.map((key) => [key.token, key])), named, plan })
}
