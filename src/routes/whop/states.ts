/** The states a Whop member can be in: which status, access and last action go together (assumed throughout). */
import { isLikely, pickWeighted } from '../../sandbox/pick.ts'
import type { Random } from '../../sandbox/random.ts'
import type { MemberEntry } from './member-record.ts'
import type { Member } from './schemas.ts'

type Fields = Pick<Member, 'most_recent_action' | 'status' | 'access_level'>

export interface State extends Fields {
  /** Whether such a member has paid: always, never, or some have. */
  pays: 'always' | 'never' | 'maybe'
  /** A technical account has no user. */
  isTechnical: boolean
  /** Its share among the made members. */
  weight: number
}

const state = (
  most_recent_action: Fields['most_recent_action'],
  status: Fields['status'],
  access_level: Fields['access_level'],
  pays: State['pays'],
  weight: number,
): State => ({ most_recent_action, status, access_level, pays, isTechnical: false, weight })

export const STATES: readonly State[] = [
  state('paid_subscriber', 'joined', 'customer', 'always', 26),
  state('renewing', 'joined', 'customer', 'always', 14),
  state('paid_once', 'joined', 'customer', 'always', 10),
  state('finished_split_pay', 'joined', 'customer', 'always', 3),
  state('canceling', 'joined', 'customer', 'always', 5),
  state('expiring', 'joined', 'customer', 'always', 3),
  state('paused', 'joined', 'customer', 'always', 3),
  state('past_due', 'joined', 'customer', 'always', 4),
  state('trialing', 'joined', 'customer', 'never', 6),
  state('joined', 'joined', 'customer', 'never', 9),
  state('pending_entry', 'joined', 'no_access', 'never', 3),
  state('left', 'left', 'no_access', 'maybe', 5),
  state('churned', 'left', 'no_access', 'always', 6),
  state('finished_split_pay', 'left', 'no_access', 'always', 1),
  state('drafted', 'drafted', 'no_access', 'never', 3),
  state('joined', 'joined', 'admin', 'never', 1),
  state(null, 'joined', 'admin', 'never', 1),
  { ...state(null, 'joined', 'admin', 'never', 1), isTechnical: true },
]

/** What an entry asks of its state; undefined asks nothing. */
interface Wanted extends Partial<Fields> {
  spent?: number
  isTechnical?: boolean
}

const fits = (candidate: State, { spent, ...wanted }: Wanted): boolean => {
  if (spent !== undefined && candidate.pays === (spent > 0 ? 'never' : 'always')) return false
  const asked = Object.entries(wanted).filter(([, value]) => value !== undefined)
  const has = new Map<string, unknown>(Object.entries(candidate))
  return asked.every(([field, value]) => has.get(field) === value)
}

const wantedBy = (entry: MemberEntry): Wanted => ({
  status: entry.status,
  access_level: entry.access_level,
  most_recent_action: entry.most_recent_action_at === null ? null : undefined,
  ...(entry.most_recent_action === undefined ? {} : { most_recent_action: entry.most_recent_action }),
  spent: entry.usd_total_spent,
  isTechnical: entry.user === null,
})

/** What is given up, one after another, while no state fits. */
const NEGOTIABLE = ['spent', 'isTechnical', 'access_level', 'most_recent_action'] as const

/** A state that fits what the entry gives: an ordinary customer's if it may be, the nearest if none fits wholly. */
export const findState = (random: Random, entry: MemberEntry): State => {
  const wanted = wantedBy(entry)
  const { status = 'joined', access_level = 'customer' } = wanted
  const attempts: Wanted[] = [{ ...wanted, status, access_level }, wanted]
  for (const field of NEGOTIABLE) attempts.push({ ...attempts.at(-1), [field]: undefined })
  const candidates = attempts
    .map((attempt) => STATES.filter((candidate) => fits(candidate, attempt)))
    .find(({ length }) => length > 0)
  return pickWeighted(random, candidates ?? STATES)
}

/** What a member of that state has paid, in dollars. */
export const drawSpent = (random: Random, { pays }: State): number => {
  if (pays === 'never' || (pays === 'maybe' && isLikely(random, 50))) return 0
  return random.integer(500, 250_000) / 100
}
