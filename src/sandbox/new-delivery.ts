/** A delivery as it is when it has been made, and nothing has been tried. */
import type { Delivery } from './delivery.ts'
import type { Letter } from './letters.ts'

export interface NewDelivery {
  readonly number: number
  readonly vendor: string
  readonly letter: Letter
  readonly url: string
  /** When it came about, and is due. */
  readonly time: number
  /** False: one attempt is all. Default true. */
  readonly isRetried?: boolean
  /** The number of the one that it repeats. */
  readonly repeats?: number
}

export const newDelivery = ({ letter, isRetried = true, repeats, ...made }: NewDelivery): Delivery => ({
  ...made,
  endpoint: letter.endpoint,
  event: letter.event,
  eventId: letter.eventId,
  member: letter.member,
  body: letter.body,
  state: 'due',
  reason: null,
  due: made.time,
  isRetried,
  repeats: repeats ?? null,
  held: null,
  attempts: [],
})

/** What deliveries to one endpoint stand in, one after another. */
export const lineOf = ({ vendor, endpoint }: Pick<Delivery, 'vendor' | 'endpoint'>): string =>
  `${vendor} ${endpoint}`
