/** Settings: which source wins, what is refused and in which words, and the schema of the config file. */
import { Ajv } from 'ajv'
import t, { type Test } from 'tap'
import { helpText } from '../src/cli/help.ts'
import { type Config, readInvocation, readOptions } from '../src/config/config.ts'
import { ConfigError } from '../src/config/problems.ts'
import { configSchema } from '../src/config/schema.ts'
import { settingsOf } from '../src/config/settings.ts'
import { vendorDefinitions } from '../src/routes/index.ts'
import { SCOPES } from '../src/routes/whop/scopes.ts'

const WHOP_KEY = '{token: apik_a, scopes: [], company: biz_x}'

const BEARER = 'text that a header can carry: up to 4096 characters, no line break, no space at its ends'

/** Files in which nothing has been seen. */
const OBSERVED = Object.fromEntries(['a.yaml', 'b.yaml', 'c.yaml'].map((name) => [name, 'version: 1']))

interface Given {
  args?: string
  env?: Record<string, string>
  /** The text of membermock.config.yaml. */
  file?: string
}

const read = async (test: Test, { args = '', env = {}, file }: Given): Promise<Config> => {
  const directory = test.testdir({
    ...OBSERVED,
    ...(file !== undefined && { 'membermock.config.yaml': file }),
  })
  const words = args === '' ? [] : args.split(' ')
  const { config } = await readInvocation(vendorDefinitions, { args: words, environment: env, directory })
  if (config === undefined) throw new Error('no config')
  return config
}

/** The lines of the ConfigError that `work` ends in. */
const linesOf = async (work: Promise<unknown>): Promise<string[]> => {
  try {
    await work
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n')
    throw error
  }
  return []
}

/** A setting of a config, by its key. */
const pick = ({ program, vendors }: Config, key: string): unknown => {
  const [vendor = '', name] = key.split('.')
  return name === undefined ? Object(program)[vendor] : Object(vendors[vendor])[name]
}

t.test('without anything, the defaults', async (t) => {
  const { program, vendors } = await read(t, {})
  t.strictSame(program, {
    port: 4820,
    host: '127.0.0.1',
    vendors: ['whop', 'aitable', 'sotion'],
    seed: 1,
    now: '2026-01-01T00:00:00.000Z',
    members: 100,
    rateLimit: true,
    strict: false,
    logLevel: 'info',
    logFormat: undefined,
    journalSize: 1000,
    snapshot: undefined,
    observed: undefined,
    replay: undefined,
    replayOnly: false,
    store: undefined,
    scenario: undefined,
    admin: true,
    adminToken: undefined,
    adminOpen: false,
    adminHosts: [],
    webhookHosts: [],
    config: undefined,
    json: false,
    exitWithStdin: false,
    workers: 1,
  })
  const rest = { fixtures: true, elsewhere: 'refuse', keys: [], members: [] }
  t.strictSame(vendors, {
    whop: {
      limit: 600,
      windowSeconds: 60,
      strictScopes: false,
      errors: 'documented',
      users: [],
      companies: [],
      products: [],
      plans: [],
      memberships: [],
      webhooks: [],
      ...rest,
    },
    aitable: {
      limit: 20,
      windowSeconds: 1,
      absentSensitive: 'omit',
      spaces: [],
      roles: [],
      teams: [],
      ...rest,
    },
    sotion: {
      limit: 100,
      windowSeconds: 60,
      errorShape: 'flat',
      sites: [],
      groups: [],
      webhooks: [],
      ...rest,
    },
  })
})

