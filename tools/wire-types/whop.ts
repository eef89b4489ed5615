/** The types of what goes over the wire between Whop and its clients. */
import * as companies from '../../src/routes/whop/company-schemas.ts'
import * as deliveries from '../../src/routes/whop/delivery-schemas.ts'
import * as members from '../../src/routes/whop/member-schemas.ts'
import * as bodies from '../../src/routes/whop/membership-bodies.ts'
import * as memberships from '../../src/routes/whop/membership-schemas.ts'
import { pageOf } from '../../src/routes/whop/page-schemas.ts'
import * as plans from '../../src/routes/whop/plan-schemas.ts'
import * as products from '../../src/routes/whop/product-schemas.ts'
import * as schemas from '../../src/routes/whop/schemas.ts'
import * as users from '../../src/routes/whop/user-schemas.ts'
import * as webhooks from '../../src/routes/whop/webhook-schemas.ts'
import type { WireTypes } from '../wire-types.ts'

export const whop: WireTypes = {
  'whop-members': {
    about: 'Whop’s members.',
    types: {
      WhopMember: [
        schemas.Member,
        'The body of Whop’s `GET /members/{id}` with status 200, on the API versions up to 2026-07-22. Every key is always there; times are ISO 8601 in UTC, `usd_total_spent` is US dollars and not cents.',
      ],
      WhopListedMember: [
        schemas.ListedMember,
        'One of `GET /members`, up to 2026-07-22: a WhopMember without its company.',
      ],
      WhopMemberPage: [
        pageOf(schemas.ListedMember),
        'The body of Whop’s `GET /members` with status 200, on the API versions up to 2026-07-22.',
      ],
      WhopCurrentMember: [
        members.CurrentMember,
        'The body of Whop’s `GET /members/{id}` with status 200, from 2026-07-23 on. Every key is always there; times are ISO 8601 in UTC, `phone_number` is E.164, `user` is null for a technical account.',
      ],
      WhopCurrentMemberPage: [
        pageOf(members.CurrentMember),
        'The body of Whop’s `GET /members` with status 200, from 2026-07-23 on.',
      ],
      WhopMemberLogPage: [
        pageOf(members.LogLine),
        'The body of Whop’s `GET /members/{id}/logs` with status 200, from 2026-07-23 on: what happened, newest first.',
      ],
    },
  },
  'whop-memberships': {
    about: 'Whop’s memberships, up to 2026-07-22.',
    types: {
      WhopMembership: [
        memberships.Membership,
        'The body of Whop’s `GET /memberships/{id}` with status 200, and of what changes a membership, up to 2026-07-22. Every key is always there; times are ISO 8601 in UTC, prices are text with the sign of their currency.',
      ],
      WhopListedMembership: [
        memberships.ListedMembership,
        'One of `GET /memberships`, up to 2026-07-22: a WhopMembership without `custom_field_responses`.',
      ],
      WhopMembershipPage: [
        pageOf(memberships.ListedMembership),
        'The body of Whop’s `GET /memberships` with status 200, on the API versions up to 2026-07-22.',
      ],
      WhopInvitation: [
        bodies.InvitationSent,
        'The body of Whop’s `POST /memberships/invite` with status 202: nothing more is known before they accept.',
      ],
      WhopTransfer: [
        bodies.TransferUrl,
        'The body of Whop’s `POST /memberships/{id}/transfer` with status 200: a page for whoever takes it over.',
      ],
    },
  },
  'whop-current-memberships': {
    about: 'Whop’s memberships, from 2026-07-23 on.',
    types: {
      WhopCurrentMembership: [
        memberships.CurrentMembership,
        'The body of Whop’s `GET /memberships/{id}` with status 200, and of what changes a membership, from 2026-07-23 on. Every key is always there; times are ISO 8601 in UTC, `billing_period_days` is in days.',
      ],
      WhopCurrentMembershipPage: [
        pageOf(memberships.CurrentMembership),
        'The body of Whop’s `GET /memberships` with status 200, from 2026-07-23 on.',
      ],
    },
  },
  'whop-people': {
    about: 'Whop’s users and companies.',
    types: {
      WhopUser: [
        users.User,
        'The body of Whop’s `GET /users/{id}` with status 200, on every version; what is null here is for the person alone.',
      ],
      WhopAccess: [
        users.Access,
        'The body of Whop’s `GET /users/{id}/access/{resource_id}` with status 200, on every version.',
      ],
      WhopCompany: [
        companies.Company,
        'The body of Whop’s `GET /companies/{id}` with status 200, on every version; times are ISO 8601 in UTC.',
      ],
      WhopCompanyPage: [
        pageOf(companies.ListedCompany),
        'The body of Whop’s `GET /companies` with status 200, on every version.',
      ],
    },
  },
  'whop-products': {
    about: 'Whop’s products.',
    types: {
      WhopProduct: [
        products.Product,
        'The body of Whop’s `GET /products/{id}` with status 200, on every version; times are ISO 8601 in UTC.',
      ],
      WhopProductPage: [
        pageOf(products.ListedProduct),
        'The body of Whop’s `GET /products` with status 200, on every version.',
      ],
    },
  },
  'whop-plans': {
    about: 'Whop’s plans.',
    types: {
      WhopPlan: [
        plans.Plan,
        'The body of Whop’s `GET /plans/{id}` with status 200, on every version. Prices are in `currency`, not in cents; `billing_period`, `expiration_days` and `trial_period_days` are in days.',
      ],
      WhopPlanPage: [
        pageOf(plans.ListedPlan),
        'The body of Whop’s `GET /plans` with status 200, on every version.',
      ],
    },
  },
  'whop-webhooks': {
    about: 'Whop’s webhook endpoints and what was sent to them.',
    types: {
      WhopWebhook: [
        webhooks.LegacyWebhook,
        'The body of Whop’s `GET` and `PATCH /webhooks/{id}` with status 200, up to 2026-07-22: without the secret.',
      ],
      WhopNewWebhook: [
        webhooks.NewLegacyWebhook,
        'The body of Whop’s `POST /webhooks` with status 200, up to 2026-07-22: the one that has `webhook_secret`.',
      ],
      WhopWebhookPage: [
        pageOf(webhooks.LegacyListed),
        'The body of Whop’s `GET /webhooks` with status 200, up to 2026-07-22.',
      ],
      WhopCurrentWebhook: [
        webhooks.CurrentWebhook,
        'The body of Whop’s `GET` and `PATCH /webhooks/{id}` and of `POST /webhooks` with status 200, from 2026-07-23 on: `webhook_secret` is text on its creation alone, and null otherwise.',
      ],
      WhopCurrentWebhookPage: [
        pageOf(webhooks.CurrentWebhook),
        'The body of Whop’s `GET /webhooks` with status 200, from 2026-07-23 on.',
      ],
      WhopDeletedWebhook: [
        webhooks.LegacyDeleted,
        'The body of Whop’s `DELETE /webhooks/{id}` with status 200, up to 2026-07-22: the bare `true`.',
      ],
      WhopCurrentDeletedWebhook: [
        webhooks.CurrentDeleted,
        'The body of Whop’s `DELETE /webhooks/{id}` with status 200, from 2026-07-23 on.',
      ],
      WhopWebhookDeliveryPage: [
        deliveries.WebhookDeliveryPage,
        'The body of Whop’s `GET /webhooks/{id}/deliveries`, from 2026-07-23 on: `total_time` is in seconds.',
      ],
      WhopWebhookOutcome: [
        deliveries.Outcome,
        'The body of Whop’s `POST /webhooks/{id}/test` and `POST /webhooks/{id}/deliveries/{delivery_id}/replay` with status 200: what the endpoint answered. `status` is 0 where nobody did; `body` is JSON, or the first 100 bytes of what is none.',
      ],
      WhopWebhookReplay: [
        deliveries.Queued,
        'The body of Whop’s `POST /webhooks/{id}/replay` with status 200: that the deliveries will be sent again.',
      ],
    },
  },
  'whop-errors': {
    about: 'Whop’s refusals.',
    types: {
      WhopError: [
        schemas.Failure,
        'The body of every refusal of Whop’s: 400, 401, 403, 404, 429, 500; `error` is null with 422.',
      ],
    },
  },
}
