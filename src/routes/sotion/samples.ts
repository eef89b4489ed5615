/** The calls whose answers are the examples in Sotion's OpenAPI document; each is made on what those before have left. */
import type { Documentation, Sample } from '../../contract/documentation.ts'

const ADA = '/members/11111111-1111-4111-8111-111111111111'
const READERS = '/access-groups/a0000000-0000-4000-8000-000000000005'
const TESTERS = '/access-groups/a0000000-0000-4000-8000-000000000004'

const asked = (summary: string, path: string): Sample => ({ summary, path, credential: 'siteA' })

const sent = (summary: string, method: string, path: string, body: unknown): Sample => ({
  ...asked(summary, path),
  method,
  body,
})

const NOTHING = { samples: {} }

export const samples: Documentation['operations'] = {
  getMember: {
    samples: {
      active: asked('A full profile with two access groups.', ADA),
      blocked: asked(
        'A blocked member: everything that may be null is.',
        '/members/22222222-2222-4222-8222-222222222222',
      ),
    },
  },
  getSite: { samples: { published: asked('A site that is published.', '/site') } },
  listMembers: { samples: { page: asked('Two members, the first of more.', '/members?limit=2') } },
  createMember: {
    samples: { created: sent('A new member.', 'POST', '/members', { email: 'new@example.com' }) },
  },
  bulkCreateMembers: {
    samples: {
      mixed: sent('One that is created, one that is there already.', 'POST', '/members/bulk', {
        members: [{ email: 'bulk@example.com' }, { email: 'ada.lovelace@example.com' }],
      }),
    },
  },
  updateMember: { samples: { blocked: sent('Blocked.', 'PATCH', ADA, { status: 'blocked' }) } },
  deleteMember: NOTHING,
  listAccessGroups: {
    samples: { page: asked('The newest group, the first of more.', '/access-groups?limit=1') },
  },
  createAccessGroup: {
    samples: { created: sent('A custom group.', 'POST', '/access-groups', { name: 'Early Birds' }) },
  },
  getAccessGroup: { samples: { scope: asked('A scope group.', READERS) } },
  updateAccessGroup: {
    samples: {
      described: sent('With a description.', 'PATCH', TESTERS, { description: 'Before all others.' }),
    },
  },
  deleteAccessGroup: NOTHING,
  listGroupMembers: { samples: { page: asked('Both who are in it.', `${READERS}/members`) } },
  addGroupMember: {
    samples: {
      added: sent('A member with all its groups.', 'POST', `${TESTERS}/members`, {
        memberId: '11111111-1111-4111-8111-111111111111',
      }),
    },
  },
  removeGroupMember: NOTHING,
  listWebhooks: { samples: { none: asked('A site starts without any.', '/webhooks') } },
  createWebhook: {
    samples: {
      created: sent('With the secret, once.', 'POST', '/webhooks', {
        url: 'https://example.com/hook',
        events: ['member.created'],
      }),
    },
  },
  getWebhook: NOTHING,
  deleteWebhook: NOTHING,
}
