/** The access groups of Sotion's sites. */
import { Random } from '../../sandbox/random.ts'
import type { Member } from './schemas.ts'

export type Group = Member['accessGroups'][number]

/** Those that the shipped members are in. */
const SHIPPED_GROUPS: Readonly<Record<string, readonly Group[]>> = {
  site_a: [
    { id: 'a0000000-0000-4000-8000-000000000001', name: 'Founding Members' },
    { id: 'a0000000-0000-4000-8000-000000000002', name: 'Course 2025' },
    { id: 'a0000000-0000-4000-8000-000000000003', name: 'Newsletter' },
    { id: 'a0000000-0000-4000-8000-000000000004', name: 'Beta Testers' },
  ],
  site_b: [
    { id: 'b0000000-0000-4000-8000-000000000001', name: 'Customers' },
    { id: 'b0000000-0000-4000-8000-000000000002', name: 'Partners' },
  ],
}

const NAMES = ['Members', 'Supporters', 'Team'] as const

/** The groups of a site, the same under every seed. */
export const groupsOf = (site: string): readonly Group[] => {
  const random = new Random(`sotion:${site}:groups`)
  return SHIPPED_GROUPS[site] ?? NAMES.map((name) => ({ id: random.uuid(), name }))
}
