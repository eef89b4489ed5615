/** Brings an event about: not with a made-up body, but by the change that the vendor tells of. */

import type { Vendor } from '../../contract/vendor.ts'
import type { Happening } from '../../sandbox/happening.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { ControlError } from '../control-error.ts'
import { idOf } from '../deliveries/view.ts'
import type { ControlOptions } from '../options.ts'
import { NO_QUERY, SandboxQuery } from '../queries.ts'
import { change } from '../records/collections.ts'
import { useCase } from '../use-case.ts'
import { TriggerBody, type Triggered, type Triggers } from './schemas.ts'

const triggersOf = (vendors: readonly Vendor[]): Triggers['triggers'] =>
  vendors.flatMap(({ id, webhooks }) =>
    Object.keys(webhooks?.events ?? {}).map((event) => ({ vendor: id, event })),
  )

/** Whose event it is, and what brings it about; throws when it is nobody's, or several vendors'. */
const findTrigger = (
  vendors: readonly Vendor[],
  { vendor, event }: TriggerBody,
): { id: string; happening: Happening } => {
  const all = triggersOf(vendors)
  const ids = [...new Set(all.map((one) => one.vendor))]
  if (vendor !== undefined && !ids.includes(vendor))
    throw new ControlError('refused', '/vendor', `no vendor "${vendor}" here has events`, ids)
  const own = all.filter((one) => vendor === undefined || one.vendor === vendor)
  const found = own.filter((one) => one.event === event)
  if (found.length > 1) {
    const accepted = found.map((one) => one.vendor)
    throw new ControlError('refused', '/vendor', `several vendors have the event "${event}"`, accepted)
  }
  const [id = ''] = found.map((one) => one.vendor)
  const happening = vendors.find((one) => one.id === id)?.webhooks?.events[event]
  if (happening === undefined) {
    const names = [...new Set(own.map((one) => one.event))]
    throw new ControlError('refused', '/event', `there is no event "${event}"`, names)
  }
  return { id, happening }
}

/** Whole or not at all; gives the id of the member that it happened to. Throws a ControlError where it cannot. */
export const happen = (
  sandbox: Sandbox,
  vendorId: string,
  happening: Happening,
  { member, place }: Pick<TriggerBody, 'member' | 'place'>,
): string | null => {
  let happened: string | null = null
  change(sandbox, vendorId, '', (db) => {
    happened = happening({ db, now: sandbox.clock.now(), random: sandbox.random, member, place })
  })
  return happened
}

export const createTriggerControl = ({ vendors }: ControlOptions) => ({
  listTriggers: useCase()({
    query: NO_QUERY,
    run(): Triggers {
      return { triggers: triggersOf(vendors) }
    },
  }),

  triggerEvent: useCase<object, TriggerBody>()({
    query: SandboxQuery,
    body: TriggerBody,
    run({ sandbox: find, body }): Triggered {
      const sandbox = find()
      const { outbox } = sandbox
      const { id, happening } = findTrigger(vendors, body)
      const before = outbox.made
      const member = happen(sandbox, id, happening, body)
      const deliveries = Array.from({ length: outbox.made - before }, (_, i) => idOf(before + i + 1))
      return { vendor: id, event: body.event, member, deliveries }
    },
  }),
})
