/** The server as a command runs it: with a log, and a count of what was asked for and is not emulated. */
import type { Membermock } from '../client/membermock.ts'
import type { Config } from '../config/config.ts'
import { createLog } from './log.ts'
import type { LogOutput } from './log-output.ts'

export interface Program {
  mock: Membermock
  /** How many times each operation was asked for that is not emulated, by its vendor and name. */
  unimplemented: ReadonlyMap<string, number>
  /** Stops serving, then waits until the log is written. */
  close(): Promise<void>
}

/** `suited` is how the log is written unless the settings say it. Throws what `listen` throws. */
export const startProgram = async (
  config: Config,
  { output, suited }: { output: LogOutput; suited: 'pretty' | 'json' },
): Promise<Program> => {
  // Loaded when it is needed: `healthcheck` runs every few seconds, and needs no server.
  const { startServer } = await import('../client/start.ts')
  const { logLevel, logFormat = suited } = config.program
  const log = createLog({ level: logLevel, format: logFormat, output })
  const counts = new Map<string, number>()
  const mock = await startServer(config, {
    ...log,
    unimplemented(vendor, operation) {
      const name = `${vendor} ${operation}`
      counts.set(name, (counts.get(name) ?? 0) + 1)
      log.unimplemented?.(vendor, operation)
    },
  })
  return {
    mock,
    unimplemented: counts,
    async close() {
      await mock.close()
      await log.flush()
    },
  }
}
