/** `membermock/types`: what the vendors answer, as types, for programs and tests that read it. */
import type { FromSchema, JSONSchema } from 'json-schema-to-ts'
import type * as aitable from './routes/aitable/schemas.ts'
import type * as groups from './routes/sotion/group-schemas.ts'
import type * as members from './routes/sotion/member-schemas.ts'
import type * as sotion from './routes/sotion/schemas.ts'
import type * as webhooks from './routes/sotion/webhook-schemas.ts'
import type * as whopCompanies from './routes/whop/company-schemas.ts'
import type * as whopDeliveries from './routes/whop/delivery-schemas.ts'
import type * as whopMembers from './routes/whop/member-schemas.ts'
import type * as whopBodies from './routes/whop/membership-bodies.ts'
import type * as whopMemberships from './routes/whop/membership-schemas.ts'
import type { pageOf as whopPageOf } from './routes/whop/page-schemas.ts'
import type * as whopPlans from './routes/whop/plan-schemas.ts'
import type * as whopProducts from './routes/whop/product-schemas.ts'
import type * as whop from './routes/whop/schemas.ts'
import type * as whopUsers from './routes/whop/user-schemas.ts'
import type * as whopWebhooks from './routes/whop/webhook-schemas.ts'

/** A page of a list of Whop's: `page_info.end_cursor` is null on the last one, `start_cursor` on an empty one. */
type WhopPage<Items extends JSONSchema> = FromSchema<ReturnType<typeof whopPageOf<Items>>>

/**
 * The body of Whop's `GET /members/{id}` with status 200, on the API versions up to 2026-07-22.
 * Every key is always there; times are ISO 8601 in UTC, `usd_total_spent` is US dollars and not cents.
 */
export type WhopMember = whop.Member

/** One of `GET /members`, up to 2026-07-22: a WhopMember without its company. */
export type WhopListedMember = whopMembers.ListedMember

/** The body of Whop's `GET /members` with status 200, on the API versions up to 2026-07-22. */
export type WhopMemberPage = WhopPage<typeof whopMembers.ListedMember>

/**
 * The body of Whop's `GET /members/{id}` with status 200, from 2026-07-23 on. Every key is always there; times are
 * ISO 8601 in UTC, `phone_number` is E.164, `user` is null for a technical account.
 */
export type WhopCurrentMember = whopMembers.CurrentMember

/** The body of Whop's `GET /members` with status 200, from 2026-07-23 on. */
export type WhopCurrentMemberPage = WhopPage<typeof whopMembers.CurrentMember>

/** The body of Whop's `GET /members/{id}/logs` with status 200, from 2026-07-23 on: what happened, newest first. */
export type WhopMemberLogPage = WhopPage<typeof whopMembers.LogLine>

/**
 * The body of Whop's `GET /memberships/{id}` with status 200, and of what changes a membership, up to 2026-07-22. Every
 * key is always there; times are ISO 8601 in UTC, prices are text with the sign of their currency.
 */
export type WhopMembership = whopMemberships.Membership

/** One of `GET /memberships`, up to 2026-07-22: a WhopMembership without `custom_field_responses`. */
export type WhopListedMembership = whopMemberships.ListedMembership

/** The body of Whop's `GET /memberships` with status 200, on the API versions up to 2026-07-22. */
export type WhopMembershipPage = WhopPage<typeof whopMemberships.ListedMembership>

/**
 * The body of Whop's `GET /memberships/{id}` with status 200, and of what changes a membership, from 2026-07-23 on.
 * Every key is always there; times are ISO 8601 in UTC, `billing_period_days` is in days.
 */
export type WhopCurrentMembership = whopMemberships.CurrentMembership

/** The body of Whop's `GET /memberships` with status 200, from 2026-07-23 on. */
export type WhopCurrentMembershipPage = WhopPage<typeof whopMemberships.CurrentMembership>