t.test('every setting can be given in all three ways, and the nearest wins', async (t) => {
  const days = ['2024-02-29T00:00:00Z', '2025-01-01T12:00:00+02:00', '2025-01-01T00:00:00.5Z'] as const
  type Three<T> = readonly [inFile: T, inEnv: T, inArgs: T]
  const cases: [key: string, written: readonly [unknown, string, string], read: Three<unknown>][] = [
    ['port', [1, '2', '3'], [1, 2, 3]],
    ['host', ['::1', '0.0.0.0', 'localhost'], ['::1', '0.0.0.0', 'localhost']],
    ['vendors', [['whop'], 'sotion,whop', 'aitable'], [['whop'], ['sotion', 'whop'], ['aitable']]],
    ['seed', [-1, '+2', '-3'], [-1, 2, -3]],
    ['now', days, days],
    ['members', [0, '1', '2'], [0, 1, 2]],
    ['rateLimit', ['off', 'on', 'off'], [false, true, false]],
    ['strict', [true, 'false', 'true'], [true, false, true]],
    ['logLevel', ['debug', 'silent', 'warn'], ['debug', 'silent', 'warn']],
    ['logFormat', ['json', 'pretty', 'json'], ['json', 'pretty', 'json']],
    ['journalSize', [0, '10', '20'], [0, 10, 20]],
    ['snapshot', ['a.json', 'b.json', 'c.json'], ['a.json', 'b.json', 'c.json']],
    ['observed', ['a.yaml', 'b.yaml', 'c.yaml'], ['a.yaml', 'b.yaml', 'c.yaml']],
    ['replay', ['a', 'b', 'c'], ['a', 'b', 'c']],
    ['replayOnly', [true, 'false', 'true'], [true, false, true]],
    [
      'store',
      ['redis://a.test', 'valkey://b.test:1/2', 'rediss://u:p@[::1]:3'],
      ['redis://a.test', 'valkey://b.test:1/2', 'rediss://u:p@[::1]:3'],
    ],
    ['scenario', ['a', 'b', 'c'], ['a', 'b', 'c']],
    ['admin', [false, 'true', 'false'], [false, true, false]],
    ['adminToken', ['one', 'two', 'three'], ['one', 'two', 'three']],
    ['adminOpen', [true, 'false', 'true'], [true, false, true]],
    ['adminHosts', [['a.test'], 'b.test:1, [::1]', 'c'], [['a.test'], ['b.test:1', '[::1]'], ['c']]],
    ['webhookHosts', [['a.test'], 'b.test:1', 'c,d'], [['a.test'], ['b.test:1'], ['c', 'd']]],
    ['whop.limit', [null, '5', 'off'], [null, 5, null]],
    ['whop.windowSeconds', [4, '5', '6'], [4, 5, 6]],
    ['whop.fixtures', [false, 'true', 'false'], [false, true, false]],
    ['whop.elsewhere', ['refuse', 'http://x.test/', 'api.yaml'], ['refuse', 'http://x.test', 'api.yaml']],
    ['whop.strictScopes', [true, 'false', 'true'], [true, false, true]],
    ['whop.errors', ['observed', 'documented', 'observed'], ['observed', 'documented', 'observed']],
    ['aitable.limit', [3, 'off', '4'], [3, null, 4]],
    ['aitable.windowSeconds', [4, '5', '6'], [4, 5, 6]],
    ['aitable.fixtures', [false, 'true', 'false'], [false, true, false]],
    ['aitable.elsewhere', ['refuse', 'http://x.test/', 'api.yaml'], ['refuse', 'http://x.test', 'api.yaml']],
    ['aitable.absentSensitive', ['empty', 'omit', 'empty'], ['empty', 'omit', 'empty']],
    ['sotion.limit', ['off', '7', '8'], [null, 7, 8]],
    ['sotion.windowSeconds', [4, '5', '6'], [4, 5, 6]],
    ['sotion.fixtures', [false, 'true', 'false'], [false, true, false]],
    ['sotion.elsewhere', ['refuse', 'http://x.test/', 'api.yaml'], ['refuse', 'http://x.test', 'api.yaml']],
    ['sotion.errorShape', ['nested', 'flat', 'nested'], ['nested', 'flat', 'nested']],
  ]
  const settings = settingsOf(vendorDefinitions).filter(({ inFile }) => inFile)
  t.strictSame(
    settings.map(({ key }) => key),
    cases.map(([key]) => key),
    'these are all',
  )
  const content: Record<string, unknown> = {}
  const env: Record<string, string> = {}
  const args: string[] = []
  for (const [index, [key, [inFile, inEnv, inArgs]]] of cases.entries()) {
    const [top = '', name] = key.split('.')
    content[top] = name === undefined ? inFile : { ...Object(content[top]), [name]: inFile }
    env[settings[index]?.variable ?? ''] = inEnv
    args.push(`--${settings[index]?.flag}=${inArgs}`)
  }
  const file = JSON.stringify(content)
  const results = [
    await read(t, { file }),
    await read(t, { file, env }),
    await read(t, { file, env, args: args.join(' ') }),
  ]
  for (const [layer, config] of results.entries())
    for (const [key, , values] of cases)
      t.strictSame(pick(config, key), values[layer], `${key}, layer ${layer}`)
  t.equal((await read(t, { file: 'rateLimit: false' })).program.rateLimit, false)
  t.equal((await read(t, { env: { MEMBERMOCK_RATE_LIMIT: 'false' } })).program.rateLimit, false)
})

