/** What monitoring reads of a server: Prometheus' text, made when it is asked for. Requests count from the first time on. */
import { createRequire } from 'node:module'
import type { FastifyInstance } from 'fastify'
import type { Sandboxes } from '../../sandbox/sandboxes.ts'
import type { AttemptCounts } from '../../server/deliveries/carrier.ts'
import { DURATION_BOUNDS, type Meter, type OperationCounts } from '../../server/meter.ts'
import type { StoreCounts } from '../../store/connection.ts'
import { type Lag, startLag } from './lag.ts'

export interface MetricSources {
  sandboxes: Sandboxes
  meter: Meter
  carrier: { readonly attempts: Readonly<AttemptCounts> }
  /** Present where several processes share the sandboxes. */
  share?: { readonly connection: { readonly counts: Readonly<StoreCounts> } } | undefined
}

type Prometheus = typeof import('prom-client')
type Registry = InstanceType<Prometheus['Registry']>

/** Unlike `import`, which remembers every failure for ever, it tries again. */
const require = createRequire(import.meta.url)

/** One line of a histogram. */
interface Line {
  metricName: string
  labels: Readonly<Record<string, string>>
  value: number
}

const DURATION = 'membermock_request_duration_seconds'

const durationLines = (labels: Line['labels'], counts: OperationCounts): Line[] => {
  let below = 0
  const lines = counts.buckets.map((count, at): Line => {
    below += count
    const le = String(DURATION_BOUNDS[at] ?? '+Inf')
    return { metricName: `${DURATION}_bucket`, labels: { le, ...labels }, value: below }
  })
  return [
    ...lines,
    { metricName: `${DURATION}_sum`, labels, value: counts.milliseconds / 1000 },
    { metricName: `${DURATION}_count`, labels, value: counts.requests },
  ]
}

/** A histogram that was counted elsewhere: prom-client's own would hash its labels at each request. */
const addDurations = (registry: Registry, meter: Meter): void => {
  const durations = {
    name: DURATION,
    get: async () => ({
      name: DURATION,
      help: 'How long requests took, from their headers to the answer.',
      type: 'histogram',
      aggregator: 'sum',
      values: [...meter.operations()].flatMap(({ vendor, operation, counts }) =>
        durationLines({ vendor, operation }, counts),
      ),
    }),
  }
  // It takes whatever has a name and a `get`; its types know its own classes alone.
  registry.registerMetric(durations as unknown as InstanceType<Prometheus['Histogram']>)
}

const addRequests = ({ Counter }: Prometheus, registry: Registry, meter: Meter): void => {
  new Counter({
    name: 'membermock_requests_total',
    help: 'Requests since metrics were first asked for; status 0: the connection was cut in place of an answer.',
    labelNames: ['vendor', 'operation', 'status', 'refusal'],
    registers: [registry],
    collect() {
      this.reset()
      for (const { vendor, operation, counts } of meter.operations())
        for (const { refusal = '', status, count } of counts.endings())
          this.inc({ vendor, operation, status, refusal }, count)
    },
  })
}

const addDeliveries = ({ Counter }: Prometheus, registry: Registry, { carrier }: MetricSources): void => {
  new Counter({
    name: 'membermock_delivery_attempts_total',
    help: 'Attempts to deliver to a webhook since the server started, by how they ended.',
    labelNames: ['outcome'],
    registers: [registry],
    collect() {
      this.reset()
      for (const [outcome, count] of Object.entries(carrier.attempts)) this.inc({ outcome }, count)
    },
  })
}

const addSandboxes = ({ Gauge }: Prometheus, registry: Registry, { sandboxes }: MetricSources): void => {
  const gauges: readonly [name: string, help: string, read: () => number][] = [
    ['sandboxes', 'Sandboxes, the default one included.', () => sandboxes.size],
    [
      'journal_dropped_requests',
      'Requests that journals have noted since they were last cleared, and no longer hold.',
      () => sandboxes.droppedRequests,
    ],
    ['deliveries_due', 'Deliveries that are still to be made, now or later.', () => sandboxes.dueDeliveries],
  ]
  for (const [name, help, read] of gauges)
    new Gauge({
      name: `membermock_${name}`,
      help,
      registers: [registry],
      collect() {
        this.set(read())
      },
    })
}

const addStore = ({ Counter }: Prometheus, registry: Registry, counts: Readonly<StoreCounts>): void => {
  const counters: readonly [name: string, help: string, read: () => number][] = [
    ['round_trips', 'Scripts that this process has sent to the store.', () => counts.trips],
    ['errors', 'Those of them that failed, or were not answered.', () => counts.errors],
  ]
  for (const [name, help, read] of counters)
    new Counter({
      name: `membermock_store_${name}_total`,
      help,
      registers: [registry],
      collect() {
        this.reset()
        this.inc(read())
      },
    })
}

const addLag = ({ Gauge }: Prometheus, registry: Registry, lag: Lag): void => {
  new Gauge({
    name: 'membermock_event_loop_lag_seconds',
    help: 'How much too late timers were since metrics were last asked for.',
    labelNames: ['quantile'],
    registers: [registry],
    collect() {
      for (const [quantile, seconds] of Object.entries(lag.take())) this.set({ quantile }, seconds)
    },
  })
}

const createRegistry = (sources: MetricSources, lag: Lag): Registry => {
  const prometheus = require('prom-client') as Prometheus // a require is not typed
  const registry = new prometheus.Registry()
  addRequests(prometheus, registry, sources.meter)
  addDurations(registry, sources.meter)
  addDeliveries(prometheus, registry, sources)
  addSandboxes(prometheus, registry, sources)
  if (sources.share !== undefined) addStore(prometheus, registry, sources.share.connection.counts)
  addLag(prometheus, registry, lag)
  return registry
}

export const mountMetrics = (scope: FastifyInstance, sources: MetricSources): void => {
  let lag: Lag | undefined
  let registry: Registry | undefined
  scope.addHook('preClose', (done) => {
    lag?.stop()
    done()
  })
  scope.route({
    method: 'GET',
    url: '/metrics',
    schema: {
      operationId: 'getMetrics',
      summary: 'What monitoring reads: requests, durations, deliveries, journals, sandboxes',
      response: {
        200: {
          description: "Prometheus' text format. Requests count from the first time that this is asked for.",
          content: { 'text/plain': { schema: { type: 'string' } } },
        },
      },
    },
    async handler(_request, reply) {
      lag ??= startLag()
      registry ??= createRegistry(sources, lag)
      sources.meter.isOn = true
      return reply.type(registry.contentType).send(await registry.metrics())
    },
  })
}
