/** The types of what goes over the wire between Sotion and its clients. */
import * as groups from '../../src/routes/sotion/group-schemas.ts'
import * as members from '../../src/routes/sotion/member-schemas.ts'
import * as schemas from '../../src/routes/sotion/schemas.ts'
import { SiteAnswer } from '../../src/routes/sotion/site.ts'
import * as webhooks from '../../src/routes/sotion/webhook-schemas.ts'
import type { WireTypes } from '../wire-types.ts'

export const sotion: WireTypes = {
  sotion: {
    about: 'Sotion’s site, its members, and refusals.',
    types: {
      SotionSite: [SiteAnswer.properties.data, 'A Sotion site, as `GET /site` has it in `data`.'],
      SotionMember: [
        schemas.Member,
        'A member of a Sotion site: every key is always there, null where there is no value; times are ISO 8601 in UTC.',
      ],
      SotionListedMember: [schemas.ListedMember, 'One of `GET /members`: a SotionMember without its groups.'],
      SotionSuccess: [schemas.Success, 'The body of Sotion’s `GET /members/{memberId}` with status 200.'],
      SotionMemberPage: [
        members.MemberPage,
        'The body of Sotion’s `GET /members`: members without their groups, and where the next page begins.',
      ],
      SotionBulkResult: [
        members.BulkResult,
        'The body of Sotion’s `POST /members/bulk`, with status 207: what became of each.',
      ],
      SotionError: [
        schemas.FlatFailure,
        'The body of every refusal of Sotion’s: 400, 401, 403, 404, 405, 409, 413, 429, 500.',
      ],
      SotionNestedError: [schemas.NestedFailure, 'The same under the setting `sotion.errorShape: nested`.'],
    },
  },
  'sotion-groups': {
    about: 'Sotion’s access groups and webhooks.',
    types: {
      SotionGroup: [groups.Group, 'An access group of a Sotion site.'],
      SotionGroupPage: [groups.GroupPage, 'The body of Sotion’s `GET /access-groups`.'],
      SotionGroupMemberPage: [
        groups.GroupMemberPage,
        'The body of Sotion’s `GET /access-groups/{groupId}/members`: eight keys of each member.',
      ],
      SotionWebhook: [
        webhooks.Webhook,
        'A webhook of a Sotion site, as it is shown after its creation: with the beginning of its secret.',
      ],
      SotionNewWebhook: [
        webhooks.NewWebhookSuccess,
        'The body of Sotion’s `POST /webhooks`: the one that has the secret.',
      ],
      SotionWebhookPage: [webhooks.WebhookPage, 'The body of Sotion’s `GET /webhooks`.'],
    },
  },
}
