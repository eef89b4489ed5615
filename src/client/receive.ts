/** An endpoint of a test's own: registers itself with the vendors, looks at signatures, and collects what comes. */
import type { Vendor } from '../contract/vendor.ts'
import { machineTime } from '../sandbox/clock.ts'
import { Random } from '../sandbox/random.ts'
import type { Ask } from './ask.ts'
import type { EventListener, ReceivedEvent, ReceiveOptions, Receiver } from './delivery-types.ts'
import { MembermockError } from './error.ts'

/** What has come, whichever way. */
export interface Incoming {
  /** Of the URL. */
  path: string
  headers: Readonly<Record<string, string>>
  body: string
}

export type Handle = (incoming: Incoming) => Promise<{ status: number; body: string }>

/** Opens somewhere that deliveries can come to. */
export type OpenEndpoint = (handle: Handle) => Promise<{ origin: string; close(): Promise<void> }>

export interface ReceivingOptions {
  ask: Ask
  openEndpoint: OpenEndpoint
  /** Those that are served. */
  vendors: readonly Vendor[]
  /** Undefined: the default one. */
  sandbox: string | undefined
}

type Telling = Vendor & { webhooks: NonNullable<Vendor['webhooks']> }

const isTelling = (vendor: Vendor): vendor is Telling => vendor.webhooks !== undefined

/** Those asked for; throws where there is none. */
const telling = (vendors: readonly Vendor[], { vendor }: ReceiveOptions): readonly Telling[] => {
  const all = vendors.filter(isTelling)
  const found = all.filter(({ id }) => vendor === undefined || id === vendor)
  if (found.length > 0) return found
  const accepted = all.map(({ id }) => id)
  throw new MembermockError(`no vendor "${vendor}" here has webhooks`, {
    status: 400,
    path: '/vendor',
    accepted,
  })
}

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

const lowerCase = (headers: Incoming['headers']): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

/** What the listener makes of it. */
const answerOf = async (listener: EventListener | undefined, event: ReceivedEvent) => {
  try {
    return { status: (await listener?.(event)) ?? 200, body: '' }
  } catch (error) {
    return { status: 500, body: String(error) }
  }
}

interface Registered {
  vendor: Telling
  secret: string
  id: string
}

/** So that no two have the same secret. */
const register = async (
  { ask, sandbox }: ReceivingOptions,
  vendor: Telling,
  url: string,
  { events, place }: ReceiveOptions,
): Promise<Registered> => {
  const { webhooks } = vendor
  const secret = webhooks.newSecret(new Random(`receiver:${sandbox}:${url}`))
  const params = { vendor: vendor.id, list: webhooks.list }
  const query = { sandbox, ...(vendor.place !== undefined && { [vendor.place]: place }) }
  const made = await ask<{ id: string }>('addRecord', {
    params,
    query,
    body: webhooks.entryOf({ url, secret, events }),
  })
  return { vendor, secret, id: made.id }
}

export const receive = async (
  options: ReceivingOptions,
  listener: EventListener | undefined,
  wanted: ReceiveOptions,
): Promise<Receiver> => {
  const registered: Registered[] = []
  const events: ReceivedEvent[] = []
  const refused: ReceivedEvent[] = []
  const senders = telling(options.vendors, wanted)

  const handle: Handle = async ({ path, headers: given, body }) => {
    const one = registered.find(({ vendor }) => path === `/${vendor.id}`)
    if (one === undefined) return { status: 404, body: '' }
    const { id, webhooks } = one.vendor
    const headers = lowerCase(given)
    const event: ReceivedEvent = {
      vendor: id,
      type: webhooks.typeOf(headers, body),
      headers,
      body,
      json: parsed(body),
    }
    const seconds = machineTime() / 1000
    if (!webhooks.isSigned({ headers, body, secret: one.secret, seconds })) {
      refused.push(event)
      return { status: 401, body: 'the signature is wrong' }
    }
    events.push(event)
    return answerOf(listener, event)
  }

  const endpoint = await options.openEndpoint(handle)
  for (const vendor of senders)
    registered.push(await register(options, vendor, `${endpoint.origin}/${vendor.id}`, wanted))

  let closed: Promise<void> | undefined
  const takeBack = async (): Promise<void> => {
    const { ask, sandbox } = options
    for (const { vendor, id } of registered) {
      const query = { sandbox, ...(vendor.place !== undefined && { [vendor.place]: wanted.place }) }
      // A reset may have taken it already, or the server be gone.
      await ask('deleteRecord', {
        params: { vendor: vendor.id, list: vendor.webhooks.list, id },
        query,
      }).catch(() => {})
    }
    await endpoint.close()
  }
  const close = (): Promise<void> => {
    closed ??= takeBack()
    return closed
  }
  return {
    url: endpoint.origin,
    secrets: Object.fromEntries(registered.map(({ vendor, secret }) => [vendor.id, secret])),
    events,
    refused,
    close,
    [Symbol.asyncDispose]: close,
  }
}