/** The body of Whop's `POST /memberships/invite` with status 202: nothing more is known before they accept. */
export type WhopInvitation = FromSchema<typeof whopBodies.InvitationSent>

/** The body of Whop's `POST /memberships/{id}/transfer` with status 200: a page for whoever takes it over. */
export type WhopTransfer = FromSchema<typeof whopBodies.TransferUrl>

/** The body of Whop's `GET /users/{id}` with status 200, on every version; what is null here is for the person alone. */
export type WhopUser = FromSchema<typeof whopUsers.User>

/** The body of Whop's `GET /users/{id}/access/{resource_id}` with status 200, on every version. */
export type WhopAccess = FromSchema<typeof whopUsers.Access>

/** The body of Whop's `GET /companies/{id}` with status 200, on every version; times are ISO 8601 in UTC. */
export type WhopCompany = FromSchema<typeof whopCompanies.Company>

/** The body of Whop's `GET /companies` with status 200, on every version. */
export type WhopCompanyPage = WhopPage<typeof whopCompanies.ListedCompany>

/** The body of Whop's `GET /products/{id}` with status 200, on every version; times are ISO 8601 in UTC. */
export type WhopProduct = FromSchema<typeof whopProducts.Product>

/** The body of Whop's `GET /products` with status 200, on every version. */
export type WhopProductPage = WhopPage<typeof whopProducts.ListedProduct>

/**
 * The body of Whop's `GET /plans/{id}` with status 200, on every version. Prices are in `currency`, not in cents;
 * `billing_period`, `expiration_days` and `trial_period_days` are in days.
 */
export type WhopPlan = FromSchema<typeof whopPlans.Plan>

/** The body of Whop's `GET /plans` with status 200, on every version. */
export type WhopPlanPage = WhopPage<typeof whopPlans.ListedPlan>

/** The body of Whop's `GET` and `PATCH /webhooks/{id}` with status 200, up to 2026-07-22: without the secret. */
export type WhopWebhook = FromSchema<typeof whopWebhooks.LegacyWebhook>

/** The body of Whop's `POST /webhooks` with status 200, up to 2026-07-22: the one that has `webhook_secret`. */
export type WhopNewWebhook = FromSchema<typeof whopWebhooks.NewLegacyWebhook>

/** The body of Whop's `GET /webhooks` with status 200, up to 2026-07-22. */
export type WhopWebhookPage = WhopPage<typeof whopWebhooks.LegacyListed>

/**
 * The body of Whop's `GET` and `PATCH /webhooks/{id}` and of `POST /webhooks` with status 200, from 2026-07-23 on:
 * `webhook_secret` is text on its creation alone, and null otherwise.
 */
export type WhopCurrentWebhook = FromSchema<typeof whopWebhooks.CurrentWebhook>

/** The body of Whop's `GET /webhooks` with status 200, from 2026-07-23 on. */
export type WhopCurrentWebhookPage = WhopPage<typeof whopWebhooks.CurrentWebhook>

/** The body of Whop's `DELETE /webhooks/{id}` with status 200, up to 2026-07-22: the bare `true`. */
export type WhopDeletedWebhook = FromSchema<typeof whopWebhooks.LegacyDeleted>

/** The body of Whop's `DELETE /webhooks/{id}` with status 200, from 2026-07-23 on. */
export type WhopCurrentDeletedWebhook = FromSchema<typeof whopWebhooks.CurrentDeleted>

/** The body of Whop's `GET /webhooks/{id}/deliveries`, from 2026-07-23 on: `total_time` is in seconds. */
export type WhopWebhookDeliveryPage = FromSchema<typeof whopDeliveries.WebhookDeliveryPage>

/**
 * The body of Whop's `POST /webhooks/{id}/test` and `POST /webhooks/{id}/deliveries/{delivery_id}/replay` with status 200:
 * what the endpoint answered. `status` is 0 where nobody did; `body` is JSON, or the first 100 bytes of what is none.
 */
