/** The other ways that requests of a vendor may take, as the settings have them; loaded when they do. */
import type { Config } from '../config/config.ts'
import { isUrl, REFUSE } from '../config/elsewhere-type.ts'
import { ConfigError } from '../config/problems.ts'
import type { Vendor } from '../contract/vendor.ts'
import type { Elsewhere } from '../server/elsewhere/instead.ts'
import type { Reroute } from '../server/stage.ts'

type Program = Pick<Config['program'], 'replay' | 'replayOnly'>

/** For each of the vendors; none where nothing is replayed. */
const loadReplays = async (
  { replay, replayOnly }: Program,
  vendors: readonly Vendor[],
): Promise<ReadonlyMap<string, Reroute>> => {
  if (replay === undefined) {
    if (!replayOnly) return new Map()
    throw new ConfigError([
      { path: 'replayOnly', found: 'true', accepted: 'true only beside replay, the folder' },
    ])
  }
  const [{ readRecording }, { createReplay }] = await Promise.all([
    import('../server/recording/recording.ts'),
    import('../server/recording/replay.ts'),
  ])
  const ids = vendors.map(({ id }) => id)
  const exchanges = readRecording(replay, '', ids)
  return new Map(
    vendors.map((vendor) => [vendor.id, createReplay({ vendor, exchanges, isOnly: replayOnly })] as const),
  )
}

const loadElsewhere = async (vendor: Vendor, given: string): Promise<Elsewhere> => {
  const path = `${vendor.id}.elsewhere`
  if (isUrl(given)) {
    if (!URL.canParse(given)) throw new ConfigError([{ path, found: 'text', accepted: 'a URL' }])
    const { createSendOn } = await import('../server/elsewhere/send-on.ts')
    return createSendOn({ url: new URL(given) })
  }
  const [{ readDocument }, { createSamples }] = await Promise.all([
    import('../server/elsewhere/read-document.ts'),
    import('../server/elsewhere/samples.ts'),
  ])
  return createSamples({ spec: await readDocument(given), vendor, file: given })
}

const inRow = (first: Reroute | undefined, second: Reroute): Reroute =>
  first === undefined ? second : (stages) => second(first(stages))

/** Undefined where nothing but the vendor's own way is wanted. Throws a ConfigError. */
export const loadReroutes = async (
  { program, vendors: settings }: Config,
  vendors: readonly Vendor[],
): Promise<ReadonlyMap<string, Reroute> | undefined> => {
  const reroutes = new Map(await loadReplays(program, vendors))
  for (const vendor of vendors) {
    const given = settings[vendor.id]?.elsewhere ?? REFUSE
    if (given === REFUSE) continue
    const { rerouteTo } = await import('../server/elsewhere/instead.ts')
    // What was recorded is looked at first.
    reroutes.set(vendor.id, inRow(reroutes.get(vendor.id), rerouteTo(await loadElsewhere(vendor, given))))
  }
  return reroutes.size === 0 ? undefined : reroutes
}
