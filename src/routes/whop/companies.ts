/** The companies that Whop's members belong to. */
import { createFaker } from '../../sandbox/faker.ts'
import type { Member } from './schemas.ts'
import type { WhopSettings } from './settings.ts'

export type Company = Member['company']

const COFFEE_CLUB: Company = {
  id: 'biz_MockCoffeeClub',
  title: 'Mock Coffee Club',
  route: 'mock-coffee-club',
}

/** Those that the shipped members are in. */
const COMPANIES: readonly Company[] = [
  COFFEE_CLUB,
  { id: 'biz_MockBookCircle', title: 'Mock Book Circle', route: 'mock-book-circle' },
]

const routeOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

/** The id of the company that an entry without one is in. */
export const defaultCompanyId = ({ fixtures, keys }: WhopSettings): string => {
  const own = fixtures ? undefined : keys[0]?.company
  return own ?? COFFEE_CLUB.id
}

/** A shipped company as it is, another one made from the seed: the same id, the same company. */
export const findCompany = async (id: string, seed: number, now: number): Promise<Company> => {
  const shipped = COMPANIES.find((company) => company.id === id)
  if (shipped !== undefined) return shipped
  const faker = await createFaker(`${seed}:whop:${id}`, now)
  const title = faker.company.name()
  return { id, title, route: routeOf(title) }
}

/** What is given of a company, the rest taken from the one of that id. */
export const fillCompany = (given: Partial<Company>, known: Company): Company => {
  const route = given.title === undefined ? undefined : routeOf(given.title)
  return { ...known, ...(route ? { route } : {}), ...given }
}
