/** Whop's memberships: invite somebody to one. */
import { json } from '../../contract/answer.ts'
import { ApiError } from '../../contract/refusal.ts'
import { isGranting } from './fitting-membership.ts'
import { Invitation, InvitationSent } from './membership-bodies.ts'
import { refuseRequest, refuseState, TAG } from './membership-work.ts'
import type { WhopDb } from './model.ts'
import { operation } from './operation.ts'
import type { UserRow } from './row-schemas.ts'

const isEmail = (text: string): boolean => /^[^@\s]+@[^@\s]+$/.test(text)

/** Who is invited, if they are known; refuses what is nobody. */
const recipientOf = (
  db: WhopDb,
  { user_id, email }: { user_id?: string; email?: string },
): UserRow | undefined => {
  if ((user_id === undefined) === (email === undefined)) return refuseRequest('invalid recipient')
  if (email !== undefined)
    return isEmail(email) ? db.users.find('email', email)[0] : refuseRequest('invalid recipient')
  return db.users.get(user_id ?? '') ?? refuseRequest('invalid recipient')
}

export const inviteMembership = operation({
  id: 'inviteMembership',
  method: 'POST',
  path: '/memberships/invite',
  body: Invitation,
  answers: { 202: InvitationSent },
  rights: {
    legacy: { all: ['membership:create'] },
    current: { all: ['membership:create'] },
  },
  text: {
    tag: TAG,
    summary: 'Invite somebody',
    description: 'To a plan, by user or e-mail address. There is no membership before they accept.',
  },
  handle({ db, caller, body }) {
    const plan = db.plans.get(body.plan_id)
    if (plan === undefined || plan.company !== caller.company)
      throw new ApiError('planNotFound', { message: 'unknown plan' })
    const user = recipientOf(db, body)
    const held = user === undefined ? [] : db.memberships.find('user', user.id)
    if (held.some((membership) => membership.plan === plan.id && isGranting(membership.status)))
      return refuseState('current', 'user has this membership')
    return json(202, { invitation_sent: true })
  },
})
