/** Settings from the config file, variables and flags, or from a caller's options, made into one Config. */

import type { VendorDefinition } from '../contract/definition.ts'
import { isRecord } from '../contract/json.ts'
import type { ObservedVendors } from '../contract/observations.ts'
import type { Scenarios } from '../contract/scenario.ts'
import type { VendorSettings } from '../contract/vendor-settings.ts'
import { type Ask, readFlags, readVariables, type Values } from './command-line.ts'
import { findConfig, readConfigFile } from './file.ts'
import type { LogFormat, LogLevel } from './log-types.ts'
import { placeProblems, type Section } from './places.ts'
import { ConfigError } from './problems.ts'
import { type Setting, settingsOf } from './settings.ts'
import { validate } from './validate.ts'

/** The settings of the program, each with a value. */
export interface ProgramSettings {
  port: number
  host: string
  /** Ids of the vendors to serve. */
  vendors: readonly string[]
  seed: number
  /** RFC 3339. */
  now: string
  members: number
  rateLimit: boolean
  strict: boolean
  logLevel: LogLevel
  /** Undefined: whichever suits where the log goes. */
  logFormat: LogFormat | undefined
  journalSize: number
  /** A file with the state that the default sandbox starts in. */
  snapshot: string | undefined
  /** A file with what was seen of the vendors. */
  observed: string | undefined
  /** A folder with a recording that is answered from. */
  replay: string | undefined
  /** What was not recorded is answered 501. */
  replayOnly: boolean
  /** What the default sandbox's members live through. */
  scenario: string | undefined
  /** The URL of the store that processes share, which may have a password. */
  store: string | undefined
  admin: boolean
  adminToken: string | undefined
  adminOpen: boolean
  adminHosts: readonly string[]
  /** Hosts beside this machine's own that webhooks may be delivered to. */
  webhookHosts: readonly string[]
}

/** What a Config has beside its settings. */
interface Beside {
  file?: string | undefined
  scenarios?: Scenarios | undefined
  observed?: ObservedVendors | undefined
}

/** Settings that have been checked; only this file makes one. */
export class Config {
  readonly program: ProgramSettings
  /** By vendor id. */
  readonly vendors: Readonly<Record<string, VendorSettings>>
  /** The name of the config file, if there was one. */
  readonly file: string | undefined
  /** Lives of members of the user's own, by name. */
  readonly scenarios: Scenarios
  /** What was seen of the vendors. */
  readonly observed: ObservedVendors

  constructor(
    program: ProgramSettings,
    vendors: Readonly<Record<string, VendorSettings>>,
    { file, scenarios = {}, observed = {} }: Beside = {},
  ) {
    this.program = program
    this.vendors = vendors
    this.file = file
    this.scenarios = scenarios
    this.observed = observed
  }
}

export interface Surroundings {
  /** What stands behind the program's name. */
  args: readonly string[]
  environment: Readonly<Record<string, string | undefined>>
  directory: string
  /** The port where nobody names one, for commands that have another than the rest. */
  ports?: Readonly<Record<string, number>>
}

export interface Invocation {
  ask?: Ask
  /** The command and its operands. */
  words: readonly string[]
  /** Only when nothing is asked. */
  config?: Config
  json: boolean
  exitWithStdin: boolean
  /** How many processes serve. */
  workers: number
}

const sectionOf = (content: Section, name: string): Section => {
  const section = content[name]
  return isRecord(section) ? section : {}
}

const valuesIn = (settings: readonly Setting[], content: Section): Values => {
  const values = new Map<string, unknown>()
  for (const { key, vendor, name, type, inFile } of settings) {
    const section = vendor === undefined ? content : sectionOf(content, vendor)
    if (inFile && section[name] !== undefined) values.set(key, type.read(section[name]))
  }
  return values
}

/** Later layers win. */
const choose = (settings: readonly Setting[], layers: readonly Values[]): Values =>
  new Map(
    settings.map(({ key, default: preset }) => [
      key,
      layers.reduce((value, layer) => (layer.has(key) ? layer.get(key) : value), preset),
    ]),
  )

interface Source {
  /** Of what has the content, for complaints. */
  name: string | undefined
  /** The config file, if there is one. */
  file?: string | undefined
  content: Section
  observed: ObservedVendors
}

