/** The other ways that requests of a vendor may take, as the settings have them; loaded when they do. */
import type { Config } from '../config/config.ts'
import { ConfigError } from '../config/problems.ts'
import type { Vendor } from '../contract/vendor.ts'
import type { Reroute } from '../server/stage.ts'

type Reroutes = ReadonlyMap<string, Reroute>

const loadReplays = async (
  { replay, replayOnly }: Config['program'],
  vendors: readonly Vendor[],
): Promise<Reroutes> => {
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

/** Undefined where nothing but the vendor's own way is wanted. Throws a ConfigError. */
export const loadReroutes = async (
  { program }: Config,
  vendors: readonly Vendor[],
): Promise<Reroutes | undefined> => {
  const replays = await loadReplays(program, vendors)
  return replays.size === 0 ? undefined : replays
}
