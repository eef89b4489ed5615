/** The object that tests steer a membermock with: each of its methods is one call of the admin API. */
import { MembermockError } from './error.ts'
import type { Answer, Method, Transport } from './transport.ts'
import type { Control, Duration, Instant, Sandbox, SandboxOptions, Steering } from './types.ts'

type Ask = <Result>(method: Method, path: string, body?: unknown) => Promise<Result>

/** Whatever is not the admin's envelope was not written by a membermock. */
const refusal = (method: Method, path: string, { status, body }: Answer): MembermockError => {
  const { error } = Object(body)
  const {
    message = `${method} /__admin${path} was answered ${status}`,
    path: at = '',
    accepted,
  } = Object(error)
  return new MembermockError(message, { status, path: at, accepted })
}

const createAsk =
  (transport: Transport): Ask =>
  async <Result>(method: Method, path: string, body?: unknown) => {
    const answer = await transport(method, path, body)
    if (answer.status < 200 || answer.status > 299) throw refusal(method, path, answer)
    return answer.body as Result // the schema of that path says so
  }

/** What is undefined is not there. */
const withQuery = (path: string, query: Readonly<Record<string, unknown>>): string => {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) parameters.append(name, String(value))
  return parameters.size === 0 ? path : `${path}?${parameters}`
}

const inText = (at: Instant): string => (typeof at === 'string' ? at : new Date(at).toISOString())

const inIso = (by: Duration): string => (typeof by === 'string' ? by : `PT${by / 1000}S`)

const named = (...names: readonly string[]): string => `/${names.map(encodeURIComponent).join('/')}`

/** Under one of the names that vendors have for it. */
const idOf = (entry: object): string => {
  const { unitId, id = unitId } = entry as { unitId?: unknown; id?: unknown } // or neither
  if (typeof id === 'string' && id !== '') return id
  throw new MembermockError('a member has to have an id', { status: 400, path: '/id' })
}

/** Without `sandbox`, of the default one. */
const createControl = (ask: Ask, sandbox?: string): Control => {
  const at = (path: string): string => withQuery(path, { sandbox })
  return {
    clock: {
      freeze: (instant) => ask('PUT', at('/clock'), { freeze: inText(instant) }),
      advance: (duration) => ask('PUT', at('/clock'), { advance: inIso(duration) }),
      follow: () => ask('PUT', at('/clock'), { follow: true }),
    },
    fault: (rule) => ask('POST', at('/faults'), rule),
    async requests(filters) {
      const path = withQuery('/requests', { ...filters, sandbox })
      const { requests } = await ask<{ requests: Awaited<ReturnType<Control['requests']>> }>('GET', path)
      return requests
    },
    verify: (expectation) => ask('POST', at('/requests/verify'), expectation),
    wait: (awaited = {}) => ask('POST', at('/requests/wait'), awaited),
    limits: (changes) =>
      changes === undefined ? ask('GET', at('/limits')) : ask('PUT', at('/limits'), changes),
    async member(vendor, entry) {
      return ask('PUT', at(named(vendor, 'members', idOf(entry))), entry)
    },
    key: (vendor, entry) => ask('PUT', at(named(vendor, 'keys', entry.token)), entry),
    reset: () => ask('POST', at('/reset')),
  }
}

/** As the admin shows it. */
type SandboxRecord = Pick<Sandbox, 'id' | 'seed' | 'credentials'> & { name?: string | null }

const createSandbox = (ask: Ask, { id, name, seed, credentials }: SandboxRecord): Sandbox => {
  let deleted: Promise<void> | undefined
  const remove = (): Promise<void> => {
    deleted ??= ask('DELETE', `/sandboxes/${id}`)
    return deleted
  }
  return {
    id,
    name: name ?? undefined,
    seed,
    credentials,
    ...createControl(ask, id),
    delete: remove,
    async [Symbol.asyncDispose]() {
      await remove().catch((error: unknown) => {
        // It went with all the others.
        if (!(error instanceof MembermockError && error.status === 404)) throw error
      })
    },
  }
}

const inBody = ({ clock, ...options }: SandboxOptions): object =>
  clock === undefined ? options : { ...options, clock: { freeze: inText(clock.freeze) } }

export const createSteering = (transport: Transport): Steering => {
  const ask = createAsk(transport)
  return {
    ...createControl(ask),
    async sandbox(options = {}) {
      return createSandbox(ask, await ask('POST', '/sandboxes', inBody(options)))
    },
    reset: ({ all } = {}) => ask('POST', withQuery('/reset', { all })),
  }
}

/** What the default sandbox is like. */
export const askDefault = (transport: Transport): Promise<SandboxRecord> =>
  createAsk(transport)('GET', '/sandboxes/default')
