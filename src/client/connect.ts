/** The control object for a membermock that runs somewhere else. */
import { readOptions } from '../config/config.ts'
import { baseUrls } from '../control/base-urls.ts'
import { createControl } from '../control/control.ts'
import { createWorld } from '../control/world.ts'
import { vendorDefinitions } from '../routes/index.ts'
import { createSteering } from './control.ts'
import { openPort } from './endpoint.ts'
import { connectOverHttp } from './http.ts'
import { idNamesOf } from './id-names.ts'
import { originIn } from './origin.ts'
import type { Credentials, SandboxInfo, Steering, VendorId } from './types.ts'

/** What `connectMembermock` may be told. */
export interface ConnectOptions {
  /** What the server was given as its admin token. */
  token?: string
}

/** Steers a membermock in another process: its default sandbox, and others that are made or found. */
export interface ConnectedMembermock extends Steering, AsyncDisposable {
  /** Where it listens, without a slash at the end. */
  readonly url: string
  /** What a client of each vendor is given as its base URL; of vendors not served there is none. */
  readonly baseUrl: { readonly [Id in VendorId]: string }
  /** Tokens of the default sandbox, by vendor and by the name of what they are good for. */
  readonly credentials: Credentials
  /** The URL of the admin API and of its page. */
  readonly admin: string
  /** Disconnects; the server goes on. */
  close(): Promise<void>
}

/**
 * Connects to a membermock in another process; `url` is the server's, as `mock.url`. Rejects with a MembermockError
 * when the URL is not a server's, when nobody answers there, or when it lets nobody in without a token.
 */
export const connectMembermock = async (
  url: string,
  { token }: ConnectOptions = {},
): Promise<ConnectedMembermock> => {
  const world = createWorld(vendorDefinitions, await readOptions(vendorDefinitions, {}))
  const origin = originIn(url, world.vendors)
  const { ask, close } = connectOverHttp(origin, token)
  const { credentials } = await ask<SandboxInfo>('getSandbox', { params: { id: 'default' } })
  const served = world.vendors.filter(({ id }) => Object.hasOwn(credentials, id))
  return {
    url: origin,
    baseUrl: baseUrls(served, origin) as ConnectedMembermock['baseUrl'], // by the ids that VendorTypes names
    credentials,
    admin: `${origin}/__admin`,
    ...createSteering({
      ask,
      idNames: idNamesOf(() => createControl(world)),
      vendors: served,
      openEndpoint: openPort,
    }),
    close,
    [Symbol.asyncDispose]: close,
  }
}
