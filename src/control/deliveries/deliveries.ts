/** The deliveries of a sandbox: listed, looked up, verified, waited for, made again. */
import type { Delivery as Kept } from '../../sandbox/delivery.ts'
import type { Outbox } from '../../sandbox/outbox.ts'
import { createBound } from '../bounds.ts'
import { ControlError } from '../control-error.ts'
import type { Verdict } from '../journal/schemas.ts'
import type { ControlOptions } from '../options.ts'
import { SandboxQuery } from '../queries.ts'
import { inTurns } from '../turns.ts'
import { type Input, useCase } from '../use-case.ts'
import {
  type Deliveries,
  type DeliveryFilters,
  DeliveryFiltersQuery,
  VerifyDeliveries,
  WaitForDeliveries,
} from './schemas.ts'
import { checkFilters, select } from './select.ts'
import { numberIn, toView } from './view.ts'
import { waitForDeliveries } from './wait.ts'

const find = ({ records }: Outbox, { params: { id = '' }, at }: Pick<Input, 'params' | 'at'>): Kept => {
  const kept = records.get(numberIn(id) ?? 0)
  if (kept === undefined) throw new ControlError('absent', at, `the sandbox remembers no delivery "${id}"`)
  return kept
}

/** Characters that are looked at to show one. */
const workOf = ({ url, body, attempts }: Kept): number =>
  attempts.reduce((sum, attempt) => sum + attempt.body.length, 1024 + url.length + body.length)

const createReading = ({ vendors }: ControlOptions) => ({
  listDeliveries: useCase<DeliveryFilters & { sandbox?: string }>()({
    query: DeliveryFiltersQuery,
    async run({ sandbox, query: { sandbox: _, ...filters } }) {
      const { records } = sandbox().outbox
      checkFilters(filters, vendors, '?')
      const deliveries = await inTurns(select(records.list(), filters), workOf, toView)
      return { deliveries } satisfies Deliveries
    },
  }),

  getDelivery: useCase()({
    query: SandboxQuery,
    run: (input) => toView(find(input.sandbox().outbox, input)),
  }),
})

const createCounting = ({ vendors }: ControlOptions) => ({
  verifyDeliveries: useCase<object, VerifyDeliveries>()({
    query: SandboxQuery,
    body: VerifyDeliveries,
    run({ sandbox, body: { match = {}, ...bound } }): Verdict {
      const { records } = sandbox().outbox
      checkFilters(match, vendors, '/match')
      const { holds } = createBound(bound)
      const count = select(records.list(), match).length
      return { ok: holds(count), count }
    },
  }),

  waitForDeliveries: useCase<object, WaitForDeliveries>()({
    watches: 'deliveries',
    query: SandboxQuery,
    body: WaitForDeliveries,
    run({ sandbox, body, signal }): Promise<Verdict> {
      const { outbox } = sandbox()
      checkFilters(body.match ?? {}, vendors, '/match')
      return waitForDeliveries(outbox, body, signal)
    },
  }),
})

export const createDeliveryControl = (options: ControlOptions) => ({
  ...createReading(options),
  ...createCounting(options),

  redeliver: useCase()({
    query: SandboxQuery,
    run(input) {
      const { outbox } = input.sandbox()
      return toView(outbox.repeat(find(outbox, input)))
    },
  }),
})
