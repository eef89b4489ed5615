/** What a user may use: a company, a product or an experience, by the same memberships as everywhere. */
import { ApiError } from '../../contract/refusal.ts'
import { isGranting } from './fitting-membership.ts'
import type { WhopDb } from './model.ts'
import type { UserRow } from './row-schemas.ts'
import type { Key } from './schemas.ts'

export interface Access {
  has_access: boolean
  access_level: 'no_access' | 'admin' | 'customer'
}

/** What a resource is of, and which products give access to it; null: being a customer does. */
interface Resource {
  company: string
  products: readonly string[] | null
  isPublic: boolean
}

const resourceOf = (db: WhopDb, id: string): Resource | undefined => {
  const company = db.companies.get(id)
  if (company !== undefined) return { company: id, products: null, isPublic: false }
  const product = db.products.get(id)
  if (product !== undefined) return { company: product.company, products: [id], isPublic: false }
  const experience = db.experiences.get(id)
  if (experience === undefined) return undefined
  return {
    company: experience.company,
    products: experience.products,
    isPublic: experience.is_public,
  }
}

/** Refuses what the caller cannot reach. */
export const accessTo = (db: WhopDb, { id }: UserRow, resource: string, caller: Key): Access => {
  const found = resourceOf(db, resource)
  if (found === undefined || found.company !== caller.company) throw new ApiError('resourceNotFound')
  const { company, products, isPublic } = found
  const isAdmin = db.members
    .find('user', id)
    .some((member) => member.company === company && member.access_level === 'admin')
  if (isAdmin) return { has_access: true, access_level: 'admin' }
  const isCustomer = db.memberships
    .find('user', id)
    .some(
      (membership) =>
        membership.company === company &&
        isGranting(membership.status) &&
        (products === null || products.includes(membership.product)),
    )
  if (isCustomer || isPublic) return { has_access: true, access_level: 'customer' }
  return { has_access: false, access_level: 'no_access' }
}
