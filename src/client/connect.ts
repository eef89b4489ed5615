/** The control object for a membermock that runs somewhere else. */
import { readOptions } from '../config/config.ts'
import { vendorDefinitions } from '../routes/index.ts'
import { baseUrls } from '../server/nobody.ts'
import { createWorld } from '../world.ts'
import { askDefault, createSteering } from './control.ts'
import { connectOverHttp } from './transport.ts'
import type { Credentials, Steering, VendorId } from './types.ts'

export interface ConnectOptions {
  /** What the server was given as its admin token. */
  token?: string
}

export interface ConnectedMembermock extends Steering, AsyncDisposable {
  readonly url: string
  /** By vendor; those not served are left out. */
  readonly baseUrl: { readonly [Id in VendorId]: string }
  readonly credentials: Credentials
  readonly admin: string
  /** Disconnects; the server goes on. */
  close(): Promise<void>
}

/** `url` is the server's, as `mock.url`. Rejects with a MembermockError when it lets nobody in. */
export const connectMembermock = async (
  url: string,
  { token }: ConnectOptions = {},
): Promise<ConnectedMembermock> => {
  const origin = url.replace(/\/+$/, '')
  const { transport, close } = connectOverHttp(origin, token)
  const { credentials } = await askDefault(transport)
  const { vendors } = createWorld(await readOptions(vendorDefinitions, {}))
  const served = vendors.filter(({ id }) => Object.hasOwn(credentials, id))
  return {
    url: origin,
    baseUrl: baseUrls(served, origin) as ConnectedMembermock['baseUrl'], // by the ids that VendorTypes names
    credentials,
    admin: `${origin}/__admin`,
    ...createSteering(transport),
    close,
    [Symbol.asyncDispose]: close,
  }
}
