/** The library: a membermock beside the code that uses it. */
import type { Membermock, MembermockHooks, MembermockOptions } from './client/membermock.ts'
import { startServer } from './client/start.ts'
import type { VendorId } from './client/types.ts'
import { readOptions } from './config/config.ts'
import { vendorDefinitions } from './routes/index.ts'

export { type ConnectedMembermock, type ConnectOptions, connectMembermock } from './client/connect.ts'
export { MembermockError } from './client/error.ts'
export type { Membermock, MembermockHooks, MembermockOptions, VendorOptions } from './client/membermock.ts'
export type * from './client/types.ts'
export { version } from './client/version.ts'
export { ConfigError } from './config/problems.ts'

/**
 * Starts a server in this process, on a free port of this machine unless `options` say otherwise. Rejects with a
 * ConfigError for options that cannot be used, and with what `listen` throws: `EADDRINUSE` for a port that is taken.
 */
export const startMembermock = async <const Ids extends VendorId = VendorId>(
  options: MembermockOptions<Ids> = {},
  hooks: MembermockHooks = {},
): Promise<Membermock<Ids>> => {
  const mock: Membermock = await startServer(await readOptions(vendorDefinitions, options), hooks)
  return mock as unknown as Membermock<Ids> // of those vendors that are served
}
