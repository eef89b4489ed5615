/** Entries of what Whop's recorded answers have told of products, plans, memberships and whose they are. */
import { Gathered, ofSchema } from '../../contract/importer.ts'
import { isRecord, valueAt } from '../../contract/json.ts'
import { MembershipRow } from './membership-row.ts'
import { PlanRow, ProductRow, UserRow } from './row-schemas.ts'

type Row = Readonly<Record<string, unknown>>

const idOf = (value: unknown): string | undefined => {
  const id = valueAt(value, 'id')
  return typeof id === 'string' ? id : undefined
}

/** What is not known is left to whoever fills the entry. */
const known = (entry: Row): Row =>
  Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined))

/** `$1,049.00` as a number. */
const amountIn = (text: unknown): number | undefined => {
  const digits = typeof text === 'string' ? text.replace(/[^\d.]/g, '') : ''
  const amount = Number(digits)
  return digits === '' || Number.isNaN(amount) ? undefined : amount
}

/** Of either generation: the later one has ids where the other has objects. */
const membershipOf = (row: Row, company: string): Row => {
  const { period_start, period_end } = {
    period_start: row.renewal_period_start ?? row.current_period_start,
    period_end: row.renewal_period_end ?? row.current_period_end,
  }
  return known({
    ...ofSchema(MembershipRow, row),
    company,
    member: idOf(row.member),
    user: idOf(row.user) ?? row.user_id ?? null,
    plan: idOf(row.plan) ?? row.plan_id,
    product: idOf(row.product) ?? row.product_id,
    period_start,
    period_end,
    metadata: row.metadata ?? {},
    promo_code: idOf(row.promo_code) ?? null,
    checkout_configuration: row.checkout_configuration_id,
    initial_price_paid: amountIn(row.initial_price_paid),
  })
}

export class Sales {
  readonly users = new Gathered()
  readonly products = new Gathered()
  readonly plans = new Gathered()
  readonly memberships = new Gathered()

  /** `company` is what the request was about. */
  read(operation: string, row: Row, company: string): void {
    const id = String(row.id)
    if (operation === 'retrieveUser') this.users.add(id, ofSchema(UserRow, row))
    else if (/Products?$/.test(operation)) {
      this.#product(id, ofSchema(ProductRow, row), company)
      if (isRecord(row.owner_user))
        this.users.add(String(row.owner_user.id), ofSchema(UserRow, row.owner_user))
    } else if (/Plans?$/.test(operation)) this.#plan(id, row, company)
    else if (/Memberships?$/.test(operation)) this.#membership(id, row, company)
  }

  #product(id: string, told: Row, company: string): void {
    this.products.add(id, { ...told, id, company })
  }

  /** Its product is there, too, if only by name. */
  #plan(id: string, row: Row, company: string): void {
    const product = idOf(row.product)
    if (product === undefined) return
    this.#product(product, known({ title: valueAt(row.product, 'title') }), company)
    this.plans.add(id, { ...ofSchema(PlanRow, row), company, product })
  }

  #membership(id: string, row: Row, company: string): void {
    const entry = membershipOf(row, company)
    const { plan, product } = entry
    if (typeof plan !== 'string' || typeof product !== 'string') return
    if (this.products.get(product) === undefined)
      this.#product(product, ofSchema(ProductRow, titled(row)), company)
    if (this.plans.get(plan) === undefined) this.plans.add(plan, { id: plan, company, product })
    if (isRecord(row.user)) this.users.add(String(row.user.id), ofSchema(UserRow, row.user))
    this.memberships.add(id, entry)
  }
}

const titled = ({ product }: Row): Row => (isRecord(product) ? product : {})
