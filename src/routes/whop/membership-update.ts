/** Whop's memberships: change what is noted of one. */
import type { FromSchema } from 'json-schema-to-ts'
import type { Call } from '../../contract/call.ts'
import { isDeeperThan } from '../../contract/json.ts'
import { MembershipChanges, MOST_KEYS } from './membership-bodies.ts'
import type { MembershipRow } from './membership-row.ts'
import { answerTransition, membershipOf, refuseRequest, refuseState, TAG } from './membership-work.ts'
import { EitherMembership, membershipAnswer } from './memberships.ts'
import { operation } from './operation.ts'
import { invalidParameter } from './query.ts'
import { stampOf } from './stamps.ts'
import { isRenewing } from './transitions.ts'
import { generationOf } from './versions.ts'

type Changes = FromSchema<typeof MembershipChanges>
type Metadata = MembershipRow['metadata']

/** As deep as a reader of JSON in the vendor's language goes unless told (assumed). */
const DEEPEST = 100

const isTooDeep = ({ bytes = new Uint8Array() }: Call): boolean =>
  isDeeperThan(DEEPEST, Buffer.from(bytes).toString())

/** `{}` clears what there is; null removes a key (assumed). */
const merged = (before: Metadata, given: Metadata): Metadata => {
  if (Object.keys(given).length === 0) return {}
  const all = Object.entries({ ...before, ...given }).filter(([, value]) => value !== null)
  if (all.length > MOST_KEYS) throw invalidParameter('metadata')
  return Object.fromEntries(all)
}

/** The legacy API knows of the metadata alone. */
const legacyChanges = ({ metadata, ...others }: Changes): Partial<MembershipRow> => {
  const [other] = Object.keys(others)
  if (other !== undefined) throw invalidParameter(other)
  return metadata === undefined ? {} : { metadata: metadata ?? {} }
}

const currentChanges = (row: MembershipRow, changes: Changes): Partial<MembershipRow> => {
  const { metadata, payment_method_id, billing_period_days: days } = changes
  if (Object.keys(changes).length === 0) return refuseRequest('no updatable fields given')
  if (metadata === null) throw invalidParameter('metadata')
  if (days !== undefined && Object.keys(changes).length > 1)
    return refuseRequest('billing_period_days must be given alone')
  if (days !== undefined && !isRenewing(row)) return refuseState('current', 'membership does not renew')
  return {
    ...(metadata !== undefined && { metadata: merged(row.metadata, metadata) }),
    ...(payment_method_id !== undefined && { payment_method: payment_method_id }),
    ...(days !== undefined && { billing_period_days: days }),
  }
}

export const updateMembership = operation({
  id: 'updateMembership',
  method: 'PATCH',
  path: '/memberships/{id}',
  body: MembershipChanges,
  answers: { 200: EitherMembership },
  rights: {
    legacy: { all: ['member:manage', 'member:basic:read'], fields: ['member:email:read'] },
    current: { any: ['member:manage', 'membership:cancel', 'member:payment_methods:manage'] },
  },
  text: {
    tag: TAG,
    summary: 'Change a membership',
    description: 'Its metadata; in the current API also whether it ends with its period, and how it is paid.',
  },
  handle(work) {
    const { db, body, now, call, caller } = work
    const row = membershipOf(work)
    if (isTooDeep(call)) throw invalidParameter('metadata')
    const isLegacy = generationOf(call) === 'legacy'
    const changes = isLegacy ? legacyChanges(body) : currentChanges(row, body)
    if (Object.keys(changes).length > 0) db.memberships.put({ ...row, ...changes, updated_at: stampOf(now) })
    const { cancel_at_period_end: isEnding } = body
    if (isEnding !== undefined) return answerTransition(work, isEnding ? 'scheduleCancel' : 'uncancel')
    return membershipAnswer(call, db, membershipOf(work), caller)
  },
})
