/** Whop, as it answers its REST API of version 1. */
import type { Call } from '../../contract/call.ts'
import { bearerCredential } from '../../contract/credential-check.ts'
import { createLimitRule, type VendorDefinition } from '../../contract/definition.ts'
import { withOwnRecords } from '../../contract/own-records.ts'
import { createStarts } from '../../sandbox/starts.ts'
import { createChecks } from './checks.ts'
import { errors } from './errors.ts'
import { faults } from './faults.ts'
import { life } from './happenings.ts'
import { ID_PREFIXES } from './id-prefixes.ts'
import { idempotency } from './idempotency.ts'
import { lifecycle } from './lifecycle.ts'
import { MemberEntry } from './member-record.ts'
import { MembershipRow } from './membership-row.ts'
import { model } from './model.ts'
import { notEmulatedBeside } from './not-emulated.ts'
import { observedKind } from './observed.ts'
import { operations } from './operations.ts'
import { reasons } from './reasons.ts'
import { createRecords } from './records.ts'
import { CompanyRow, PlanRow, ProductRow, UserRow } from './row-schemas.ts'
import { entryOf } from './sales-records.ts'
import { scenarios } from './scenarios.ts'
import { Key } from './schemas.ts'
import { createTables } from './seed.ts'
import type { WhopSettings } from './settings.ts'
import { VERSION_HEADER, versionOf } from './versions.ts'
import { webhooks as dialect } from './webhook-dialect.ts'
import { WebhookEntry } from './webhook-row.ts'

const BASE = '/api/v1'
const LIMIT = { limit: 600, windowSeconds: 60 }
/** What clients read the key from. */
const CREDENTIAL = 'WHOP_API_KEY'

/** The date that was applied, on whatever version 1 answers (observed); none where no date can be. */
const writeVersion = (call: Call): void => {
  const version = call.target.startsWith(BASE) ? versionOf(call) : undefined
  if (version !== undefined) call.setHeader(VERSION_HEADER, version)
}

export const whop: VendorDefinition = {
  id: 'whop',
  title: 'Whop',
  limit: LIMIT,
  ownSettings: [
    {
      name: 'strictScopes',
      values: [true, false],
      default: false,
      help: 'refuse (403) a key that lacks a scope which else only nulls fields, such as member:email:read',
    },
    {
      name: 'errors',
      values: ['documented', 'observed'],
      default: 'documented',
      help: 'observed: refusals as third parties met them, such as 400 for a missing scope, not as the pages have them',
    },
  ],
  lists: {
    keys: Key,
    users: entryOf(UserRow),
    companies: entryOf(CompanyRow),
    products: entryOf(ProductRow),
    plans: entryOf(PlanRow),
    members: MemberEntry,
    memberships: entryOf(MembershipRow),
    webhooks: WebhookEntry,
  },
  places: [],
  environment: (baseUrl, { credentials }) => ({
    WHOP_BASE_URL: baseUrl,
    [CREDENTIAL]: credentials.full ?? '',
  }),
  targetIds: {
    user: 'users',
    company: 'companies',
    product: 'products',
    plan: 'plans',
    membership: 'memberships',
  },
  loadDocumentation: () => import('./documentation.ts'),
  loadImporter: () => import('./importer.ts'),
  sample: { path: '/members/mber_Joined0000001', credential: 'full' },

  create(settings, options) {
    const own = settings as WhopSettings // validated against `lists` and `ownSettings`
    const records = createRecords(own, options)
    const tablesOf = createTables(own, options)
    const { keys, users, companies, products, plans, members, memberships, webhooks } = own
    return {
      id: 'whop',
      title: 'Whop',
      hosts: ['api.whop.com', 'sandbox-api.whop.com', 'whop.localhost'],
      base: BASE,
      claims: [
        { path: '/api/v1', to: BASE },
        { path: '/members', to: `${BASE}/members` },
        ...['/api/v2', '/api/v5', '/public-graphql'].map((path) => ({ path, to: path })),
      ],
      credentialVariable: CREDENTIAL,
      credentials: {
        full: 'apik_mock_full',
        basic: 'apik_mock_basic',
        noscope: 'apik_mock_noscope',
        revoked: 'apik_mock_revoked',
        otherCompany: 'apik_mock_other_company',
      },
      limit: createLimitRule(settings, options, LIMIT.limit),
      records,
      answersHead: true,
      bodyBytes: 1024 * 1024,
      operations,
      notEmulated: notEmulatedBeside(operations, BASE),
      parameters: {
        id: {
          type: 'string',
          description: 'Its id; of a membership, or its licence key; of a user, or the username.',
        },
        resource_id: { type: 'string', description: 'The id of a company, a product or an experience.' },
        delivery_id: { type: 'string', description: 'The id of the delivery.' },
      },
      // client.ts of @whop/sdk 0.0.42
      habits: {
        headerPrefixes: ['x-whop-', 'api-version'],
        headers: ['x-whop-app-id', 'api-version-date'],
        deciding: [VERSION_HEADER],
        idPrefixes: ID_PREFIXES,
      },
      checks: createChecks(operations, own),
      errors,
      reasons,
      ...(own.errors === 'observed' ? { wordedAs: observedKind } : {}),
      scopeKind: 'missingScope',
      faults,
      surroundings: { arrive: writeVersion },
      idempotency,
      credentialIn: bearerCredential,
      model,
      start: createStarts((seed) =>
        withOwnRecords({
          model,
          tables: tablesOf(seed),
          records,
          lists: { keys, users, companies, products, plans, members, memberships, webhooks },
          seed,
        }),
      ),
      mintToken: (name, number) => `apik_sb${number}_${name}`,
      webhooks: dialect,
      life,
      lifecycle,
      scenarios,
    }
  },
}
