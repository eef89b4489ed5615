/** `membermock record`: a proxy in front of a vendor that keeps what is asked and answered, with nobody in it. */
import type { AddressInfo } from 'node:net'
import { createApp } from '../../app.ts'
import { readOptions } from '../../config/config.ts'
import type { Vendor } from '../../contract/vendor.ts'
import { vendorDefinitions } from '../../routes/index.ts'
import { machineTime } from '../../sandbox/clock.ts'
import { Sandboxes } from '../../sandbox/sandboxes.ts'
import { ExchangePrivacy } from '../../server/recording/exchange-privacy.ts'
import { readKnownTexts } from '../../server/recording/known-texts.ts'
import { createRecordStages } from '../../server/recording/record-stages.ts'
import { openFolder, Recorder } from '../../server/recording/recorder.ts'
import { flagRow, section } from '../help.ts'
import type { Given } from '../own-settings.ts'
import { type RecordSettings, readRecordSettings, recordSettings } from './settings.ts'

const EXIT = { ok: 0, failed: 1 } as const
const HOST = '127.0.0.1'

export interface Terminal {
  print(text: string): void
  complain(text: string): void
  /** Calls `stop` when the user wants no more of it. */
  onInterrupt(stop: () => void): void
}

const helpText = (ids: readonly string[]): string =>
  [
    'membermock record: stands in front of a vendor, sends on what its clients ask, and keeps each request\nwith its answer as a file that membermock --replay and membermock import read.',
    'Usage:\n  membermock record --vendor VENDOR --target URL --out DIR [flags]',
    section('Flags [variable; default]:', [
      ...recordSettings(ids).map(flagRow),
      '  -h, --help                  print this',
    ]),
    'Clients use their own key. It is sent to the target and nowhere else; what is kept says which key of\nseveral it was. E-mail addresses, names, phone numbers, ids, avatars and all texts that the schemas of\nthe vendor do not say to be harmless are replaced by stand-ins before anything is written.',
    section('Exit codes:', [
      '  0  stopped by SIGTERM or SIGINT',
      '  1  something could not be kept',
      '  2  a flag or variable is wrong, or the port is in use',
    ]),
  ].join('\n\n')

/** The vendor as it is without a config file, and with nobody in it. */
const createVendor = async (id: string): Promise<{ vendor: Vendor; documented: ReadonlySet<string> }> => {
  const definition = vendorDefinitions.find((one) => one.id === id)
  const settings = (await readOptions(vendorDefinitions, {})).vendors[id]
  if (definition === undefined || settings === undefined) throw new TypeError(`there is no vendor ${id}`)
  const loaded = await definition.loadDocumentation?.()
  const names = Object.keys(loaded?.documentation.headers ?? {}).map((name) => name.toLowerCase())
  return {
    vendor: definition.create(settings, { now: 0, members: 0, rateLimit: false }),
    documented: new Set(names),
  }
}

/** Reasons, each with how often. */
class Losses {
  readonly #counts = new Map<string, number>()

  add(why: string): void {
    this.#counts.set(why, (this.#counts.get(why) ?? 0) + 1)
  }

  get lines(): readonly string[] {
    return [...this.#counts].map(([why, count]) => `record: ${count} not kept: ${why}`)
  }
}

const many = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

const day = (): string => new Date(machineTime()).toISOString().slice(0, 10)

const createServer = async (settings: RecordSettings, losses: Losses) => {
  const { vendor: id, target, out, methods, limit, rate } = settings
  const { vendor, documented } = await createVendor(id)
  const url = new URL(target)
  const privacy = new ExchangePrivacy({ vendor, documented, isKnownText: readKnownTexts(id) })
  openFolder(out)
  const recorder = new Recorder({ folder: out, host: url.host, date: day() })
  const lost = (why: string): void => losses.add(why)
  const stages = createRecordStages({ target: { url }, methods, limit, rate, privacy, recorder, lost })
  const app = createApp({
    vendors: [vendor],
    // Without a journal nothing of a request stays in memory.
    sandboxes: new Sandboxes({ vendors: [vendor], seed: 1, journalSize: 0 }),
    reporter: { unimplemented() {}, failed: () => lost('for a fault of membermock’s own') },
    admin: false,
    reroutes: new Map([[id, () => stages]]),
  })
  return { app, privacy, recorder, vendor, url }
}

const run = async (settings: RecordSettings, { print, complain, onInterrupt }: Terminal): Promise<number> => {
  const losses = new Losses()
  const { app, privacy, recorder, vendor, url } = await createServer(settings, losses)
  const stopped = new Promise<void>((resolve) => onInterrupt(resolve))
  await app.listen({ host: HOST, port: settings.port })
  const { port } = app.server.address() as AddressInfo // it listens on a port, not on a pipe
  print(`membermock records ${vendor.title} at http://${HOST}:${port}/${vendor.id}${vendor.base}`)
  print(`in front of ${url.host}, into ${settings.out}: ${settings.methods.join(', ')}`)
  await stopped
  await app.close()
  print(`${many(recorder.count, 'exchange')} of ${many(privacy.roles.count, 'key')} in ${settings.out}`)
  for (const line of losses.lines) complain(line)
  return losses.lines.length === 0 ? EXIT.ok : EXIT.failed
}

/** Resolves with the exit code, or with what is asked for instead of a run. Throws a ConfigError, and what `listen` throws. */
export const runRecord = async (given: Given, terminal: Terminal): Promise<number | 'version'> => {
  const ids = vendorDefinitions.map(({ id }) => id)
  const { ask, settings } = readRecordSettings(ids, given)
  if (ask === 'version') return ask
  if (settings !== undefined) return run(settings, terminal)
  terminal.print(helpText(ids))
  return EXIT.ok
}