t.test('flags and variables have the names that are documented', async (t) => {
  const names = settingsOf(vendorDefinitions).map(({ flag, variable }) => `--${flag} ${variable}`)
  for (const name of [
    '--vendor MEMBERMOCK_VENDOR',
    '--rate-limit MEMBERMOCK_RATE_LIMIT',
    '--config MEMBERMOCK_CONFIG',
    '--json MEMBERMOCK_JSON',
    '--admin-host MEMBERMOCK_ADMIN_HOST',
    '--webhook-host MEMBERMOCK_WEBHOOK_HOST',
    '--store MEMBERMOCK_STORE',
    '--scenario MEMBERMOCK_SCENARIO',
    '--whop-strict-scopes MEMBERMOCK_WHOP_STRICT_SCOPES',
    '--whop-errors MEMBERMOCK_WHOP_ERRORS',
    '--aitable-window-seconds MEMBERMOCK_AITABLE_WINDOW_SECONDS',
  ])
    t.ok(names.includes(name), name)
})

t.test('flags may be written in several ways', async (t) => {
  const cases: [args: string, key: string, value: unknown][] = [
    ['-p 5', 'port', 5],
    ['-p5', 'port', 5],
    ['serve --port 5 --port 6', 'port', 6],
    ['--seed -5', 'seed', -5],
    ['--strict', 'strict', true],
    ['--strict --no-strict', 'strict', false],
    ['--strict=false', 'strict', false],
    ['--no-whop-fixtures', 'whop.fixtures', false],
    ['--vendor whop --vendor sotion --vendor whop', 'vendors', ['whop', 'sotion']],
    ['--whop-limit 5', 'whop.limit', 5],
    ['--no-admin', 'admin', false],
    ['--admin-host a --admin-host b:1,c', 'adminHosts', ['a', 'b:1', 'c']],
  ]
  for (const [args, key, value] of cases) t.strictSame(pick(await read(t, { args }), key), value, args)
})

t.test('an empty variable and an unknown one are as none', async (t) => {
  const { program } = await read(t, { env: { MEMBERMOCK_PORT: '', MEMBERMOCK_COLOUR: 'red' } })
  t.equal(program.port, 4820)
})

t.test('a flag or variable that cannot be used', async (t) => {
  const port = 'a whole number from 0 to 65535'
  const cases: [given: Given, line: string][] = [
    [{ args: '--port abc' }, `--port: found "abc"; accepted: ${port}`],
    [{ args: '-p 65536' }, `-p: found "65536"; accepted: ${port}`],
    [{ args: '--port=' }, `--port: found ""; accepted: ${port}`],
    [{ args: '--port' }, `--port: found nothing; accepted: ${port}`],
    [{ args: '--port --json' }, `--port: found nothing; accepted: ${port}`],
    [{ args: '--port 1.5' }, `--port: found "1.5"; accepted: ${port}`],
    [{ args: '--seed 9007199254740993' }, '--seed: found "9007199254740993"; accepted: a whole number'],
    [{ args: '--members -1' }, '--members: found "-1"; accepted: a whole number from 0'],
    [
      { args: '--whop-limit 0' },
      '--whop-limit: found "0"; accepted: a whole number from 1 to 1000000000, or off',
    ],
    [{ args: '--rate-limit maybe' }, '--rate-limit: found "maybe"; accepted: on, off'],
    [{ args: '--strict=maybe' }, '--strict: found "maybe"; accepted: true, false'],
    [
      { args: '--vendor wohp' },
      '--vendor: found "wohp"; accepted: whop, aitable, sotion (did you mean whop?)',
    ],
    [
      { args: '--now 2026-02-30T00:00:00Z' },
      '--now: found "2026-02-30T00:00:00Z"; accepted: an ISO date-time, such as 2026-01-01T00:00:00.000Z',
    ],
    [
      { args: '--prot 3' },
      '--prot: found an unknown flag; accepted: those of membermock --help (did you mean --port?)',
    ],
    [
      { args: '--no-strct' },
      '--no-strct: found an unknown flag; accepted: those of membermock --help (did you mean --no-strict?)',
    ],
    [{ args: '-x' }, '-x: found an unknown flag; accepted: those of membermock --help'],
    [{ args: '--whop-keys 1' }, '--whop-keys: found an unknown flag; accepted: those of membermock --help'],
    [
      { env: { MEMBERMOCK_LOG_LEVEL: 'debgu' } },
      'MEMBERMOCK_LOG_LEVEL: found "debgu"; accepted: trace, debug, info, warn, error, fatal, silent (did you mean debug?)',
    ],
    [
      { args: '--admin-host http://mock.test' },
      '--admin-host: found "http://mock.test"; accepted: a host, or a host and a port, such as mock.test:4820',
    ],
    [{ args: '--admin-token=' }, `--admin-token: found ""; accepted: ${BEARER}`],
    [
      { args: '--config=nope.yaml' },
      'nope.yaml: found nothing that can be read (ENOENT); accepted: a YAML or JSON file',
    ],
  ]
  for (const [given, line] of cases) t.strictSame(await linesOf(read(t, given)), [line])
  const two = await linesOf(read(t, { args: '--port a --seed b' }))
  t.strictSame(two, [`--port: found "a"; accepted: ${port}`, '--seed: found "b"; accepted: a whole number'])
})

