/** Prices as texts (the form is assumed: no page shows one whole). */
import type { PlanRow } from './row-schemas.ts'

const SIGNS: Readonly<Record<string, string>> = { usd: '$', eur: '€', gbp: '£' }

const INTERVALS: Readonly<Record<number, string>> = { 1: 'day', 7: 'week', 30: 'month', 365: 'year' }

export const formatPrice = (amount: number, currency: string): string =>
  `${SIGNS[currency] ?? `${currency.toUpperCase()} `}${amount.toFixed(2)}`

/** Null for a plan that is paid once. */
export const formatRenewal = (plan: PlanRow): string | null => {
  const { billing_period: days, renewal_price, currency } = plan
  if (plan.plan_type !== 'renewal' || days === null) return null
  return `${formatPrice(renewal_price, currency)} / ${INTERVALS[days] ?? `${days} days`}`
}
