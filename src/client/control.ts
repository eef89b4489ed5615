/** The object that tests steer a membermock with: each of its methods is one call of the control plane. */
import type { Vendor } from '../contract/vendor.ts'
import type { Triggers } from '../control/happenings/schemas.ts'
import type { Timeline } from '../control/happenings/timeline-schemas.ts'
import type { Ask } from './ask.ts'
import type { AwaitedDeliveries, Delivery, DeliveryControl } from './delivery-types.ts'
import { MembermockError } from './error.ts'
import { type OpenEndpoint, receive } from './receive.ts'
import { createRecords, type IdNames } from './records.ts'
import type {
  Control,
  Duration,
  Instant,
  Sandbox,
  SandboxInfo,
  SandboxOptions,
  Steering,
  Verdict,
} from './types.ts'

export interface SteeringOptions {
  ask: Ask
  idNames: IdNames
  /** Those that are served. */
  vendors: readonly Vendor[]
  openEndpoint: OpenEndpoint
}

const inText = (at: Instant): string => (typeof at === 'string' ? at : new Date(at).toISOString())

const inIso = (by: Duration): string => (typeof by === 'string' ? by : `PT${by / 1000}S`)

type Planned = Awaited<ReturnType<Control['fault']>>

/** Without `sandbox`, of the default one. */
const createParts = (ask: Ask, sandbox?: string): Pick<Control, 'clock' | 'faults' | 'journal'> => {
  const query = { sandbox }
  const setClock: (body: object) => ReturnType<Control['clock']['read']> = (body) =>
    ask('setClock', { query, body })
  return {
    clock: {
      read: () => ask('getClock', { query }),
      async freeze(instant) {
        return setClock({ freeze: inText(instant) })
      },
      advance: (duration) => setClock({ advance: inIso(duration) }),
      follow: () => setClock({ follow: true }),
    },
    faults: {
      list: async () => (await ask<{ faults: Planned[] }>('listFaults', { query })).faults,
      async replace(rules) {
        const body = { faults: rules }
        return (await ask<{ faults: Planned[] }>('replaceFaults', { query, body })).faults
      },
      delete: (id) => ask('dropFault', { params: { id }, query }),
      clear: () => ask('dropFaults', { query }),
    },
    journal: {
      list: (filters) => ask('listRequests', { query: { ...filters, sandbox } }),
      get: (id) => ask('getRequest', { params: { id }, query }),
      async count(match = {}) {
        return (await ask<{ count: number }>('countRequests', { query, body: { match } })).count
      },
      clear: () => ask('deleteRequests', { query }),
    },
  }
}

/** Any vendor's, and any of its collections. */
type AnyRecords = (vendor: string, list: string) => ReturnType<typeof createRecords>
type RecordsName = 'member' | 'key' | 'members' | 'keys' | 'records'

/** The types of each vendor's are those of its schemas, which both sides ask. */
const recordsOf = (records: AnyRecords): Pick<Control, RecordsName> =>
  ({
    member: async (vendor: string, entry: Record<string, unknown>) => records(vendor, 'members').put(entry),
    key: async (vendor: string, entry: Record<string, unknown>) => records(vendor, 'keys').put(entry),
    members: (vendor: string) => records(vendor, 'members'),
    keys: (vendor: string) => records(vendor, 'keys'),
    records,
  }) as unknown as Pick<Control, RecordsName>

const deliveriesOf = (ask: Ask, query: { sandbox: string | undefined }): DeliveryControl =>
  Object.assign(
    async (filters: object = {}) =>
      (await ask<{ deliveries: Delivery[] }>('listDeliveries', { query: { ...filters, ...query } }))
        .deliveries,
    {
      get: (id: string) => ask<Delivery>('getDelivery', { params: { id }, query }),
      wait: (awaited: AwaitedDeliveries) =>
        ask<Verdict>('waitForDeliveries', { query, body: { count: 1, ...awaited } }),
      settled: (options: { timeoutMs?: number } = {}) =>
        ask<Verdict>('waitForDeliveries', { query, body: options }),
      verify: (expectation: object) => ask<Verdict>('verifyDeliveries', { query, body: expectation }),
      redeliver: (id: string) => ask<Delivery>('redeliver', { params: { id }, query }),
    },
  )

const createControl = (options: SteeringOptions, sandbox?: string): Control => {
  const { ask, idNames } = options
  const query = { sandbox }
  const parts = createParts(ask, sandbox)
  return {
    ...parts,
    fault: (rule) => ask('planFault', { query, body: rule }),
    requests: async (filters) => (await parts.journal.list(filters)).requests,
    verify: (expectation) => ask('verifyRequests', { query, body: expectation }),
    wait: (awaited = {}) => ask('waitForRequests', { query, body: awaited }),
    limits: (changes) =>
      changes === undefined ? ask('getLimits', { query }) : ask('setLimits', { query, body: changes }),
    ...recordsOf((vendor, list) =>
      createRecords({ ask, vendor, list, idNames: idNames(vendor, list), sandbox }),
    ),
    deliveries: deliveriesOf(ask, query),
    webhook: (vendor, entry) =>
      ask('addRecord', { params: { vendor, list: 'webhooks' }, query, body: entry }),
    receive: (listener, wanted = {}) => receive({ ...options, sandbox }, listener, wanted),
    timeline: async (life) =>
      (
        await ask<Timeline>('startTimeline', {
          query,
          body: typeof life === 'string' ? { scenario: life } : { steps: life },
        })
      ).steps,
    steps: async () => (await ask<Timeline>('getTimeline', { query })).steps,
    triggers: async () => (await ask<Triggers>('listTriggers')).triggers,
    trigger: (event, wanted) => ask('triggerEvent', { query, body: { event, ...wanted } }),
    snapshot: () => ask('getSnapshot', { query }),
    restore: (snapshot) => ask('restoreSnapshot', { query, body: snapshot }),
    reset: () => ask('reset', { query }),
  }
}

const createSandbox = (options: SteeringOptions, { id, name, seed, credentials }: SandboxInfo): Sandbox => {
  let deleted: Promise<void> | undefined
  const remove = (): Promise<void> => {
    deleted ??= options.ask('deleteSandbox', { params: { id } })
    return deleted
  }
  return {
    id,
    name: name ?? undefined,
    seed,
    credentials,
    ...createControl(options, id),
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

export const createSteering = (options: SteeringOptions): Steering => {
  const { ask } = options
  return {
    ...createControl(options),
    async sandbox(asked = {}) {
      return createSandbox(options, await ask('createSandbox', { body: inBody(asked) }))
    },
    sandboxes: async () => (await ask<{ sandboxes: SandboxInfo[] }>('listSandboxes')).sandboxes,
    findSandbox: async (id) => createSandbox(options, await ask('getSandbox', { params: { id } })),
    reset: ({ all } = {}) => ask('reset', { query: { all } }),
    async fidelity(vendor) {
      const { rows } = await ask<{ rows: Awaited<ReturnType<Steering['fidelity']>> }>('listFidelity', {
        query: { vendor },
      })
      return rows
    },
  }
}