t.test('a file that cannot be used', async (t) => {
  const time = 'an ISO date-time, such as 2026-01-01T00:00:00.000Z'
  const scopes = SCOPES.join(', ')
  const cases: [file: string, ...lines: string[]][] = [
    ['port: http', 'port: found "http"; accepted: a whole number from 0 to 65535'],
    ['port: 4820.5', 'port: found 4820.5; accepted: a whole number from 0 to 65535'],
    ['port:', 'port: found null; accepted: a whole number from 0 to 65535'],
    ['now: 2026-01-01', `now: found "2026-01-01"; accepted: ${time}`],
    ['rateLimit: none', 'rateLimit: found "none"; accepted: on, off (did you mean on?)'],
    ['vendors: [wohp]', 'vendors[0]: found "wohp"; accepted: whop, aitable, sotion (did you mean whop?)'],
    ['vendors: []', 'vendors: found a list; accepted: whop, aitable, sotion'],
    ['whop: {limit: 0}', 'whop.limit: found 0; accepted: a whole number from 1 to 1000000000, or off'],
    ['adminHosts: [a b]', 'adminHosts[0]: found "a b"; accepted: text that matches ^[\\w.:[\\]-]+$'],
    ['adminToken: ""', `adminToken: found ""; accepted: ${BEARER}`],
    ['adminToken: 12345', `adminToken: found a number; accepted: ${BEARER}`],
    ['whop: []', 'whop: found a list; accepted: a mapping'],
    ['[1]', 'found a list; accepted: a mapping'],
    ['sotion: {fixtures: no}', 'sotion.fixtures: found "no"; accepted: true, false'],
    [
      'whop: {strictScope: true}',
      'whop.strictScope: found an unknown name; accepted: limit, windowSeconds, fixtures, elsewhere, strictScopes, errors, keys, users, companies, products, plans, members, memberships, webhooks (did you mean strictScopes?)',
    ],
    [
      'whop: {keys: [{token: apik_a, scopes: [member:basic:read, member:email:raed], company: biz_x}]}',
      `whop.keys[0].scopes[1]: found "member:email:raed"; accepted: ${scopes} (did you mean member:email:read?)`,
    ],
    [
      'whop: {keys: [{token: apik_a, scopes: [member:basic:read, member:basic:read], company: biz_x}]}',
      'whop.keys[0].scopes: found the same at [0] and [1]; accepted: each value once',
    ],
    [
      'whop: {keys: [{token: apik_a, company: biz_x}]}',
      'whop.keys[0].scopes: found nothing; accepted: a list',
    ],
    [
      'whop: {members: [{id: mber_x, status: gone, joined_at: yesterday, usd_total_spent: much}]}',
      `whop.members[0].joined_at: found "yesterday"; accepted: ${time}`,
      'whop.members[0].status: found "gone"; accepted: drafted, joined, left',
      'whop.members[0].usd_total_spent: found "much"; accepted: a number',
    ],
    [
      `whop: {keys: [${WHOP_KEY}, ${WHOP_KEY}]}`,
      'whop.keys[1]: found [...] again; accepted: each once; it is at [0] too',
    ],
    [
      'whop: {members: [{id: mber_x}, {id: mber_y}, {id: mber_x}]}',
      'whop.members[2]: found "mber_x" again; accepted: each once; it is at [0] too',
    ],
    ['aitable: {members: [{name: Jo}]}', 'aitable.members[0]: found neither; accepted: id or unitId'],
    ['aitable: {members: [{id: u1, status: 2}]}', 'aitable.members[0].status: found 2; accepted: 0, 1'],
    [
      'aitable: {spaces: [{id: spcA, plan: free}, {id: spcA, plan: free}]}',
      'aitable.spaces[1]: found "spcA" again; accepted: each once; it is at [0] too',
    ],
    [
      'sotion: {members: [{id: x, email: Jo}]}',
      'sotion.members[0].email: found "Jo"; accepted: an e-mail address',
      'sotion.members[0].id: found "x"; accepted: a UUID',
    ],
  ]
  for (const [file, ...lines] of cases)
    t.strictSame(
      (await linesOf(read(t, { file }))).sort(),
      lines.map((line) => `membermock.config.yaml: ${line}`),
      file,
    )
})

