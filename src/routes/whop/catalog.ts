/** What a company sells that nobody has said it of: one product, with a plan of each kind. */
import { BASE62, Random } from '../../sandbox/random.ts'
import { LONG_AGO } from './companies.ts'
import type { WhopDb } from './model.ts'
import type { PlanKind } from './plans.ts'
import type { PlanRow, ProductRow } from './row-schemas.ts'

/** Ids that are given have 18 characters, their prefix included. */
const ID_LENGTH = 13

type Terms = Pick<
  PlanRow,
  | 'plan_type'
  | 'billing_period'
  | 'expiration_days'
  | 'trial_period_days'
  | 'split_pay_required_payments'
  | 'initial_price'
  | 'renewal_price'
>

const ONCE: Terms = {
  plan_type: 'one_time',
  billing_period: null,
  expiration_days: null,
  trial_period_days: null,
  split_pay_required_payments: null,
  initial_price: 0,
  renewal_price: 0,
}
const MONTHLY: Terms = { ...ONCE, plan_type: 'renewal', billing_period: 30, renewal_price: 20 }

/** What each kind of plan costs, and for how long. */
export const TERMS: Readonly<Record<PlanKind, Terms>> = {
  recurring: { ...MONTHLY, initial_price: 20 },
  trial: { ...MONTHLY, trial_period_days: 7 },
  once: { ...ONCE, initial_price: 50 },
  split: { ...ONCE, initial_price: 20, split_pay_required_payments: 3 },
  season: { ...ONCE, initial_price: 90, expiration_days: 365 },
  free: ONCE,
}

/** The plan of that product and those terms. */
export const planRow = (id: string, { id: product, company }: ProductRow, terms: Terms): PlanRow => ({
  id,
  product,
  company,
  title: null,
  description: null,
  ...terms,
  currency: 'usd',
  release_method: 'buy_now',
  visibility: 'visible',
  stock: null,
  unlimited_stock: true,
  internal_notes: null,
  metadata: null,
  created_at: LONG_AGO,
  updated_at: LONG_AGO,
})

/** A product of which no more is known. */
export const productRow = (id: string, company: string): ProductRow => ({
  id,
  company,
  title: 'Membership',
  route: 'membership',
  headline: null,
  description: null,
  visibility: 'visible',
  metadata: null,
  created_at: LONG_AGO,
  updated_at: LONG_AGO,
})

export const plansOf = (db: WhopDb, company: string): readonly PlanRow[] => [...db.plans.rows(company, 'asc')]

/** A plan for each kind, of that product; under every seed the same. */
export const putPlans = (db: WhopDb, product: ProductRow): void => {
  const random = new Random(`whop:${product.id}:plans`)
  for (const terms of Object.values(TERMS))
    db.plans.put(planRow(`plan_${random.text(BASE62, ID_LENGTH)}`, product, terms))
}

/** Those of the company, which are made if there are none. */
export const requirePlans = (db: WhopDb, company: string): readonly PlanRow[] => {
  const known = plansOf(db, company)
  if (known.length > 0) return known
  const [first] = db.products.rows(company, 'asc')
  const id = `prod_${new Random(`whop:${company}:product`).text(BASE62, ID_LENGTH)}`
  const product = first ?? productRow(id, company)
  if (first === undefined) db.products.put(product)
  putPlans(db, product)
  return plansOf(db, company)
}
