/** How many hold a product or a plan: counted when somebody asks, by looking at every membership of the company once. */
import type { KeptTexts } from '../../sandbox/kept-texts.ts'
import { isGranting } from './fitting-membership.ts'
import type { WhopDb } from './model.ts'

type Counts = ReadonlyMap<string, number>

const counted = new WeakMap<KeptTexts, Map<string, Counts>>()

const count = (db: WhopDb, company: string): Counts => {
  const counts = new Map<string, number>()
  for (const { status, product, plan } of db.memberships.rows(company, 'asc'))
    if (isGranting(status)) for (const id of [product, plan]) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}

/** `texts` are others as soon as a row changes, and so the counts are made anew. */
export const membersOf = (db: WhopDb, texts: KeptTexts, company: string, id: string): number => {
  const known = counted.get(texts) ?? new Map<string, Counts>()
  counted.set(texts, known)
  const counts = known.get(company) ?? count(db, company)
  known.set(company, counts)
  return counts.get(id) ?? 0
}
