/** Makes what people read from a delivery as it is kept; ids that they know it by. */
import type { Delivery as Kept } from '../../sandbox/delivery.ts'
import type { Delivery } from './schemas.ts'

const ID = /^d_(\d{1,15})$/

export const idOf = (number: number): string => `d_${number}`

/** The number in `d_12`; `undefined` for what is no id. */
export const numberIn = (id: string): number | undefined => {
  const [, digits] = ID.exec(id) ?? []
  return digits === undefined ? undefined : Number(digits)
}

const inIso = (time: number): string => new Date(time).toISOString()

/** What is not sent says why. */
export const stateOf = ({ state, reason }: Kept): Delivery['state'] =>
  state === 'notSent' ? (`not sent: ${reason}` as Delivery['state']) : state // those reasons that there are

export const toView = (kept: Kept): Delivery => ({
  id: idOf(kept.number),
  direction: 'out',
  time: inIso(kept.time),
  vendor: kept.vendor,
  event: kept.event,
  eventId: kept.eventId,
  member: kept.member,
  url: kept.url,
  body: kept.body,
  state: stateOf(kept),
  due: kept.due === null ? null : inIso(kept.due),
  repeats: kept.repeats === null ? null : idOf(kept.repeats),
  attempts: kept.attempts.map(({ time, ms, ...attempt }) => ({
    time: inIso(time),
    headers: { ...attempt.headers },
    status: attempt.status,
    reason: attempt.reason,
    body: attempt.body,
    fault: attempt.fault,
    durationMs: ms,
  })),
})