t.test('an admin token that no bearer can be', async (t) => {
  const bad = [
    ' ',
    '\t',
    ' secret',
    'secret ',
    'sec\nret',
    'sec\rret',
    'a\0b',
    '\u0007',
    '\u00a0',
    'x'.repeat(4097),
  ]
  for (const token of bad) {
    t.strictSame(
      await linesOf(read(t, { env: { MEMBERMOCK_ADMIN_TOKEN: token } })),
      [`MEMBERMOCK_ADMIN_TOKEN: found text; accepted: ${BEARER}`],
      JSON.stringify(token),
    )
    t.strictSame(await linesOf(readOptions(vendorDefinitions, { adminToken: token })), [
      `options: adminToken: found text; accepted: ${BEARER}`,
    ])
  }
  for (const token of ['x', 'a b', 'ключ', '~'.repeat(4096)])
    t.equal((await readOptions(vendorDefinitions, { adminToken: token })).program.adminToken, token)
})

t.test('limits have a maximum', async (t) => {
  const most = 'a whole number from 1 to 1000000000'
  t.strictSame(await linesOf(read(t, { args: '--whop-limit 1000000001 --sotion-window-seconds 1e99' })), [
    `--whop-limit: found "1000000001"; accepted: ${most}, or off`,
    `--sotion-window-seconds: found "1e99"; accepted: ${most}`,
  ])
  t.strictSame(await linesOf(read(t, { file: 'whop: {limit: 9007199254740993, windowSeconds: 1.0e+300}' })), [
    `membermock.config.yaml: whop.limit: found 9007199254740992; accepted: ${most}, or off`,
    `membermock.config.yaml: whop.windowSeconds: found 1e+300; accepted: ${most}`,
  ])
})

t.test('a config file that is there and cannot be read is not passed over', async (t) => {
  const looking = (directory: string) =>
    linesOf(readInvocation(vendorDefinitions, { args: [], environment: {}, directory }))
  const refused = (code: string) => [
    `membermock.config.yaml: found nothing that can be read (${code}); accepted: a YAML or JSON file`,
  ]
  const name = 'membermock.config.yaml'
  t.strictSame(await looking(t.testdir({ [name]: t.fixture('symlink', 'nowhere.yaml') })), refused('ENOENT'))
  t.strictSame(await looking(t.testdir({ [name]: t.fixture('symlink', name) })), refused('ELOOP'))
  t.strictSame(await looking(t.testdir({ [name]: {} })), refused('EISDIR'))
  t.strictSame(await looking(`${t.testdir({ file: '' })}/file`), refused('ENOTDIR'))
  const linked = t.testdir({ 'real.yaml': 'seed: 7', [name]: t.fixture('symlink', 'real.yaml') })
  t.strictSame(await looking(linked), [])
})

t.test('a config file has a largest size', async (t) => {
  const MIB = 1024 * 1024
  const most = `seed: 7\n#${'x'.repeat(4 * MIB - 10)}\n`
  t.equal(most.length, 4 * MIB)
  t.equal((await read(t, { file: most })).program.seed, 7)
  for (const file of [`${most}\n`, '[1,'.repeat(3 * MIB)])
    t.strictSame(await linesOf(read(t, { file })), [
      'membermock.config.yaml: found more than 4 MiB; accepted: a file of at most 4 MiB; many members are made with --members',
    ])
  t.strictSame(await linesOf(read(t, { args: '--config /dev/zero' })), [
    '/dev/zero: found more than 4 MiB; accepted: a file of at most 4 MiB; many members are made with --members',
  ])
})

