/** Whop's plans: read one, and list a company's. */
import { json } from '../../contract/answer.ts'
import type { Call } from '../../contract/call.ts'
import { ApiError } from '../../contract/refusal.ts'
import { said } from '../../contract/said.ts'
import { askedCompany, isShown, OF_COMPANY, VISIBILITY_FILTER } from './catalog-query.ts'
import { createdWithin } from './created.ts'
import { membersOf } from './head-counts.ts'
import { listRows } from './listing.ts'
import type { WhopDb } from './model.ts'
import { operation } from './operation.ts'
import { DIRECTION, PAGE, pageOf } from './page-schemas.ts'
import { page } from './pages.ts'
import { ListedPlan, METHODS, Plan, TYPES } from './plan-schemas.ts'
import type { PlanRow } from './row-schemas.ts'
import type { Rights } from './scopes.ts'
import { CREATED, TEXT } from './shapes.ts'

const TAG = 'Plans'
const READS = { all: ['plan:basic:read'] } as const
const rights: Rights = { legacy: READS, current: READS }

const countOf = (db: WhopDb, { store }: Call, { company, id }: PlanRow): number =>
  membersOf(db, store.db.texts, company, id)

const nameOf = (row: { id: string; title: string } | undefined) =>
  row === undefined ? null : { id: row.id, title: row.title }

/** `more` are the two places where one plan alone says more than one of a list. */
const wire = (db: WhopDb, call: Call, row: PlanRow, more: { tax: object; fields: object; type: object }) => ({
  id: row.id,
  account: nameOf(db.companies.get(row.company)),
  adaptive_pricing_enabled: false,
  billing_period: row.billing_period,
  ...more.tax,
  created_at: row.created_at,
  currency: row.currency,
  ...more.fields,
  description: row.description,
  expiration_days: row.expiration_days,
  initial_price: row.initial_price,
  internal_notes: row.internal_notes,
  invoice: null,
  member_count: countOf(db, call, row),
  metadata: row.metadata,
  payment_method_configuration: null,
  plan_type: row.plan_type,
  product: nameOf(db.products.get(row.product)),
  purchase_url: `https://whop.com/checkout/${row.id}`,
  release_method: row.release_method,
  renewal_price: row.renewal_price,
  split_pay_required_payments: row.split_pay_required_payments,
  stock: row.stock,
  ...more.type,
  three_ds_level: null,
  title: row.title,
  trial_period_days: row.trial_period_days,
  unlimited_stock: row.unlimited_stock,
  updated_at: row.updated_at,
  visibility: row.visibility,
})

const NO_MORE = { tax: {}, fields: {}, type: {} }
const WHOLE = {
  tax: { collect_tax: false },
  fields: { custom_fields: [] },
  type: { tax_type: 'unspecified' },
}

export const retrievePlan = operation({
  id: 'retrievePlan',
  method: 'GET',
  path: '/plans/{id}',
  answers: { 200: Plan },
  rights,
  text: { tag: TAG, summary: 'Read one plan', description: 'Of the company that the key belongs to.' },
  handle({ db, caller, params, call }) {
    const plan = db.plans.get(params.id)
    if (plan === undefined || plan.company !== caller.company) throw new ApiError('planNotFound')
    return json(200, wire(db, call, plan, WHOLE))
  },
})

const ORDERS = ['id', 'active_members_count', 'created_at', 'internal_notes', 'expiration_days'] as const

const valueBy = (order: (typeof ORDERS)[number], db: WhopDb, call: Call) => {
  if (order === 'active_members_count') return (row: PlanRow) => countOf(db, call, row)
  if (order === 'created_at') return (row: PlanRow) => Date.parse(row.created_at)
  return (row: PlanRow) => row[order]
}

export const listPlans = operation({
  id: 'listPlans',
  method: 'GET',
  path: '/plans',
  query: {
    type: 'object',
    properties: {
      ...PAGE,
      ...OF_COMPANY,
      ...CREATED,
      direction: DIRECTION,
      order: said({ type: 'string', enum: ORDERS }, 'created_at unless told.'),
      plan_types: said({ type: 'array', items: { type: 'string', enum: TYPES } }, 'Those of any of these.'),
      release_methods: said(
        { type: 'array', items: { type: 'string', enum: METHODS } },
        'Those of any of these.',
      ),
      product_ids: said({ type: 'array', items: TEXT }, 'Those of any of these products.'),
      visibilities: VISIBILITY_FILTER,
    },
  },
  answers: { 200: pageOf(ListedPlan) },
  rights,
  text: { tag: TAG, summary: 'List plans', description: 'Those of a company, newest first.' },
  handle({ db, caller, query, call }) {
    const company = askedCompany(query, caller)
    const { order = 'created_at', direction = 'desc', visibilities } = query
    const { plan_types: types, release_methods: methods, product_ids: products } = query
    const isWithin = createdWithin(query)
    const valueIn = valueBy(order, db, call)
    const listing = listRows([...db.plans.rows(company, 'asc')], {
      order,
      direction,
      valueIn,
      keyOf: ({ id }) => id,
    })
    return page(query, listing, {
      write: (row) => JSON.stringify(wire(db, call, row, NO_MORE)),
      fits: (row) =>
        (types?.includes(row.plan_type) ?? true) &&
        (methods?.includes(row.release_method) ?? true) &&
        (products?.includes(row.product) ?? true) &&
        isShown(row.visibility, visibilities) &&
        isWithin(Date.parse(row.created_at)),
    })
  },
})
