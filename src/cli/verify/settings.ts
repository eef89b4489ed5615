/** The flags of `verify`, their variables, and what they are read into. */
import { withoutSlashes } from '../../client/origin.ts'
import { ConfigError, type Problem } from '../../config/problems.ts'
import { choice, integer, secret, text, toggle } from '../../config/setting-types.ts'
import type { Setting } from '../../config/settings.ts'
import type { VendorDefinition } from '../../contract/definition.ts'
import { createOwnSetting, type Given, NEEDED, NONE, preset, readOwnValues } from '../own-settings.ts'
import { STRICTNESSES, type Strictness } from './strictness.ts'

export const FORMATS = ['table', 'json', 'junit', 'words'] as const

export interface VerifySettings {
  /** The base URL of the vendor's clients, without a slash at its end. */
  target: string
  vendor: string
  key: string
  member: string | undefined
  /** Where the target's members are, by the name of its flag. */
  places: Readonly<Record<string, string>>
  /** Ids of other things of the target, by the name of their flag. */
  ids: Readonly<Record<string, string>>
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

const setting = createOwnSetting('verify')

const URL_WANTED = 'the http or https URL that the clients of the vendor are given'
const KEY_WANTED = 'the key, or MEMBERMOCK_VERIFY_KEY'

/** What is known of a vendor before it is made. */
type Named = Pick<VendorDefinition, 'id' | 'title' | 'targetIds' | 'targetPlace'>

/** Which flags say where a target's members are. */
export const placeFlags = (vendors: readonly Named[]): readonly string[] => [
  ...new Set(vendors.flatMap(({ targetPlace }) => targetPlace ?? [])),
]

const placeSettings = (vendors: readonly Named[]): readonly Setting[] =>
  placeFlags(vendors).map((name) =>
    setting(
      name,
      text('ID', `the id of a ${name}`),
      `the ${name} of the member, where the vendor has ${name}s`,
      NONE,
    ),
  )

/** By the name of its flag, which vendors have such a thing. */
const targetIdSettings = (vendors: readonly Named[]): readonly Setting[] => {
  const names = [...new Set(vendors.flatMap(({ targetIds = {} }) => Object.keys(targetIds)))]
  return names.map((name) => {
    const titles = vendors.flatMap(({ title, targetIds = {} }) => (name in targetIds ? [title] : []))
    return setting(name, text('ID', `the id of a ${name}`), `a ${name} of ${titles.join(' or ')}`, NONE)
  })
}

export const verifySettings = (vendors: readonly Named[]): readonly Setting[] => [
  setting(
    'target',
    text('URL', URL_WANTED),
    'the base URL to ask: that of membermock, a fake, or the vendor',
    NEEDED,
  ),
  setting('vendor', choice(vendors.map(({ id }) => id)), 'whose answers are expected', NEEDED),
  setting('key', secret('KEY'), 'the credential; the variable keeps it out of the list of processes', NEEDED),
  setting('member', text('ID', 'the id of a member'), 'a member that the key may read', NONE),
  ...placeSettings(vendors),
  ...targetIdSettings(vendors),
  setting('exhaust', toggle, 'also use up the limit, twice, which takes two windows and more', preset(false)),
  setting('write', toggle, 'also make, change and delete things called membermock-verify-...', preset(false)),
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
  setting(
    'strictness',
    choice(STRICTNESSES),
    'the least by which a difference is known, to count',
    preset('assumed'),
  ),
  setting('timeout', integer(1, 600_000), 'milliseconds to wait for one answer', preset(10_000)),
  setting('format', choice(FORMATS), 'how the result is written', preset('table')),
  setting('skips', toggle, '--no-skips: a case that is skipped is an error', preset(true)),
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

/** Throws a ConfigError. */
export const readVerifySettings = (
  vendors: readonly Named[],
  given: Given,
): { ask?: string; settings?: VerifySettings } => {
  const { ask, values } = readOwnValues('verify', verifySettings(vendors), given)
  if (ask !== undefined) return { ask }
  const { target, vendor, key } = Object.fromEntries(values)
  const url = typeof target === 'string' ? readTarget(target) : undefined
  const problems = [
    ...(url === undefined
      ? [wrong('target', target, `${URL_WANTED}, without password, query and fragment`)]
      : []),
    ...togetherProblems(values),
    ...(vendor === undefined ? [wrong('vendor', vendor, vendors.map(({ id }) => id).join(', '))] : []),
    ...(typeof key === 'string' && KEY.test(key) ? [] : [wrong('key', key, KEY_WANTED)]),
  ]
  if (problems.length > 0) throw new ConfigError(problems)
  const givenBy = (settings: readonly Setting[]) =>
    Object.fromEntries(
      settings.flatMap(({ key: name }) => (values.get(name) === undefined ? [] : [[name, values.get(name)]])),
    )
  const [ids, places] = [givenBy(targetIdSettings(vendors)), givenBy(placeSettings(vendors))]
  const all = { ...Object.fromEntries(values), target: url, ids, places }
  // The table has been asked for every value: these are the types it describes.
  return { settings: all as unknown as VerifySettings }
}