export type WhopWebhookOutcome = FromSchema<typeof whopDeliveries.Outcome>

/** The body of Whop's `POST /webhooks/{id}/replay` with status 200: that the deliveries will be sent again. */
export type WhopWebhookReplay = FromSchema<typeof whopDeliveries.Queued>

/** The body of every refusal of Whop's: 400, 401, 403, 404, 429, 500; `error` is null with 422. */
export type WhopError = whop.Failure

/** Whatever Whop answers to a look at one member up to 2026-07-22: tell them apart by the HTTP status. */
export type WhopAnswer = WhopMember | WhopError

/**
 * A member of an AITable space. `email` and `mobile` are there only with `sensitiveData=true`, and only if the
 * person has one.
 */
export type AitableMember = aitable.Member

/** The same where what is absent is `""` and `{}` instead: the setting `aitable.absentSensitive: empty`. */
export type AitableMemberWithEmpty = aitable.WireMember

/** The body of AITable's `GET /fusion/v1/spaces/{spaceId}/members/{unitId}` when the member was found. */
export type AitableSuccess = FromSchema<typeof aitable.Success>

/** The body of every refusal of AITable's, of which many have the HTTP status 200: `code` says more. */
export type AitableError = aitable.Failure

/** The body of AITable's `GET /fusion/v1/spaces/{spaceId}/teams/{unitId}/members` when the team was found. */
export type AitableMemberPage = FromSchema<typeof aitable.MemberPage>

/** The body of AITable's `GET /fusion/v1/spaces/{spaceId}/teams/{unitId}/children` when the team was found. */
export type AitableTeamPage = FromSchema<typeof aitable.TeamPage>

/** The body of AITable's `GET /fusion/v1/spaces/{spaceId}/roles` when the space was found. */
export type AitableRolePage = FromSchema<typeof aitable.RolePage>

/** Whatever AITable answers to a look at one member: tell them apart by `success`, not by the HTTP status. */
export type AitableAnswer = AitableSuccess | AitableError

/** A member of a Sotion site: every key is always there, null where there is no value; times are ISO 8601 in UTC. */
export type SotionMember = sotion.Member

/** The body of Sotion's `GET /members/{memberId}` with status 200. */
export type SotionSuccess = sotion.Success

/** The body of Sotion's `GET /members`: members without their groups, and where the next page begins. */
export type SotionMemberPage = FromSchema<typeof members.MemberPage>

/** The body of Sotion's `POST /members/bulk`, with status 207: what became of each. */
export type SotionBulkResult = FromSchema<typeof members.BulkResult>

/** An access group of a Sotion site. */
export type SotionGroup = groups.Group

/** The body of Sotion's `GET /access-groups`. */
export type SotionGroupPage = FromSchema<typeof groups.GroupPage>

/** The body of Sotion's `GET /access-groups/{groupId}/members`: eight keys of each member. */
export type SotionGroupMemberPage = FromSchema<typeof groups.GroupMemberPage>

/** A webhook of a Sotion site, as it is shown after its creation: with the beginning of its secret. */
export type SotionWebhook = webhooks.Webhook

/** The body of Sotion's `POST /webhooks`: the one that has the secret. */
export type SotionNewWebhook = FromSchema<typeof webhooks.NewWebhookSuccess>

/** The body of Sotion's `GET /webhooks`. */
export type SotionWebhookPage = FromSchema<typeof webhooks.WebhookPage>

/** The body of every refusal of Sotion's: 400, 401, 403, 404, 405, 409, 413, 429, 500. */
export type SotionError = sotion.FlatFailure

/** The same under the setting `sotion.errorShape: nested`. */
export type SotionNestedError = sotion.NestedFailure

/** Whatever Sotion answers to a look at one member by default: tell them apart by the HTTP status. */
export type SotionAnswer = SotionSuccess | SotionError
