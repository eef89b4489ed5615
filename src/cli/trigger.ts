/** `membermock trigger`: brings an event about on a membermock that runs, and says what came of it. */

import { MembermockError } from '../client/error.ts'
import { connectOverHttp } from '../client/http.ts'
import { readFlags, readVariables } from '../config/command-line.ts'
import { ConfigError, refuseWord } from '../config/problems.ts'
import { reachableHost } from '../config/reachable-host.ts'
import { bearer, integer, type SettingType, text, toggle } from '../config/setting-types.ts'
import type { Setting } from '../config/settings.ts'
import type { Triggered, Triggers } from '../control/happenings/schemas.ts'
import { flagRow, section } from './help.ts'

const EXIT = { ok: 0, failed: 1, refused: 2 } as const

const setting = (flag: string, type: SettingType, help: string, preset?: unknown): Setting => ({
  key: flag,
  name: flag,
  flag,
  variable: `MEMBERMOCK_${flag.replaceAll('-', '_').toUpperCase()}`,
  type,
  default: preset,
  defaultText: preset === undefined ? 'none' : String(preset),
  help,
  inFile: false,
})

/** Those of the server have the server's variables. */
const OF_SERVER: readonly Setting[] = [
  setting('host', text('ADDRESS', 'an address or host name'), 'where the server listens', '127.0.0.1'),
  setting('port', integer(1, 65_535), 'the port that it listens on', 4820),
  setting('admin-token', bearer, 'the bearer that its /__admin wants'),
]

const OF_EVENT: readonly Setting[] = [
  setting('vendor', text('VENDOR', 'the id of a vendor'), 'whose event, where several have one of that name'),
  setting('member', text('ID', 'the id of a member'), 'whom it is to happen to'),
  setting('place', text('ID', 'an id'), 'what the member is in, such as a site'),
  setting('sandbox', text('ID', 'the id of a sandbox'), 'where; without it, the default one'),
  setting('list', toggle, 'print the events that there are', false),
]

const helpOfTrigger = (): string =>
  [
    'membermock trigger EVENT [flags]: makes the change that brings an event about, on a server that runs.',
    section('Flags [variable; default]:', [
      ...OF_EVENT.map(flagRow).map((row) => row.replace(/\[MEMBERMOCK_\w+; /, '[')),
      ...OF_SERVER.map(flagRow),
      '  -h, --help                  print this',
    ]),
    section('Exit codes:', [
      '  0  it has happened',
      '  1  no server answers',
      '  2  a flag is wrong, or it cannot happen',
    ]),
  ].join('\n\n')

export interface TriggerArguments {
  args: readonly string[]
  environment: Readonly<Record<string, string | undefined>>
}

export interface Terminal {
  print(text: string): void
  complain(text: string): void
}

const lineOf = ({ vendor, event, member, deliveries }: Triggered): string => {
  const whom = member === null ? '' : ` ${member}`
  const told = deliveries.length === 0 ? 'no webhook asks for it' : deliveries.join(' ')
  return `${vendor} ${event}${whom}: ${told}`
}

const listOf = ({ triggers }: Triggers, vendor: unknown): string =>
  triggers
    .filter((one) => vendor === undefined || one.vendor === vendor)
    .map((one) => `${one.vendor} ${one.event}`)
    .join('\n')

const perform = async (
  event: string | undefined,
  values: Readonly<Record<string, unknown>>,
  { print, complain }: Terminal,
): Promise<number> => {
  const { host, port, 'admin-token': token, list, sandbox, ...about } = values
  const name = reachableHost(String(host))
  const origin = `http://${name.includes(':') ? `[${name}]` : name}:${port}`
  const { ask } = connectOverHttp(origin, token === undefined ? undefined : String(token))
  try {
    if (list === true) print(listOf(await ask<Triggers>('listTriggers'), about.vendor))
    else
      print(lineOf(await ask<Triggered>('triggerEvent', { query: { sandbox }, body: { event, ...about } })))
    return EXIT.ok
  } catch (error) {
    if (!(error instanceof MembermockError)) throw error
    complain(`trigger: ${error.message}`)
    return error.status === 0 ? EXIT.failed : EXIT.refused
  }
}

/** Resolves with the exit code. Throws a ConfigError. */
export const runTrigger = async (
  { args, environment }: TriggerArguments,
  terminal: Terminal,
): Promise<number | 'version'> => {
  const settings = [...OF_EVENT, ...OF_SERVER]
  const { ask, words, values: flags } = readFlags(settings, args, 'membermock trigger --help')
  if (ask === 'version') return ask
  if (ask !== undefined) {
    terminal.print(helpOfTrigger())
    return EXIT.ok
  }
  const variables = readVariables(OF_SERVER, environment)
  const presets = settings.map(({ key, default: preset }) => [key, preset] as const)
  const values = Object.fromEntries([...presets, ...variables, ...flags])
  const [event, extra] = words
  if (extra !== undefined) throw refuseWord('trigger', extra, [])
  if (event === undefined && values.list !== true)
    throw new ConfigError([
      { path: 'trigger', found: 'no event', accepted: 'the name of one; trigger --list prints them' },
    ])
  return perform(event, values, terminal)
}
