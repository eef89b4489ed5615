/** The companies that Whop's members belong to, those that a user only names included. */
import { createCompanyName } from '../../sandbox/made-company.ts'
import { createMadePerson } from '../../sandbox/made-person.ts'
import { BASE62, Random } from '../../sandbox/random.ts'
import type { CompanyRow, UserRow } from './row-schemas.ts'
import type { Member } from './schemas.ts'
import type { WhopSettings } from './settings.ts'

/** As members show it. */
export type CompanyName = Member['company']

const SHIPPED = 'biz_MockCoffeeClub'

/** When what is made of an id alone came to be: before every member. */
export const LONG_AGO = '2022-01-01T00:00:00.000Z'

/** The last part of an address: lower-case words with hyphens between. */
export const routeOf = (title: string): string =>
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
export const createCompany = (id: string, seed: number): CompanyName => {
  const title = createCompanyName(`${seed}:whop:${id}`)
  return { id, title, route: routeOf(title) }
}

/** What is given of a company, the rest taken from the one of that id. */
export const fillCompany = (given: Partial<CompanyName>, known: CompanyName): CompanyName => {
  const route = given.title === undefined ? undefined : routeOf(given.title)
  return { id: known.id, title: known.title, route: known.route, ...(route ? { route } : {}), ...given }
}

/** Who owns a company of that id, where nobody says. */
export const ownerOf = (company: string): UserRow => {
  const text = `whop:${company}:owner`
  const { email, name, username } = createMadePerson(text)
  const id = `user_${new Random(text).text(BASE62, 13)}`
  return { id, email, name, username, bio: null, profile_picture: null, created_at: LONG_AGO }
}

export const companyRow = ({ id, title, route }: CompanyName, owner: string): CompanyRow => ({
  id,
  title,
  route,
  owner,
  description: null,
  logo_url: null,
  verified: false,
  metadata: null,
  created_at: LONG_AGO,
  updated_at: LONG_AGO,
})
