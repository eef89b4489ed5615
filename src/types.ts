/** `membermock/types`: what the vendors answer, as types, for programs and tests that read it. */
import type { FromSchema } from 'json-schema-to-ts'
import type * as aitable from './routes/aitable/schemas.ts'
import type * as groups from './routes/sotion/group-schemas.ts'
import type * as members from './routes/sotion/member-schemas.ts'
import type * as sotion from './routes/sotion/schemas.ts'
import type * as webhooks from './routes/sotion/webhook-schemas.ts'
import type * as whop from './routes/whop/schemas.ts'

/**
 * The body of Whop's `GET /members/{id}` with status 200, on the API versions up to 2026-07-20.
 * Every key is always there; times are ISO 8601 in UTC, `usd_total_spent` is US dollars and not cents.
 */
export type WhopMember = whop.Member

/** The body of every refusal of Whop's: 400, 401, 403, 404, 429, 500; `error` is null with 422. */
export type WhopError = whop.Failure

/** Whatever Whop answers: tell them apart by the HTTP status. */
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

/** Whatever AITable answers: tell them apart by `success`, not by the HTTP status. */
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
