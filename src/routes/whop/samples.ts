/** The calls whose answers are the examples in Whop's OpenAPI document; each is made on what those before have left. */
import type { Documentation, Sample } from '../../contract/documentation.ts'
import { FIRST_VERSION, KNOWN_VERSIONS } from './versions.ts'

const VERSION = {
  name: 'Api-Version-Date',
  in: 'header',
  required: false,
  description: `A date from ${FIRST_VERSION} on, which is the default, and perhaps the number of a version of that day.`,
  schema: { type: 'string', examples: KNOWN_VERSIONS },
}

const ADA = '/members/mber_Joined0000001'
const ACTIVE = '/memberships/mem_Active00000001'

const asked = (summary: string, path: string, credential = 'full'): Sample => ({ summary, path, credential })

const sent = (summary: string, path: string, body?: object): Sample => ({
  ...asked(summary, path),
  method: 'POST',
  ...(body !== undefined && { body }),
})

/** The same call on a date of the current API. */
const current = (sample: Sample): Sample => ({
  ...sample,
  summary: `${sample.summary} In the shape of the current API.`,
  headers: { 'Api-Version-Date': '2026-09-25' },
})

const of = (examples: Readonly<Record<string, Sample>>) => ({ parameters: [VERSION], samples: examples })

/** In both generations. */
const both = (sample: Sample) => of({ legacy: sample, current: current(sample) })

const joined = asked('A paying member, read with all scopes.', ADA)

export const samples: Documentation['operations'] = {
  retrieveMember: of({
    joined,
    basicScope: asked('The same member, read with member:basic:read alone.', ADA, 'basic'),
    noUser: asked('A member without a user, a phone or an action.', '/members/mber_NoUser0000001'),
    current: current(joined),
  }),
  // Who has been told of what differs from one server to the next.
  listWebhookDeliveries: of({}),
  replayWebhookDelivery: of({}),
  replayWebhook: of({}),
  testWebhook: of({}),
  listMembers: both(asked('The newest member, the first of more.', '/members?first=1')),
  listMemberLogs: of({ lines: asked('What has happened to a member.', `${ADA}/logs`) }),
  listMemberships: both(asked('The newest membership, the first of more.', '/memberships?first=1')),
  retrieveMembership: both(asked('An active membership.', ACTIVE)),
  pauseMembership: of({ paused: sent('Payments are paused.', `${ACTIVE}/pause`, {}) }),
  resumeMembership: of({ resumed: sent('Payments go on.', `${ACTIVE}/resume`) }),
  addFreeDaysMembership: of({ longer: sent('A week more.', `${ACTIVE}/add_free_days`, { free_days: 7 }) }),
  extendMembership: of({ longer: current(sent('A week more.', `${ACTIVE}/extend`, { days: 7 })) }),
  updateMembership: of({
    noted: { ...sent('With metadata.', ACTIVE, { metadata: { seat: 4 } }), method: 'PATCH' },
  }),
  cancelMembership: of({
    scheduled: sent('It ends with its period.', `${ACTIVE}/cancel`, { cancellation_mode: 'at_period_end' }),
  }),
  uncancelMembership: of({ goesOn: sent('It does not.', `${ACTIVE}/uncancel`) }),
  resyncAccessMembership: of({ same: sent('Nothing of it changes.', `${ACTIVE}/resync_access`) }),
  transferMembership: of({ page: current(sent('A page to take it over on.', `${ACTIVE}/transfer`)) }),
  reactivateMembership: of({
    again: current(sent('A month more.', '/memberships/mem_Expired0000001/reactivate', { days: 30 })),
  }),
  inviteMembership: of({
    sent: current(
      sent('By e-mail address.', '/memberships/invite', {
        plan_id: 'plan_Yearly0000001',
        email: 'new@example.com',
      }),
    ),
  }),
}
