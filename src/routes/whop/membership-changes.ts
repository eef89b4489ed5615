/** Whop's memberships: cancel, pause, lengthen and the rest of what their state allows. */
import { json } from '../../contract/answer.ts'
import { isGranting } from './fitting-membership.ts'
import { Cancellation, Extension, FreeDays, Pause, Reactivation, TransferUrl } from './membership-bodies.ts'
import {
  answerTransition,
  membershipOf,
  refuseRequest,
  refuseState,
  rightsTo,
  TAG,
} from './membership-work.ts'
import { EitherMembership, membershipAnswer } from './memberships.ts'
import { operation } from './operation.ts'
import { isLive } from './transitions.ts'
import { generationOf } from './versions.ts'

const answers = { 200: EitherMembership } as const

export const cancelMembership = operation({
  id: 'cancelMembership',
  method: 'POST',
  path: '/memberships/{id}/cancel',
  body: Cancellation,
  answers,
  rights: rightsTo('membership:cancel', 'membership:cancel', 'member:manage'),
  text: {
    tag: TAG,
    summary: 'Cancel a membership',
    description: 'The legacy API cancels at the end of the period unless told, the current one at once.',
  },
  handle(work) {
    const { cancellation_mode: mode, cancel_at_period_end: isLater, reason } = work.body
    const isLegacy = generationOf(work.call) === 'legacy'
    const isScheduled = isLegacy ? mode !== 'immediate' : isLater === true
    return answerTransition(work, isScheduled ? 'scheduleCancel' : 'cancel', { reason })
  },
})

export const uncancelMembership = operation({
  id: 'uncancelMembership',
  method: 'POST',
  path: '/memberships/{id}/uncancel',
  answers,
  rights: rightsTo('member:manage'),
  text: {
    tag: TAG,
    summary: 'Take a cancellation back',
    description: 'Before the period ends. One that is not scheduled to cancel stays as it is.',
  },
  handle: (work) => answerTransition(work, 'uncancel'),
})

export const pauseMembership = operation({
  id: 'pauseMembership',
  method: 'POST',
  path: '/memberships/{id}/pause',
  body: Pause,
  answers,
  rights: rightsTo('member:manage'),
  text: {
    tag: TAG,
    summary: 'Pause the payments',
    description: 'Until they are resumed, or until the time that is given.',
  },
  handle(work) {
    const { until = work.body.resumes_at } = work.body
    const name = generationOf(work.call) === 'legacy' ? 'resumes_at' : 'until'
    if (typeof until === 'string' && Date.parse(until) <= work.now)
      return refuseRequest(`${name} must be in the future`)
    return answerTransition(work, 'pause', { until })
  },
})

export const resumeMembership = operation({
  id: 'resumeMembership',
  method: 'POST',
  path: '/memberships/{id}/resume',
  answers,
  rights: rightsTo('member:manage'),
  text: { tag: TAG, summary: 'Resume the payments', description: 'Of a membership that is paused.' },
  handle: (work) => answerTransition(work, 'resume', {}, { isRequest: true }),
})

export const addFreeDaysMembership = operation({
  id: 'addFreeDaysMembership',
  method: 'POST',
  path: '/memberships/{id}/add_free_days',
  body: FreeDays,
  answers,
  rights: rightsTo('member:manage'),
  text: {
    tag: TAG,
    summary: 'Add free days',
    description: 'The period ends later, and a trial with it. The current API calls it extend.',
  },
  handle: (work) => answerTransition(work, 'extend', { days: work.body.free_days }),
})

export const extendMembership = operation({
  id: 'extendMembership',
  method: 'POST',
  path: '/memberships/{id}/extend',
  body: Extension,
  answers,
  rights: rightsTo('member:manage'),
  words: { days: 'days is not a positive integer' },
  text: { tag: TAG, summary: 'Extend a membership', description: 'The period ends later.' },
  handle: (work) => answerTransition(work, 'extend', { days: work.body.days }),
})

export const reactivateMembership = operation({
  id: 'reactivateMembership',
  method: 'POST',
  path: '/memberships/{id}/reactivate',
  body: Reactivation,
  answers,
  rights: rightsTo('member:manage'),
  text: {
    tag: TAG,
    summary: 'Reactivate a membership',
    description: 'One that was paid once, and is canceled or expired, is completed again.',
  },
  handle: (work) => answerTransition(work, 'reactivate', { days: work.body.days }, { isRequest: true }),
})

export const resyncAccessMembership = operation({
  id: 'resyncAccessMembership',
  method: 'POST',
  path: '/memberships/{id}/resync_access',
  answers,
  rights: rightsTo('membership:resync_access'),
  text: {
    tag: TAG,
    summary: 'Give the access again',
    description: 'Of a membership that gives access; nothing of it changes.',
  },
  handle(work) {
    const row = membershipOf(work)
    if (!isGranting(row.status)) return refuseRequest('membership has no access to resync')
    return membershipAnswer(work.call, work.db, row, work.caller)
  },
})

export const transferMembership = operation({
  id: 'transferMembership',
  method: 'POST',
  path: '/memberships/{id}/transfer',
  answers: { 200: TransferUrl },
  rights: rightsTo('membership:transfer', 'membership:transfer', 'membership:update'),
  text: {
    tag: TAG,
    summary: 'Transfer a membership',
    description: 'A page on which somebody else takes the membership over. Nothing of it changes before.',
  },
  handle(work) {
    const { id, status } = membershipOf(work)
    if (!isLive({ status })) return refuseState('current', 'membership cannot be transferred')
    return json(200, { url: `https://whop.com/memberships/transfer/${id}` })
  },
})
