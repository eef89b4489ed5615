/** What a snapshot looks like: the schema of what is written, and asked of what is to be restored. */
import type { JsonSchema } from '../../contract/json-schema.ts'
import type { Vendor } from '../../contract/vendor.ts'
import { FIRST_TIME, LAST_TIME } from '../../sandbox/clock.ts'
import { DELIVERY_STATES } from '../../sandbox/delivery.ts'
import { LONGEST_WINDOW_SECONDS, MOST_REQUESTS, MOST_WINDOWS } from '../../sandbox/rate-limit.ts'
import { STEP_STATES } from '../../sandbox/scenario.ts'
import { SNAPSHOT_VERSION } from '../../sandbox/snapshot.ts'
import type { TableModel } from '../../sandbox/table-model.ts'
import { FaultRule } from '../faults/schemas.ts'

const TIME = {
  type: 'number',
  minimum: FIRST_TIME,
  maximum: LAST_TIME,
  description: 'In milliseconds since 1970.',
}
const COUNT = { type: 'integer', minimum: 0 }
const USED = { ...COUNT, maximum: MOST_REQUESTS }
const WORD = { type: 'integer', minimum: -(2 ** 31), maximum: 2 ** 32 - 1 }

/** Every property is needed, and no other is taken. */
const whole = (properties: JsonSchema): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
})

const Clock = whole({
  frozenAt: {
    ...TIME,
    type: ['number', 'null'],
    description: 'Where it stands; null: it follows the machine.',
  },
  offset: {
    type: 'number',
    minimum: -LAST_TIME,
    maximum: LAST_TIME,
    description: 'Milliseconds that it goes ahead of the machine while it follows.',
  },
  jobs: whole({
    next: { type: 'integer', minimum: 1, description: 'The number of the next job.' },
    due: { type: 'array', items: whole({ id: COUNT, time: TIME, worker: { type: 'string' }, data: {} }) },
  }),
})

const Limiter = whole({
  rule: {
    type: 'object',
    properties: {
      limit: { type: 'integer', minimum: 1, maximum: MOST_REQUESTS },
      windowSeconds: { type: 'integer', minimum: 1, maximum: LONGEST_WINDOW_SECONDS },
      isOff: { type: 'boolean' },
      startsOnSecond: { type: 'boolean' },
    },
    required: ['limit', 'windowSeconds', 'isOff'],
    additionalProperties: false,
  },
  preset: {
    type: ['object', 'null'],
    properties: { setAt: TIME, used: USED },
    required: ['setAt', 'used'],
    additionalProperties: false,
  },
  windows: {
    type: 'array',
    maxItems: MOST_WINDOWS,
    items: whole({ key: { type: 'string' }, start: TIME, used: USED }),
  },
})

const Faults = whole({
  made: COUNT,
  planned: {
    type: 'array',
    items: whole({
      id: { type: 'string', pattern: '^f_[1-9][0-9]*$' },
      rule: FaultRule,
      matched: COUNT,
      applied: COUNT,
    }),
  },
})

const TEXT = { type: 'string' }
const TEXT_OR_NULL = { type: ['string', 'null'] }
const TIME_OR_NULL = { ...TIME, type: ['number', 'null'] }

const Attempt = whole({
  time: TIME,
  headers: { type: 'object', additionalProperties: TEXT },
  status: { type: ['integer', 'null'] },
  reason: TEXT_OR_NULL,
  body: TEXT,
  ms: { type: 'number' },
  fault: TEXT_OR_NULL,
})

const outboxOf = (vendors: readonly Vendor[]): JsonSchema => ({
  ...whole({
    made: COUNT,
    told: COUNT,
    deliveries: {
      type: 'array',
      items: whole({
        number: { type: 'integer', minimum: 1 },
        vendor: { type: 'string', enum: vendors.filter(({ webhooks }) => webhooks).map(({ id }) => id) },
        endpoint: TEXT,
        url: TEXT,
        event: TEXT,
        eventId: TEXT,
        member: TEXT_OR_NULL,
        body: TEXT,
        time: TIME,
        state: { type: 'string', enum: DELIVERY_STATES },
        reason: TEXT_OR_NULL,
        due: TIME_OR_NULL,
        isRetried: { type: 'boolean' },
        repeats: { type: ['integer', 'null'] },
        held: TEXT_OR_NULL,
        attempts: { type: 'array', items: Attempt },
      }),
    },
  }),
  description: 'Deliveries to webhooks, those that are still due among them; absent: nothing was told of.',
})

const SCENARIO = {
  type: 'array',
  description: 'What is, or was, to happen to members; absent: nothing.',
  items: whole({
    number: { type: 'integer', minimum: 1 },
    time: TIME,
    vendor: TEXT,
    member: TEXT,
    event: TEXT,
    place: TEXT_OR_NULL,
    state: { type: 'string', enum: STEP_STATES },
    reason: TEXT_OR_NULL,
  }),
}

/** What is under a key now; null: nothing any more. */
const changesOf = ({ row }: TableModel<object>): JsonSchema => ({
  type: 'array',
  items: whole({ key: { type: 'string' }, row: { ...row, type: ['object', 'null'] } }),
})

const vendorSchema = ({ model }: Vendor): JsonSchema => {
  const tables = Object.entries(model).map(([name, table]) => [name, changesOf(table)])
  return whole({
    tables: { type: 'object', properties: Object.fromEntries(tables), additionalProperties: false },
    limiter: Limiter,
  })
}

export const snapshotSchema = (vendors: readonly Vendor[]): JsonSchema => {
  const needed = whole({
    version: { const: SNAPSHOT_VERSION },
    seed: { type: 'integer', description: 'It fits only a sandbox of the same seed.' },
    clock: Clock,
    random: { type: 'array', items: WORD, minItems: 4, maxItems: 4 },
    faults: Faults,
    vendors: {
      type: 'object',
      description: 'By vendor, what differs from the seed; one of which nothing is remembered is left out.',
      properties: Object.fromEntries(vendors.map((vendor) => [vendor.id, vendorSchema(vendor)])),
      additionalProperties: false,
    },
  })
  const optional = { outbox: outboxOf(vendors), scenario: SCENARIO }
  const properties = { ...(needed.properties as JsonSchema), ...optional } // as `whole` makes them
  return { title: 'Snapshot', ...needed, properties }
}
