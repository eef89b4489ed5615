/** The sites that Sotion's members are on. */
import { readFixture } from '../../sandbox/fixtures.ts'
import type { MemberEntry, Site } from './schemas.ts'
import type { SotionSettings } from './settings.ts'

const SHIPPED = readFixture<Site>(new URL('../../../fixtures/sotion/sites.json', import.meta.url))

/** Ids: the shipped sites, then the user's. */
export const sitesOf = ({ fixtures, sites }: SotionSettings): readonly string[] => [
  ...new Set([...(fixtures ? SHIPPED : []), ...sites].map(({ id }) => id)),
]

/** The site of an entry; without one the first there is, or the first that a key is for. Throws if there is none. */
export const siteOf = (entry: MemberEntry, settings: SotionSettings): string => {
  const site = entry.site ?? sitesOf(settings)[0] ?? settings.keys[0]?.site
  if (site === undefined) throw new Error(`sotion member ${entry.id} names no site, and there is none`)
  return site
}
