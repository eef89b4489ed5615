/** The flags of `record`, their variables, and what they are read into. */
import { METHODS } from 'node:http'
import { ConfigError } from '../../config/problems.ts'
import { choice, integer, type SettingType, text, vendorUrl } from '../../config/setting-types.ts'
import type { Setting } from '../../config/settings.ts'
import { createOwnSetting, type Given, NEEDED, preset, readOwnValues } from '../own-settings.ts'

export interface RecordSettings {
  vendor: string
  /** The base URL that clients of the vendor are given, without a slash at its end. */
  target: string
  out: string
  port: number
  methods: readonly string[]
  limit: number
  rate: number
}

const setting = createOwnSetting('record')

const methods: SettingType = {
  ...text('LIST', `methods with commas between them, such as GET,HEAD,POST`),
  parse(value) {
    const names = value.split(',').map((name) => name.trim().toUpperCase())
    return names.every((name) => METHODS.includes(name)) ? names : undefined
  },
}

export const recordSettings = (vendors: readonly string[]): readonly Setting[] => [
  setting('vendor', choice(vendors), 'whose clients are recorded', NEEDED),
  setting('target', vendorUrl, "who answers: the base URL that the vendor's clients are given", NEEDED),
  setting(
    'out',
    text('DIR', 'the name of a folder'),
    'where the recording goes; made if it is not there',
    NEEDED,
  ),
  setting(
    'port',
    integer(0, 65_535),
    'the port to listen on, of this machine alone; 0 picks a free one',
    preset(4820),
  ),
  setting('methods', methods, 'what is sent on; all else is refused', preset(['GET', 'HEAD'])),
  setting('limit', integer(1, 1_000_000), 'how many requests are sent on', preset(1000)),
  setting('rate', integer(1, 1000), 'how many of them in a second', preset(10)),
]

/** Throws a ConfigError. */
export const readRecordSettings = (
  vendors: readonly string[],
  given: Given,
): { ask?: string; settings?: RecordSettings } => {
  const settings = recordSettings(vendors)
  const { ask, values } = readOwnValues('record', settings, given)
  if (ask !== undefined) return { ask }
  const missing = settings.filter(({ key }) => values.get(key) === undefined)
  if (missing.length > 0)
    throw new ConfigError(
      missing.map(({ flag, type }) => ({ path: `--${flag}`, found: 'nothing', accepted: type.accepted })),
    )
  // The table has been asked for every value: these are the types it describes.
  return { settings: Object.fromEntries(values) as unknown as RecordSettings }
}