t.test('a place that is not there', async (t) => {
  const alone = 'fixtures: false, spaces: [{id: spcA, plan: free}]'
  const cases: [file: string, ...lines: string[]][] = [
    [
      `aitable: {${alone}, keys: [{token: uskA, locale: en-US, spaces: {spcA: member, spcB: member}}]}`,
      'aitable.keys[0].spaces: found "spcB"; accepted: spcA (did you mean spcA?)',
    ],
    [
      `aitable: {${alone}, members: [{id: u1, space: spcAA}]}`,
      'aitable.members[0].space: found "spcAA"; accepted: spcA (did you mean spcA?)',
    ],
    [
      'sotion: {fixtures: false, members: [{id: 11111111-1111-4111-8111-00000000000a}]}',
      'sotion.members[0].site: found nothing; accepted: one listed under sotion.sites, where there is none',
    ],
    [
      'sotion: {fixtures: false, sites: [{id: mine}], keys: [{token: so_x, site: yours}]}',
      'sotion.keys[0].site: found "yours"; accepted: mine',
    ],
  ]
  for (const [file, ...lines] of cases)
    t.strictSame(
      await linesOf(read(t, { file })),
      lines.map((line) => `membermock.config.yaml: ${line}`),
      file,
    )
  const shipped =
    'aitable: {members: [{id: u1, space: spcjXzqVrjaP3}, {id: u1, space: spcFreePlan01}, {id: u1}]}'
  t.strictSame(await linesOf(read(t, { file: shipped })), [], 'the shipped places are known')
  const elsewhere = await linesOf(read(t, { file: shipped, args: '--no-aitable-fixtures' }))
  t.equal(elsewhere.length, 3, 'unless a flag left them out')
})

t.test('no refusal shows a whole credential', async (t) => {
  const token = 'usk secret 0123456789'
  const files = [
    `aitable: {keys: [{token: ${token}, locale: en-US, spaces: {}}]}`,
    `aitable: {keys: [${token}]}`,
    `aitable: {keys: {${token}: {locale: en-US}}}`,
    `aitable: {keys: [{${token}: x, locale: en-US, spaces: {}}]}`,
    `aitable: {keys: [{token: uskA, locale: ${token}, spaces: {}}]}`,
    `aitable: {keys: ${token}}`,
    `aitable: {keys: [{token: "${token}" x}]}`,
    `aitable: {keys: [{token: *${token.replaceAll(' ', '')}}]}`,
    `aitable:\n  keys:\n - token: ${token}`,
    `whop: {keys: [{token: ${token}, scopes: [], company: x}, {token: ${token}, scopes: [], company: x}]}`,
  ]
  for (const file of files) {
    const lines = await linesOf(read(t, { file }))
    t.not(lines.length, 0, file)
    t.notMatch(lines.join(), /secret ?0123456789|sk secret/)
  }
  t.strictSame(await linesOf(read(t, { file: files[0] })), [
    'membermock.config.yaml: aitable.keys[0].token: found [...6789]; accepted: text that matches ^usk[\\x21-\\x7e]+$',
  ])
})

t.test('a file that cannot be read as YAML or JSON says where', async (t) => {
  const cases: [file: string, line: string][] = [
    ['port: 1\nport: 2', ':2:1: found a mistake: Map keys must be unique'],
    ['{"port" 1}', ':1:9: found a mistake: Missing , or'],
    ['port: "1', ':1:9: found a mistake: Missing closing "quote'],
    ['--- 1\n--- 2', ':2:1: found a mistake: Source contains multiple documents'],
    ['port: *none', ': found a mistake: Unresolved alias (the anchor must be set before the alias)'],
    [
      `a: &a [x, x, x, x, x, x, x, x, x, x]\n${[...'bcdefgh'].map((name, index) => `${name}: &${name} [${`*${'abcdefgh'[index]}, `.repeat(10)}]`).join('\n')}`,
      ': found a mistake: Excessive alias count indicates a resource exhaustion attack',
    ],
  ]
  for (const [file, line] of cases)
    t.strictSame(await linesOf(read(t, { file })), [`membermock.config.yaml${line}; accepted: YAML or JSON`])
})