const createConfig = (
  definitions: readonly VendorDefinition[],
  layers: readonly Values[],
  { name, file, content, observed }: Source,
): Config => {
  const settings = settingsOf(definitions)
  const values = choose(settings, layers)
  const named = (vendor?: string): Section =>
    Object.fromEntries(
      settings.filter((each) => each.vendor === vendor).map((each) => [each.name, values.get(each.key)]),
    )
  const sections = definitions.map((definition) => {
    const lists = Object.keys(definition.lists).map((list) => [
      list,
      sectionOf(content, definition.id)[list] ?? [],
    ])
    return { definition, section: { ...named(definition.id), ...Object.fromEntries(lists) } }
  })
  const problems = sections.flatMap(({ definition, section }) => placeProblems(definition, section))
  if (problems.length > 0) throw new ConfigError(problems.map((problem) => ({ file: name, ...problem })))
  // The table and the schema have been asked for every value: these are the types they describe.
  return new Config(
    named() as unknown as ProgramSettings,
    Object.fromEntries(
      sections.map(({ definition, section }) => [definition.id, section as unknown as VendorSettings]),
    ),
    { file, scenarios: content.scenarios as Scenarios | undefined, observed },
  )
}

/** What was seen of the vendors, and the settings that follow: a layer below the user's own. */
const readSeen = async (
  definitions: readonly VendorDefinition[],
  layers: readonly Values[],
  directory: string,
): Promise<{ seen: Values; observed: ObservedVendors }> => {
  const file = layers.reduce<unknown>((name, layer) => layer.get('observed') ?? name, undefined)
  if (file === undefined) return { seen: new Map(), observed: {} }
  const { observedValues, readObserved } = await import('./observed-file.ts')
  const observed = await readObserved(definitions, String(file), directory)
  return { seen: observedValues(observed), observed }
}

const check = async (
  definitions: readonly VendorDefinition[],
  content: unknown,
  file: string,
): Promise<Section> => {
  const problems = await validate(definitions, content)
  if (problems.length > 0) throw new ConfigError(problems.map((problem) => ({ file, ...problem })))
  return content as Section // the schema says so
}

/** As a config file would hold it: what is undefined is not there. */
const plain = (options: object): unknown => JSON.parse(JSON.stringify(options))

/** Options as in the config file; `port` is 0, a free one, unless they name it. Throws a ConfigError. */
export const readOptions = async (
  definitions: readonly VendorDefinition[],
  options: object,
): Promise<Config> => {
  const isEmpty = Object.keys(options).length === 0
  const content = isEmpty ? {} : await check(definitions, plain(options), 'options')
  const values = valuesIn(settingsOf(definitions), content)
  const { seen, observed } = await readSeen(definitions, [values], '')
  const layers = [seen, new Map([['port', 0]]), values]
  return createConfig(definitions, layers, { name: 'options', content, observed })
}

/** A flag wins over a variable, a variable over the config file. Throws a ConfigError. */
export const readInvocation = async (
  definitions: readonly VendorDefinition[],
  { args, environment, directory, ports = {} }: Surroundings,
): Promise<Invocation> => {
  const settings = settingsOf(definitions)
  const { ask, words, values: flags } = readFlags(settings, args)
  if (ask !== undefined) return { ask, words, json: false, exitWithStdin: false, workers: 1 }
  const variables = readVariables(settings, environment)
  const given = choose(settings, [variables, flags])
  const name = given.get('config') === undefined ? findConfig(directory) : String(given.get('config'))
  const file = name === undefined ? undefined : await readConfigFile(name, directory)
  const content = file === undefined ? {} : await check(definitions, file.content, file.name)
  const [command = ''] = words
  const own: Values = new Map(Object.hasOwn(ports, command) ? [['port', ports[command]]] : [])
  const layers = [own, valuesIn(settings, content), variables, flags]
  const { seen, observed } = await readSeen(definitions, layers, directory)
  const config = createConfig(definitions, [seen, ...layers], { name, file: name, content, observed })
  const isOn = (name: string): boolean => given.get(name) === true
  const workers = Number(given.get('workers'))
  return { words, config, json: isOn('json'), exitWithStdin: isOn('exitWithStdin'), workers }
}
