/** What the package declares, asked of the compiler: types of schemas and answers, and none of a server's. */
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import ts from 'typescript'
import { createTestApp } from './support/app.ts'
import { buildDist } from './support/build.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const TYPES = JSON.stringify(`${ROOT}src/types.ts`)

/** What the compiler says of each of `files`, as `line: message`; one run, since it takes seconds. */
const compile = (files: readonly string[]): string[][] => {
  const { config } = ts.readConfigFile(`${ROOT}tsconfig.json`, ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT)
  // The imports below are absolute, and nothing is written.
  const program = ts.createProgram(files, { ...options, types: [], rewriteRelativeImportExtensions: false })
  t.strictSame(program.getOptionsDiagnostics(), [])
  return files.map((file) => {
    const source = program.getSourceFile(file)
    const diagnostics = [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ]
    return diagnostics.map(({ start = 0, messageText }) => {
      const line = source?.getLineAndCharacterOfPosition(start).line
      return `${line}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
    })
  })
}

const SCHEMAS = [
  ['WhopMember', 'whop', 'Member'],
  ['WhopError', 'whop', 'Failure'],
  ['WhopListedMember', 'whop', 'ListedMember'],
  ['WhopCurrentMember', 'whop', 'CurrentMember', 'member-schemas'],
  ['WhopMembership', 'whop', 'Membership', 'membership-schemas'],
  ['WhopListedMembership', 'whop', 'ListedMembership', 'membership-schemas'],
  ['WhopCurrentMembership', 'whop', 'CurrentMembership', 'membership-schemas'],
  ['WhopUser', 'whop', 'User', 'user-schemas'],
  ['WhopAccess', 'whop', 'Access', 'user-schemas'],
  ['WhopCompany', 'whop', 'Company', 'company-schemas'],
  ['WhopProduct', 'whop', 'Product', 'product-schemas'],
  ['WhopPlan', 'whop', 'Plan', 'plan-schemas'],
  ['WhopWebhook', 'whop', 'LegacyWebhook', 'webhook-schemas'],
  ['WhopNewWebhook', 'whop', 'NewLegacyWebhook', 'webhook-schemas'],
  ['WhopCurrentWebhook', 'whop', 'CurrentWebhook', 'webhook-schemas'],
  ['WhopWebhookDeliveryPage', 'whop', 'WebhookDeliveryPage', 'delivery-schemas'],
  ['WhopInvitation', 'whop', 'InvitationSent', 'membership-bodies'],
  ['WhopTransfer', 'whop', 'TransferUrl', 'membership-bodies'],
  ['WhopDeletedWebhook', 'whop', 'LegacyDeleted', 'webhook-schemas'],
  ['WhopCurrentDeletedWebhook', 'whop', 'CurrentDeleted', 'webhook-schemas'],
  ['WhopWebhookOutcome', 'whop', 'Outcome', 'delivery-schemas'],
  ['WhopWebhookReplay', 'whop', 'Queued', 'delivery-schemas'],
  ['AitableMember', 'aitable', 'Member'],
  ['AitableSuccess', 'aitable', 'Success'],
  ['AitableMemberPage', 'aitable', 'MemberPage'],
  ['AitableTeamPage', 'aitable', 'TeamPage'],
  ['AitableRolePage', 'aitable', 'RolePage'],
  ['AitableError', 'aitable', 'Failure'],
  ['SotionMember', 'sotion', 'Member'],
  ['SotionSuccess', 'sotion', 'Success'],
  ['SotionError', 'sotion', 'FlatFailure'],
  ['SotionNestedError', 'sotion', 'NestedFailure'],
] as const satisfies readonly (readonly [name: string, vendor: string, schema: string, file?: string])[]

/** Lists of Whop's: each is a page of a schema of its own. */
const PAGES = [
  ['WhopMemberPage', 'ListedMember', 'schemas'],
  ['WhopCurrentMemberPage', 'CurrentMember', 'member-schemas'],
  ['WhopMemberLogPage', 'LogLine', 'member-schemas'],
  ['WhopMembershipPage', 'ListedMembership', 'membership-schemas'],
  ['WhopCurrentMembershipPage', 'CurrentMembership', 'membership-schemas'],
  ['WhopCompanyPage', 'ListedCompany', 'company-schemas'],
  ['WhopProductPage', 'ListedProduct', 'product-schemas'],
  ['WhopPlanPage', 'ListedPlan', 'plan-schemas'],
  ['WhopWebhookPage', 'LegacyListed', 'webhook-schemas'],
  ['WhopCurrentWebhookPage', 'CurrentWebhook', 'webhook-schemas'],
] as const

const schemaOf = (vendor: string, schema: string, file = 'schemas'): string =>
  `FromSchema<typeof import(${JSON.stringify(`${ROOT}src/routes/${vendor}/${file}.ts`)}).${schema}>`

const IMPORTS = `import type { FromSchema } from 'json-schema-to-ts'
import type * as types from ${TYPES}
type IsIn<A, B> = [A] extends [B] ? true : false`

/** The type `name` is the type `text`, both ways, and neither everything nor nothing. */
const same = (name: string, text: string): string[] => [
  `export const in${name}: IsIn<types.${name}, ${text}> = true`,
  `export const of${name}: IsIn<${text}, types.${name}> = true`,
  `export const any${name}: IsIn<unknown, types.${name}> = false`,
  `export const never${name}: IsIn<types.${name}, never> = false`,
]

const sameText = [
  ...SCHEMAS.flatMap(([name, vendor, schema, file]) => same(name, schemaOf(vendor, schema, file))),
  // Of a page's items; its frame is held against what is answered.
  ...PAGES.flatMap(([name, schema, file]) => [
    ...same(name, `Omit<types.${name}, 'data'> & { data: ${schemaOf('whop', schema, file)}[] }`),
    `export const item${name}: IsIn<unknown, types.${name}['data'][number]> = false`,
  ]),
]

interface Asked {
  type: string
  url: string
  key: string
  /** The version that is asked for. */
  date?: string
  /** What is sent, with POST. */
  sent?: object
  method?: 'POST' | 'DELETE'
  settings?: Record<string, Record<string, unknown>>
}

const SPACE = '/aitable/fusion/v1/spaces/spcjXzqVrjaP3/members'
const JOHN = `${SPACE}/kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6`
const ADMIN = 'uskYtInkHozfsMikhh0yfoS'
const TEAM = '/aitable/fusion/v1/spaces/spcjXzqVrjaP3/teams/0'
const COMPANY = 'biz_MockCoffeeClub'
const SITE = '/sotion/api/v1/members'
const NESTED = { sotion: { errorShape: 'nested' } }

const WHOP = '/whop/api/v1'
const FULL = { key: 'apik_mock_full' } as const
const CURRENT = { ...FULL, date: '2026-07-23' } as const
const HOOK = { url: 'https://example.com/hook' } as const
const MEMBERSHIP = `${WHOP}/memberships/mem_Active00000001`
/** Nobody is asked at this address: it is not this machine's. */
const HAS_HOOK = { whop: { webhooks: [{ id: 'hook_Types0000001', ...HOOK }] } }
const OF_HOOK = `${WHOP}/webhooks/hook_Types0000001`

const asked: readonly Asked[] = [
  { type: 'WhopMember', url: '/whop/api/v1/members/mber_Joined0000001', key: 'apik_mock_full' },
  { type: 'WhopMember', url: '/whop/api/v1/members/mber_NoUser0000001', key: 'apik_mock_full' },
  { type: 'WhopAnswer', url: '/whop/api/v1/members/mber_Joined0000001', key: 'apik_mock_basic' },
  { type: 'WhopError', url: '/whop/api/v1/members/x', key: 'apik_mock_full' },
  { type: 'WhopAnswer', url: '/whop/api/v1/members/x', key: 'apik_nobody' },
  { type: 'WhopMemberPage', url: `${WHOP}/members?first=5`, ...FULL },
  { type: 'WhopCurrentMember', url: `${WHOP}/members/mber_NoUser0000001`, ...CURRENT },
  { type: 'WhopCurrentMemberPage', url: `${WHOP}/members?first=5&account_id=${COMPANY}`, ...CURRENT },
  { type: 'WhopMemberLogPage', url: `${WHOP}/members/mber_Joined0000001/logs`, ...CURRENT },
  { type: 'WhopMembership', url: MEMBERSHIP, ...FULL },
  { type: 'WhopMembershipPage', url: `${WHOP}/memberships?company_id=${COMPANY}`, ...FULL },
  { type: 'WhopCurrentMembership', url: MEMBERSHIP, ...CURRENT },
  { type: 'WhopCurrentMembershipPage', url: `${WHOP}/memberships?account_id=${COMPANY}`, ...CURRENT },
  { type: 'WhopUser', url: `${WHOP}/users/me`, ...FULL },
  { type: 'WhopAccess', url: `${WHOP}/users/me/access/${COMPANY}`, ...FULL },
  { type: 'WhopCompany', url: `${WHOP}/companies/${COMPANY}`, ...FULL },
  { type: 'WhopCompanyPage', url: `${WHOP}/companies`, ...FULL },
  { type: 'WhopProduct', url: `${WHOP}/products/prod_CoffeeClub001`, ...FULL },
  { type: 'WhopProductPage', url: `${WHOP}/products?account_id=${COMPANY}`, ...FULL },
  { type: 'WhopPlan', url: `${WHOP}/plans/plan_Monthly000001`, ...FULL },
  { type: 'WhopPlanPage', url: `${WHOP}/plans?account_id=${COMPANY}`, ...FULL },
  { type: 'WhopNewWebhook', url: `${WHOP}/webhooks`, ...FULL, sent: HOOK },
  { type: 'WhopCurrentWebhook', url: `${WHOP}/webhooks`, ...CURRENT, sent: HOOK },
  { type: 'WhopWebhookPage', url: `${WHOP}/webhooks?company_id=${COMPANY}`, ...FULL },
  { type: 'WhopCurrentWebhookPage', url: `${WHOP}/webhooks?account_id=${COMPANY}`, ...CURRENT },
  {
    type: 'WhopInvitation',
    url: `${WHOP}/memberships/invite`,
    ...CURRENT,
    sent: { plan_id: 'plan_Yearly0000001', email: 'a@example.com' },
  },
  { type: 'WhopTransfer', url: `${MEMBERSHIP}/transfer`, ...CURRENT, sent: {} },
  { type: 'WhopDeletedWebhook', url: OF_HOOK, ...FULL, method: 'DELETE', settings: HAS_HOOK },
  { type: 'WhopCurrentDeletedWebhook', url: OF_HOOK, ...CURRENT, method: 'DELETE', settings: HAS_HOOK },
  {
    type: 'WhopWebhookOutcome',
    url: `${OF_HOOK}/test`,
    ...CURRENT,
    sent: { event: 'member.updated' },
    settings: HAS_HOOK,
  },
  {
    type: 'WhopWebhookReplay',
    url: `${OF_HOOK}/replay`,
    ...CURRENT,
    sent: { sent_after: '2026-01-01T00:00:00Z' },
    settings: HAS_HOOK,
  },
  { type: 'WhopWebhookDeliveryPage', url: `${OF_HOOK}/deliveries`, ...CURRENT, settings: HAS_HOOK },
  { type: 'AitableMemberPage', url: `${TEAM}/members`, key: ADMIN },
  { type: 'AitableTeamPage', url: `${TEAM}/children`, key: ADMIN },
  { type: 'AitableRolePage', url: '/aitable/fusion/v1/spaces/spcjXzqVrjaP3/roles', key: ADMIN },
  { type: 'AitableSuccess', url: JOHN, key: ADMIN },
  { type: 'AitableSuccess', url: `${JOHN}?sensitiveData=true`, key: ADMIN },
  { type: 'AitableAnswer', url: `${SPACE}/MockPending00000000000000000001`, key: ADMIN },
  { type: 'AitableError', url: `${SPACE}/nobody`, key: ADMIN },
  { type: 'AitableAnswer', url: `${SPACE}/nobody`, key: 'uskNobody' },
  { type: 'SotionSuccess', url: `${SITE}/11111111-1111-4111-8111-111111111111`, key: 'so_mock_site_a' },
  { type: 'SotionAnswer', url: `${SITE}/22222222-2222-4222-8222-222222222222`, key: 'so_mock_site_a' },
  { type: 'SotionError', url: `${SITE}/x`, key: 'so_mock_site_a' },
  { type: 'SotionNestedError', url: `${SITE}/x`, key: 'so_mock_site_a', settings: NESTED },
]

/** The parsed answers of a running app as values of their types, which allow no key that they do not name. */
const answersText = async (): Promise<string[]> => {
  const bodies = asked.map(async ({ url, key, date, sent, method = 'POST', settings = {} }) => {
    const { app } = createTestApp({ members: 0, settings })
    const headers = {
      authorization: `Bearer ${key}`,
      ...(date === undefined ? {} : { 'api-version-date': date }),
    }
    const isRead = sent === undefined && method === 'POST'
    const what = isRead ? {} : { method, ...(sent !== undefined && { payload: sent }) }
    return (await app.inject({ url, headers, ...what })).body
  })
  const answers = await Promise.all(bodies)
  return asked.map(({ type }, i) => `export const answer${i}: types.${type} = ${answers[i]}`)
}

/** What is never answered. */
const wrongText = [
  `export const a = { error: { type: 'x', message: null } } satisfies types.WhopError`,
  `export const b = ({} as types.WhopMember).status satisfies 'joined'`,
  `export const g = ({} as types.WhopCurrentMember).usd_total_spent`,
  `export const h = ({} as types.WhopWebhook).webhook_secret`,
  `export const i = ({} as types.WhopMemberPage).page_info.end_cursor satisfies string`,
  `export const j = ({} as types.WhopAccess).access_level satisfies 'customer'`,
  `export const c = ({} as types.AitableMember).email.length`,
  `export const d = { success: true, code: 400, message: '' } satisfies types.AitableError`,
  `export const e = ({} as types.SotionMember).displayName satisfies string`,
  `export const f = { error: { code: 'x', message: 'y' } } satisfies types.SotionError`,
]

t.test('the compiler takes what is answered, and nothing else', async (t) => {
  const home = t.testdir({
    'same.ts': [IMPORTS, ...sameText].join('\n'),
    'answers.ts': [IMPORTS, ...(await answersText())].join('\n'),
    'wrong.ts': [IMPORTS, ...wrongText].join('\n'),
  })
  const [same, answers, wrong] = compile(['same', 'answers', 'wrong'].map((name) => `${home}/${name}.ts`))
  // What a file does not use of the imports is no matter here.
  const isMeant = (line: string): boolean => !/is declared but/.test(line)
  t.strictSame(same?.filter(isMeant), [])
  t.strictSame(answers?.filter(isMeant), [])
  const first = IMPORTS.split('\n').length
  t.strictSame(
    wrong?.filter(isMeant).map((line) => line.split(':')[0]),
    wrongText.map((_, i) => String(first + i)),
  )
})

/** The modules of other packages that the declarations of `entry` lead to. */
const packagesBehind = (dist: string, entry: string): string[] => {
  const packages = new Set<string>()
  const seen = new Set<string>()
  const walk = (path: string): void => {
    if (seen.has(path)) return
    seen.add(path)
    for (const [, name = ''] of readFileSync(path, 'utf8').matchAll(
      /\b(?:from|import\()\s*['"]([^'"]+)['"]/g,
    ))
      if (name.startsWith('.')) walk(resolve(dirname(path), name.replace(/\.[jt]s$/, '.d.ts')))
      else packages.add(name)
  }
  walk(`${dist}/${entry}.d.ts`)
  return [...packages]
}

t.test('who uses the library needs none of the types of its server', async (t) => {
  const dist = buildDist()
  t.strictSame(packagesBehind(dist, 'index'), ['json-schema-to-ts'])
  t.strictSame(packagesBehind(dist, 'types'), [])
})
