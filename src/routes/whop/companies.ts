/** The companies that Whop's members belong to, those that a user only names included. */
import { createCompanyName } from '../../sandbox/made-company.ts'
import type { CompanyRow } from './model.ts'
import type { WhopSettings } from './settings.ts'

const SHIPPED = 'biz_MockCoffeeClub'

const routeOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

/** The id of the company that an entry without one is in. */
export const defaultCompanyId = ({ fixtures, keys }: WhopSettings): string => {
  const own = fixtures ? undefined : keys[0]?.company
  return own ?? SHIPPED
}

/** The company of an id that nothing else is known of: the same id and seed, the same company. */
export const createCompany = (id: string, seed: number): CompanyRow => {
  const title = createCompanyName(`${seed}:whop:${id}`)
  return { id, title, route: routeOf(title) }
}

/** What is given of a company, the rest taken from the one of that id. */
export const fillCompany = (given: Partial<CompanyRow>, known: CompanyRow): CompanyRow => {
  const route = given.title === undefined ? undefined : routeOf(given.title)
  return { ...known, ...(route ? { route } : {}), ...given }
}
