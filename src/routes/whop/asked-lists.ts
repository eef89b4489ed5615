/** What the lists of members and memberships have in common: whose they are, since when, in which order. */
import { ApiError } from '../../contract/refusal.ts'
import type { Table } from '../../sandbox/table.ts'
import { type Listing, listRows, listTable } from './listing.ts'
import { invalidParameter } from './query.ts'
import type { Key } from './schemas.ts'
import type { Generation } from './versions.ts'

export interface Asked {
  readonly company_id?: string
  readonly account_id?: string
  readonly direction?: 'asc' | 'desc'
  readonly order?: string
}

/** The company that the list is of; another than the key's is refused. */
export const companyAsked = (query: Asked, { company }: Key, generation: Generation): string => {
  const asked = generation === 'legacy' ? query.company_id : query.account_id
  if (asked !== undefined && asked !== company)
    throw new ApiError(generation === 'legacy' ? 'foreignCompany' : 'otherAccount')
  return company
}

/** Nothing asked, or one of what is asked. */
export const isAmong = (value: string | null, asked: readonly string[] | undefined): boolean =>
  asked === undefined || asked.length === 0 || (value !== null && asked.includes(value))

interface ListOptions<Row> {
  company: string
  /** The orders of the generation. */
  orders: readonly string[]
  /** Those that an index has found, if one was asked. */
  found: readonly Row[] | undefined
}

/** By the time of creation, the newest first, unless told. */
export const listingOf = <Row extends { company: string }>(
  table: Table<Row>,
  { order = 'created_at', direction = 'desc' }: Asked,
  { company, orders, found }: ListOptions<Row>,
): Listing<Row> => {
  if (!orders.includes(order)) throw invalidParameter('order')
  if (found === undefined)
    return listTable(table, company, { order, direction, isByTime: order === 'created_at' })
  return listRows(
    found.filter((row) => row.company === company),
    { order, direction, valueIn: (row) => table.placeBy(order, row).value, keyOf: (row) => table.keyOf(row) },
  )
}

/** All rows that have one of the values in an index, each once. */
export const foundBy = <Row extends object>(
  table: Table<Row>,
  index: string,
  values: readonly string[] | undefined,
): readonly Row[] | undefined =>
  values === undefined || values.length === 0
    ? undefined
    : [...new Set(values)].flatMap((value) => table.find(index, value))