t.test('which file is read', async (t) => {
  const files = {
    'membermock.config.json': '{\n\t"$schema": "x",\n\t"port": 1\n}',
    'other.yml': 'port: 2',
    empty: '# nothing',
  }
  const directory = t.testdir(files)
  const portFor = async (environment: Record<string, string>, ...args: string[]): Promise<unknown> => {
    const { config } = await readInvocation(vendorDefinitions, { args, environment, directory })
    return config?.program.port
  }
  t.equal(await portFor({}), 1)
  t.equal(await portFor({}, '--config', 'other.yml'), 2)
  t.equal(await portFor({ MEMBERMOCK_CONFIG: 'other.yml' }), 2)
  t.equal(await portFor({ MEMBERMOCK_CONFIG: 'other.yml' }, '--config', 'empty'), 4820)
  const both = t.testdir({ 'membermock.config.json': '{}', 'membermock.config.yml': '' })
  const lines = await linesOf(
    readInvocation(vendorDefinitions, { args: [], environment: {}, directory: both }),
  )
  t.strictSame(lines, [
    'membermock.config.json: found membermock.config.yml beside it; accepted: one config file, or one named with --config',
  ])
})

t.test('options are checked as a file is', async (t) => {
  const { program, vendors } = await readOptions(vendorDefinitions, {
    now: undefined,
    members: 3,
    rateLimit: 'off',
    whop: { keys: [{ token: 'apik_mine', scopes: [], company: 'biz_x' }] },
  })
  t.match(
    { program, vendors },
    {
      program: { port: 0, members: 3, rateLimit: false, now: '2026-01-01T00:00:00.000Z' },
      vendors: { whop: { keys: [{ token: 'apik_mine' }] }, aitable: { keys: [] } },
    },
  )
  t.equal((await readOptions(vendorDefinitions, {})).program.port, 0)
  t.strictSame(await linesOf(readOptions(vendorDefinitions, { prot: 1 })), [
    `options: prot: found an unknown name; accepted: ${Object.keys(Object(configSchema(vendorDefinitions).properties)).join(', ')} (did you mean port?)`,
  ])
  t.strictSame(
    await linesOf(readOptions(vendorDefinitions, { sotion: { keys: [{ token: 'so_x', site: 'none' }] } })),
    ['options: sotion.keys[0].site: found "none"; accepted: site_a, site_b'],
  )
})

t.test('the schema is a schema, is closed, and says what each setting is', async (t) => {
  const schema = configSchema(vendorDefinitions)
  const ajv = new Ajv({ strict: false, formats: { uuid: true, email: true, 'date-time': true } })
  t.equal(ajv.validateSchema(schema), true)
  const isValid = ajv.compile(schema)
  const top: Record<string, { default?: unknown; description?: string }> = Object(schema.properties)
  for (const { key, vendor, name, inFile, help } of settingsOf(vendorDefinitions)) {
    if (!inFile) continue
    const section = vendor === undefined ? top : Object(top[vendor]).properties
    t.match(section[name].description, help, key)
    if (section[name].default !== undefined) {
      const value = { [name]: section[name].default }
      t.ok(isValid(vendor === undefined ? value : { [vendor]: value }), `the default of ${key} is accepted`)
    }
  }
  for (const content of [{ x: 1 }, { whop: { x: 1 } }, { sotion: { sites: [{ id: 'a', x: 1 }] } }])
    t.notOk(isValid(content), JSON.stringify(content))
})

t.test('--help fits a terminal and has every flag, its variable and default', async (t) => {
  const text = helpText(vendorDefinitions, [{ usage: 'serve', help: 'start' }], '1.2.3')
  for (const line of text.split('\n')) t.ok(line.length <= 100, line)
  const flat = text.replaceAll(/\s+/g, ' ')
  for (const { flag, variable, help, defaultText } of settingsOf(vendorDefinitions)) {
    t.match(flat, new RegExp(`--(\\[no-\\])?${flag}\\b`))
    t.ok(flat.includes(`${help} [${variable}; ${defaultText}]`), flag)
  }
  for (const ask of ['help', 'version', 'print-config-schema']) {
    const { ask: asked } = await readInvocation(vendorDefinitions, {
      args: ['--bogus', `--${ask}`],
      environment: { MEMBERMOCK_PORT: 'x' },
      directory: '.',
    })
    t.equal(asked, ask, 'is answered whatever else is wrong')
    t.ok(text.includes(`--${ask}`))
  }
})
