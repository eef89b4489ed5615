/** Flags and variables of a command that has no config file: a table of them, and how it is read. */
import { readFlags, readVariables } from '../config/command-line.ts'
import { refuseWord } from '../config/problems.ts'
import type { SettingType } from '../config/setting-types.ts'
import type { Setting } from '../config/settings.ts'

export interface Given {
  args: readonly string[]
  environment: Readonly<Record<string, string | undefined>>
}

/** What it is where nothing is given, and how that is said. */
export interface Preset {
  preset?: unknown
  shown: string
}

export const NEEDED: Preset = { shown: 'needed' }
export const NONE: Preset = { shown: 'none' }
export const preset = (value: unknown): Preset => ({ preset: value, shown: String(value) })

/** Makes rows of the table of one command. */
export const createOwnSetting =
  (command: string) =>
  (name: string, type: SettingType, help: string, { preset, shown }: Preset): Setting => ({
    key: name,
    name,
    flag: name,
    variable: `MEMBERMOCK_${command}_${name}`.toUpperCase(),
    type,
    default: preset,
    defaultText: shown,
    help,
    inFile: false,
  })

/** Values by name, or what is asked for instead of a run; a flag wins over its variable. Throws a ConfigError. */
export const readOwnValues = (
  command: string,
  settings: readonly Setting[],
  { args, environment }: Given,
): { ask?: string; values: ReadonlyMap<string, unknown> } => {
  const { ask, words, values: flags } = readFlags(settings, args, `membermock ${command} --help`)
  if (ask !== undefined) return { ask, values: new Map() }
  const [word] = words
  if (word !== undefined) throw refuseWord(command, word, [])
  const presets = settings.map(({ key, default: preset }) => [key, preset] as const)
  return { values: new Map([...presets, ...readVariables(settings, environment), ...flags]) }
}
