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

const asked = (summary: string, path: string, credential = 'full'): Sample => ({ summary, path, credential })

/** The same call on a date of the current API. */
const current = (sample: Sample): Sample => ({
  ...sample,
  summary: `${sample.summary} In the shape of the current API.`,
  headers: { 'Api-Version-Date': '2026-09-25' },
})

const of = (examples: Readonly<Record<string, Sample>>) => ({ parameters: [VERSION], samples: examples })

const joined = asked('A paying member, read with all scopes.', ADA)
const active = asked('An active membership.', '/memberships/mem_Active00000001')

export const samples: Documentation['operations'] = {
  retrieveMember: of({
    joined,
    basicScope: asked('The same member, read with member:basic:read alone.', ADA, 'basic'),
    noUser: asked('A member without a user, a phone or an action.', '/members/mber_NoUser0000001'),
    current: current(joined),
  }),
  retrieveMembership: of({ active, current: current(active) }),
  // Who has been told of what differs from one server to the next.
  listWebhookDeliveries: of({}),
  replayWebhookDelivery: of({}),
  replayWebhook: of({}),
  testWebhook: of({}),
}
