/** What third parties saw Whop answer where its pages say otherwise; `whop.errors: observed` gives these instead. */
import type { Call } from '../../contract/call.ts'
import type { ErrorSpec } from '../../contract/refusal.ts'
import { generationOf } from './versions.ts'

const seen = (status: number, type: string, message: string): ErrorSpec => ({
  status,
  body: () => ({ error: { type, message } }),
})

const notFound = (name: string): ErrorSpec => seen(404, 'not_found', `This ${name} was not found`)

/** Kinds of their own, so that a client may ask for one of them under either setting. */
export const observedErrors = {
  observedMissingScope: {
    status: 400,
    body: ({ scopes = 'member:basic:read' }) => ({
      error: {
        type: 'bad_request',
        message: `Unauthorized: Actor is missing all required permissions: ${scopes}`,
      },
    }),
  },
  observedNoCompany: seen(
    400,
    'bad_request',
    'You are not authorized - ensure that you have access to this resource',
  ),
  observedNoResource: seen(
    400,
    'bad_request',
    'Please provide a resource id or have a current company in context',
  ),
  observedAppRefused: seen(403, 'forbidden', 'You are not authorized'),
  observedAppMissingScope: {
    status: 403,
    body: ({ scope = 'plan:basic:read' }) => ({
      error: { type: 'forbidden', message: `App API key is not authorized for the \`${scope}\` scope.` },
    }),
  },
  observedCompanyNotFound: notFound('Bot'),
  observedMemberNotFound: notFound('Member'),
  observedMembershipNotFound: notFound('Membership'),
  observedPlanNotFound: notFound('Plan'),
  observedWebhookNotFound: notFound('Webhook'),
} satisfies Readonly<Record<string, ErrorSpec>>

type ObservedKind = keyof typeof observedErrors

/** By the kind of a refusal: what was seen in its place. */
const IN_PLACE_OF: Readonly<Record<string, ObservedKind>> = {
  missingScope: 'observedMissingScope',
  foreignCompany: 'observedCompanyNotFound',
  companyNotFound: 'observedCompanyNotFound',
  memberNotFound: 'observedMemberNotFound',
  membershipNotFound: 'observedMembershipNotFound',
  planNotFound: 'observedPlanNotFound',
  webhookNotFound: 'observedWebhookNotFound',
}

/** How a missing scope is refused was seen on the Legacy API alone. */
export const observedKind = (kind: string, call: Call): string => {
  if (kind === 'missingScope' && generationOf(call) === 'current') return kind
  return IN_PLACE_OF[kind] ?? kind
}
