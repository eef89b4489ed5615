/** The one table of settings: for each its place in the config file, flag, variable, type, default and help. */

import type { OwnSetting, VendorDefinition } from '../contract/definition.ts'
import { elsewhereType, REFUSE } from './elsewhere-type.ts'
import { LOG_FORMATS, LOG_LEVELS } from './log-types.ts'
import { type Row, type Setting, toSetting } from './setting-row.ts'
import {
  bearer,
  choice,
  dateTime,
  hosts,
  integer,
  onOff,
  requestLimit,
  someOf,
  storeUrl,
  text,
  toggle,
  windowLength,
} from './setting-types.ts'

export type { Setting } from './setting-row.ts'

/** More than any machine has cores for. */
const MOST_WORKERS = 256

const ofProgram = (ids: readonly string[]): readonly Row[] => [
  {
    name: 'port',
    short: 'p',
    type: integer(0, 65_535),
    default: 4820,
    help: 'the port to listen on; 0 picks a free one',
  },
  {
    name: 'host',
    type: text('ADDRESS', 'an address or host name of this machine'),
    default: '127.0.0.1',
    help: 'the address to listen on; 0.0.0.0 is every one',
  },
  {
    name: 'vendors',
    flag: 'vendor',
    type: someOf(ids),
    default: ids,
    defaultText: 'all',
    help: 'serve only this vendor; repeat it, or put commas between, for more',
  },
  {
    name: 'seed',
    type: integer(Number.MIN_SAFE_INTEGER),
    default: 1,
    help: 'what the made members grow from: the same number makes the same members',
  },
  {
    name: 'now',
    type: dateTime,
    default: '2026-01-01T00:00:00.000Z',
    help: 'the time that made dates are seen from',
  },
  {
    name: 'members',
    type: integer(0),
    default: 100,
    help: 'how many members are made for each vendor, beside the named ones',
  },
  { name: 'rateLimit', type: onOff, default: true, help: 'off: nobody is ever refused for asking too often' },
  {
    name: 'strict',
    type: toggle,
    default: false,
    help: 'exit 3 at the end if anything was asked for that is not emulated',
  },
  { name: 'logLevel', type: choice(LOG_LEVELS), default: 'info', help: 'debug logs each request' },
  {
    name: 'logFormat',
    type: choice(LOG_FORMATS),
    defaultText: 'pretty on a terminal, else json',
    help: 'how the log on standard error is written',
  },
  {
    name: 'journalSize',
    type: integer(0),
    default: 1000,
    help: 'how many requests each sandbox remembers; 0 is none',
  },
  {
    name: 'snapshot',
    type: text('FILE', 'a file that holds what GET /__admin/snapshot answered'),
    defaultText: 'none',
    help: 'start the default sandbox in the state that this file holds',
  },
  {
    name: 'observed',
    type: text('FILE', 'a file that membermock verify --learn has written'),
    defaultText: 'none',
    help: 'answer as the vendors were seen to, by what verify --learn has written in this file',
  },
  {
    name: 'replay',
    type: text('DIR', 'a folder that membermock record has written'),
    defaultText: 'none',
    help: 'answer what was recorded there as it was, before anything is emulated',
  },
  {
    name: 'replayOnly',
    type: toggle,
    default: false,
    help: 'with --replay: what was not recorded is answered 501',
  },
  {
    name: 'store',
    type: storeUrl,
    defaultText: 'none',
    help: 'share all that is remembered with every process that has this Redis or Valkey; the variable keeps a password out of the list of processes',
  },
  {
    name: 'scenario',
    type: text('NAME', 'the name of a scenario'),
    defaultText: 'none',
    help: 'put members of the default sandbox through this life: a shipped one, or one of the config file',
  },
  {
    name: 'admin',
    type: toggle,
    default: true,
    help: 'false leaves out /__admin, but for its health and ready',
  },
  {
    name: 'adminToken',
    type: bearer,
    defaultText: 'none',
    help: 'let in only who shows this bearer to /__admin; the variable keeps it out of the list of processes',
  },
  {
    name: 'adminOpen',
    type: toggle,
    default: false,
    help: 'let other machines use /__admin without a token; else it is closed when --host is not loopback',
  },
  {
    name: 'adminHosts',
    flag: 'admin-host',
    type: hosts,
    default: [],
    defaultText: 'none',
    help: 'another name that clients may call /__admin by, beside localhost and --host; repeatable',
  },
  {
    name: 'webhookHosts',
    flag: 'webhook-host',
    type: hosts,
    default: [],
    defaultText: 'none',
    help: 'another host that webhooks may be delivered to, beside this machine; repeatable',
  },
  {
    name: 'config',
    type: text('FILE', 'the name of a file'),
    defaultText: 'membermock.config.{yaml,yml,json} in the working directory',
    help: 'the config file',
    inFile: false,
  },
  {
    name: 'json',
    type: toggle,
    default: false,
    help: 'print one line of JSON when ready, instead of the banner',
    inFile: false,
  },
  {
    name: 'exitWithStdin',
    type: toggle,
    default: false,
    help: 'stop when standard input ends, as it does when the process ends that started this one',
    inFile: false,
  },
  {
    name: 'workers',
    type: integer(1, MOST_WORKERS),
    default: 1,
    help: 'how many processes serve the port, all on one --store',
    inFile: false,
  },
]

const ownRow = ({ name, values, default: preset, help }: OwnSetting): Row => ({
  name,
  type: values.some((value) => typeof value === 'boolean') ? toggle : choice(values.map(String)),
  default: preset,
  help,
})

const ofVendor = ({ limit, ownSettings }: VendorDefinition): readonly Row[] => [
  { name: 'limit', type: requestLimit, default: limit.limit, help: 'requests in one window' },
  {
    name: 'windowSeconds',
    type: windowLength,
    default: limit.windowSeconds,
    help: 'the length of a window',
  },
  {
    name: 'fixtures',
    type: toggle,
    default: true,
    help: 'false starts without the shipped members and credentials',
  },
  { name: 'elsewhere', type: elsewhereType, default: REFUSE, help: 'who answers what is not emulated' },
  ...ownSettings.map(ownRow),
]

/** Every setting: the program's, then each vendor's. */
export const settingsOf = (definitions: readonly VendorDefinition[]): readonly Setting[] => [
  ...ofProgram(definitions.map(({ id }) => id)).map((row) => toSetting(row)),
  ...definitions.flatMap((definition) => ofVendor(definition).map((row) => toSetting(row, definition.id))),
]
