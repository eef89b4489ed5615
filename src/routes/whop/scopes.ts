/** What keys may do at Whop, and what an operation asks of them. */
import type { Generation } from './versions.ts'

/** As the vendor names them; those that some operation here looks at. */
export const SCOPES = [
  'member:basic:read',
  'member:email:read',
  'member:phone:read',
  'member:manage',
  'member:payment_methods:manage',
  'membership:cancel',
  'membership:create',
  'membership:resync_access',
  'membership:transfer',
  'membership:update',
  'affiliate:basic:read',
  'affiliate:create',
  'company:basic:read',
  'access_pass:basic:read',
  'plan:basic:read',
  'developer:manage_webhook',
  'webhook_receive:members',
  'webhook_receive:memberships',
] as const
export type Scope = (typeof SCOPES)[number]

/** What a key needs for an operation of one generation. */
export interface Needs {
  /** Each of these. */
  readonly all?: readonly Scope[]
  /** One of these. */
  readonly any?: readonly Scope[]
  /** Without one of these a field of the answer is null; with `strictScopes` each of them is needed. */
  readonly fields?: readonly Scope[]
  /** What is said to a key that lacks one, where the operation's page has words of its own for it. */
  readonly lacking?: string
  /** The parameter that names the company a list is of, where one without it was seen to be refused. */
  readonly placeParameter?: string
  /** The field that names the company something is made in, where a body without it was seen to be refused. */
  readonly placeField?: string
}

/** By generation: what only one of them documents, the other answers as well (assumed). */
export type Rights = Readonly<Record<Generation, Needs>>

/** The scopes for want of which a key is refused; none: it is not. */
export const missingScopes = (
  { all = [], any = [], fields = [] }: Needs,
  held: readonly string[],
  isStrict: boolean,
): readonly Scope[] => {
  const needed = isStrict ? [...all, ...fields] : all
  const missing = needed.filter((scope) => !held.includes(scope))
  const hasOne = any.length === 0 || any.some((scope) => held.includes(scope))
  return hasOne ? missing : [...missing, ...any]
}

/** Every scope that has a say, for the document. */
export const scopesIn = (rights: Rights): readonly Scope[] => {
  const all = Object.values(rights).flatMap(({ all = [], any = [], fields = [] }) => [
    ...all,
    ...any,
    ...fields,
  ])
  return [...new Set(all)]
}
