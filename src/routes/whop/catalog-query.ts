/** What lists of products and of plans are asked with alike. */
import { ApiError } from '../../contract/refusal.ts'
import type { Key } from './schemas.ts'

/** The last three are what the vendor's SDK calls a filter. */
const VISIBILITIES = [
  'visible',
  'hidden',
  'archived',
  'quick_link',
  'all',
  'not_quick_link',
  'not_archived',
] as const

export const VISIBILITY_FILTER = {
  type: 'array',
  items: { type: 'string', enum: VISIBILITIES },
  description: 'Those that any of these fits.',
} as const

export const OF_COMPANY = {
  account_id: { type: 'string', description: 'Whose they are; the company of the key unless told.' },
  company_id: { type: 'string', description: 'The same, as the Legacy API has it.' },
} as const

interface OfCompany {
  readonly account_id?: string
  readonly company_id?: string
}

/** Refuses a company that is not the key's. */
export const askedCompany = ({ account_id, company_id }: OfCompany, { company }: Key): string => {
  const asked = account_id ?? company_id ?? company
  if (asked !== company) throw new ApiError('foreignCompany')
  return asked
}

/** One of several is enough. */
export const isShown = (
  visibility: string,
  wanted: readonly (typeof VISIBILITIES)[number][] | undefined,
): boolean =>
  wanted === undefined ||
  wanted.some((one) => {
    if (one === 'all') return true
    return one.startsWith('not_') ? visibility !== one.slice(4) : visibility === one
  })
