/** Sotion, as it answers its REST API. */
import { createLimitRule, type VendorDefinition } from '../../contract/definition.ts'
import { withOwnRecords } from '../../contract/own-records.ts'
import { createStarts } from '../../sandbox/starts.ts'
import { ordinary, sotionCredential } from './checks.ts'
import { createErrors } from './errors.ts'
import { faults } from './faults.ts'
import { GroupEntry } from './group-schemas.ts'
import { life } from './happenings.ts'
import { model } from './model.ts'
import { BASE } from './operation.ts'
import { notEmulated, operations } from './operations.ts'
import { createRecords } from './records.ts'
import { checkRows } from './row-checks.ts'
import { scenarios } from './scenarios.ts'
import { Key, MemberEntry, Site } from './schemas.ts'
import { createTables } from './seed.ts'
import type { SotionSettings } from './settings.ts'
import { webhooks as dialect } from './webhook-dialect.ts'
import { WebhookEntry } from './webhook-schemas.ts'

const LIMIT = { limit: 100, windowSeconds: 60 }
/** What clients read the key from. */
const CREDENTIAL = 'SOTION_API_KEY'

export const sotion: VendorDefinition = {
  id: 'sotion',
  title: 'Sotion',
  limit: LIMIT,
  ownSettings: [
    {
      name: 'errorShape',
      values: ['flat', 'nested'],
      default: 'flat',
      help: 'flat: {"error": "..."}; nested: {"error": {"code", "message"}}',
    },
  ],
  lists: { keys: Key, members: MemberEntry, sites: Site, groups: GroupEntry, webhooks: WebhookEntry },
  places: ['sites'],
  environment: (baseUrl, { credentials }) => ({
    SOTION_BASE_URL: baseUrl,
    [CREDENTIAL]: credentials.siteA ?? '',
  }),
  targetIds: { group: 'groups' },
  loadDocumentation: () => import('./documentation.ts'),
  loadImporter: () => import('./importer.ts'),
  sample: { path: '/members/11111111-1111-4111-8111-111111111111', credential: 'siteA' },

  create(settings, options) {
    const own = settings as SotionSettings // validated against `lists` and `ownSettings`
    const records = createRecords(options)
    const tablesOf = createTables(own, options)
    const { sites, keys, members, groups, webhooks } = own
    return {
      id: 'sotion',
      title: 'Sotion',
      hosts: ['api.sotion.so', 'sotion.localhost'],
      base: BASE,
      claims: [{ path: BASE, to: BASE, credential: 'so_' }],
      credentialVariable: CREDENTIAL,
      credentials: { siteA: 'so_mock_site_a', siteB: 'so_mock_site_b', revoked: 'so_mock_revoked' },
      limit: { ...createLimitRule(settings, options, LIMIT.limit), startsOnSecond: true },
      place: 'site',
      records,
      answersHead: true,
      bodyBytes: 1024 * 1024,
      operations,
      notEmulated,
      parameters: {
        memberId: { type: 'string', format: 'uuid', description: 'The id of the member.' },
        groupId: { type: 'string', format: 'uuid', description: 'The id of the access group.' },
        webhookId: { type: 'string', format: 'uuid', description: 'The id of the webhook.' },
      },
      habits: { headerPrefixes: ['x-sotion-'] },
      checks: ordinary,
      errors: createErrors(own.errorShape),
      faults,
      surroundings: {
        arrive: (call) => call.setHeader('x-request-id', call.sandbox.random.uuid()),
      },
      credentialIn: sotionCredential,
      model,
      checkRows,
      start: createStarts((seed) =>
        withOwnRecords({
          model,
          tables: tablesOf(seed),
          records,
          lists: { sites, keys, members, groups, webhooks },
          seed,
        }),
      ),
      mintToken: (name, number) => `so_sb${number}_${name}`,
      webhooks: dialect,
      life,
      scenarios,
    }
  },
}
