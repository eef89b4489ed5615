/** Opens the store that several processes share, and what goes with it: loaded when one is asked for. */
import { createHash } from 'node:crypto'
import type { AppOptions } from '../app.ts'
import type { Config } from '../config/config.ts'
import { ConfigError } from '../config/problems.ts'
import type { Sandboxes, SandboxesOptions } from '../sandbox/sandboxes.ts'
import { createSharedStart } from '../server/shared-pipeline.ts'
import { connect, StoreError } from '../store/connection.ts'
import { Share } from '../store/share.ts'
import { version } from './version.ts'

export interface SharedStart {
  readonly options: Pick<AppOptions, 'share' | 'createStart'>
  /** True: nobody else has begun what is shared. */
  readonly isFirst: boolean
  close(): Promise<void>
}

export interface OpenedStore {
  /** For the one world that there is here. */
  createSandboxes(options: SandboxesOptions): Sandboxes
  /** `failed` is told when the store goes away. */
  begin(sandboxes: Sandboxes, failed: (error: unknown) => void): Promise<SharedStart>
}

/** What two processes have to have in common to share something. */
const digestOf = ({ program, vendors, observed }: Config): string => {
  const { vendors: ids, seed, now, members, rateLimit, journalSize } = program
  const settings = { version, ids, seed, now, members, rateLimit, journalSize, vendors, observed }
  return createHash('sha256').update(JSON.stringify(settings)).digest('hex').slice(0, 32)
}

/** A recording is played, and what is elsewhere asked, by each process for itself. */
const refuseWhatIsNotShared = ({ program, vendors }: Config): void => {
  const refuse = (path: string, accepted: string): never => {
    throw new ConfigError([{ path, found: 'a setting that goes with no store', accepted }])
  }
  if (program.replay !== undefined) refuse('replay', 'none beside store')
  for (const [id, { elsewhere }] of Object.entries(vendors))
    if (elsewhere !== 'refuse') refuse(`${id}.elsewhere`, 'refuse beside store')
}

/** Rejects with a StoreError when the store cannot be reached. */
export const openStore = async (url: string, config: Config): Promise<OpenedStore> => {
  refuseWhatIsNotShared(config)
  let tell: ((error: unknown) => void) | undefined
  const connection = await connect({
    url,
    gone: (reason) => tell?.(new StoreError(`the store at ${connection.at} does not answer (${reason})`)),
  })
  let share: Share | undefined
  return {
    createSandboxes(options) {
      share = new Share(connection, digestOf(config), options)
      return share.sandboxes
    },
    async begin(sandboxes, failed) {
      if (share === undefined) throw new TypeError('there is no world yet')
      tell = failed
      const { password } = new URL(url)
      if (password !== '') sandboxes.hide(decodeURIComponent(password))
      const isFirst = await share.begin().catch(async (error: unknown) => {
        await connection.close()
        throw error
      })
      return {
        options: { share, createStart: createSharedStart(share) },
        isFirst,
        close: () => connection.close(),
      }
    },
  }
}
