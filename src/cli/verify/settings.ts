/** The flags of `verify`, their variables, and what they are read into. */
import { withoutSlashes } from '../../client/origin.ts'
import { readFlags, readVariables } from '../../config/command-line.ts'
import { ConfigError, type Problem, refuseWord } from '../../config/problems.ts'
import { choice, integer, type SettingType, secret, text, toggle } from '../../config/setting-types.ts'
import type { Setting } from '../../config/settings.ts'
import { STRICTNESSES, type Strictness } from './strictness.ts'

export const FORMATS = ['table', 'json', 'junit', 'words'] as const

export interface VerifySettings {
  /** The base URL of the vendor's clients, without a slash at its end. */
  target: string
  vendor: string
  key: string
  member: string | undefined
  space: string | undefined
  exhaust: boolean
  /** Whether things are made, changed and deleted. */
  write: boolean
  /** The file to write what the target answers otherwise to. */
  learn?: string | undefined
  /** The file that says how it was seen to answer. */
  observed?: string | undefined
  /** A file for the result as JUnit XML. */
  junit?: string | undefined
  /** From which provenance on a difference counts. */
  strictness: Strictness
  timeout: number
  format: (typeof FORMATS)[number]
  /** False: a skipped case is an error. */
  skips: boolean
}

const setting = (
  name: keyof VerifySettings,
  type: SettingType,
  help: string,
  { preset, shown }: { preset?: unknown; shown: string },
): Setting => ({
  key: name,
  name,
  flag: name,
  variable: `MEMBERMOCK_VERIFY_${name.toUpperCase()}`,
  type,
  default: preset,
  defaultText: shown,
  help,
  inFile: false,
})

const URL_WANTED = 'the http or https URL that the clients of the vendor are given'
const KEY_WANTED = 'the key, or MEMBERMOCK_VERIFY_KEY'

const NEEDED = { shown: 'needed' }
const NONE = { shown: 'none' }

export const verifySettings = (vendors: readonly string[]): readonly Setting[] => [
  setting(
    'target',
    text('URL', URL_WANTED),
    'the base URL to ask: that of membermock, a fake, or the vendor',
    NEEDED,
  ),
  setting('vendor', choice(vendors), 'whose answers are expected', NEEDED),
  setting('key', secret('KEY'), 'the credential; the variable keeps it out of the list of processes', NEEDED),
  setting('member', text('ID', 'the id of a member'), 'a member that the key may read', NONE),
  setting(
    'space',
    text('ID', 'the id of a space'),
    'the space of the member, where the vendor has spaces',
    NONE,
  ),
  setting('exhaust', toggle, 'also use up the limit, twice, which takes two windows and more', {
    preset: false,
    shown: 'false',
  }),
  setting('write', toggle, 'also make, change and delete things called membermock-verify-...', {
    preset: false,
    shown: 'false',
  }),
  setting(
    'learn',
    text('FILE', 'the name of a file'),
    'write what is answered otherwise, each time, to FILE',
    NONE,
  ),
  setting(
    'observed',
    text('FILE', 'a file that --learn has written'),
    'compare with what --learn has written: what has changed since',
    NONE,
  ),
  setting('junit', text('FILE', 'the name of a file'), 'also write the result as JUnit XML to FILE', NONE),
  setting('strictness', choice(STRICTNESSES), 'the least by which a difference is known, to count', {
    preset: 'assumed',
    shown: 'assumed',
  }),
  setting('timeout', integer(1, 600_000), 'milliseconds to wait for one answer', {
    preset: 10_000,
    shown: '10000',
  }),
  setting('format', choice(FORMATS), 'how the result is written', { preset: 'table', shown: 'table' }),
  setting('skips', toggle, '--no-skips: a case that is skipped is an error', { preset: true, shown: 'true' }),
]

/** Nothing of a target that is refused is shown: it may have a password in it. */
const readTarget = (target: string): string | undefined => {
  const url = URL.canParse(target) ? new URL(target) : undefined
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) return undefined
  const hasMore = [url.username, url.password, url.search, url.hash].some((part) => part !== '')
  return hasMore ? undefined : withoutSlashes(url.href)
}

/** As a header takes it. */
const KEY = /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/

const wrong = (flag: string, value: unknown, accepted: string): Problem => ({
  path: `--${flag}`,
  found: value === undefined ? 'nothing' : 'something else',
  accepted,
})

/** It only reads, and it has an end: what is written is what there is to compare with. */
const togetherProblems = (values: ReadonlyMap<string, unknown>): readonly Problem[] =>
  values.get('learn') === undefined
    ? []
    : [
        ...(values.get('write') === true
          ? [{ path: '--learn', found: '--write beside it', accepted: 'one of them: to learn is to read' }]
          : []),
        ...(values.get('observed') !== undefined
          ? [{ path: '--learn', found: '--observed beside it', accepted: 'one of them' }]
          : []),
      ]

export interface VerifyArguments {
  args: readonly string[]
  environment: Readonly<Record<string, string | undefined>>
}

/** A flag wins over its variable. Throws a ConfigError. */
export const readVerifySettings = (
  vendors: readonly string[],
  { args, environment }: VerifyArguments,
): { ask?: string; settings?: VerifySettings } => {
  const settings = verifySettings(vendors)
  const { ask, words, values: flags } = readFlags(settings, args, 'membermock verify --help')
  if (ask !== undefined) return { ask }
  const [word] = words
  if (word !== undefined) throw refuseWord('verify', word, [])
  const variables = readVariables(settings, environment)
  const values = new Map(settings.map(({ key, default: preset }) => [key, preset]))
  for (const [name, value] of [...variables, ...flags]) values.set(name, value)
  const { target, vendor, key } = Object.fromEntries(values)
  const url = typeof target === 'string' ? readTarget(target) : undefined
  const problems = [
    ...(url === undefined
      ? [wrong('target', target, `${URL_WANTED}, without password, query and fragment`)]
      : []),
    ...togetherProblems(values),
    ...(vendor === undefined ? [wrong('vendor', vendor, vendors.join(', '))] : []),
    ...(typeof key === 'string' && KEY.test(key) ? [] : [wrong('key', key, KEY_WANTED)]),
  ]
  if (problems.length > 0) throw new ConfigError(problems)
  // The table has been asked for every value: these are the types it describes.
  return { settings: { ...Object.fromEntries(values), target: url } as unknown as VerifySettings }
}
