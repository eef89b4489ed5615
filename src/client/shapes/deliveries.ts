/** Deliveries to webhooks. Made from its schemas by `npm run generate`. */

/** One event on its way to one webhook, with all attempts so far. */
export type Delivery = {
  /** Counted up in each sandbox. */
  id: string
  /** Requests of clients come in. */
  direction: 'out'
  /** When it came about, on the sandbox's clock. */
  time: string
  /** Whose event. */
  vendor: string
  /** Its name, as the vendor writes it. */
  event: string
  /** The same in every attempt. */
  eventId: string
  /** The id of the member that it is about. */
  member: string | null
  /** Where it goes. */
  url: string
  /** As it is sent, to the letter. */
  body: string
  /** Whether more attempts are to come, or how the last one ended. */
  state: 'due' | 'delivered' | 'failed' | 'not sent: host' | 'not sent: endpoint' | 'not sent: full'
  /** When the next attempt is due. */
  due: string | null
  /** The id of the delivery that it repeats. */
  repeats: string | null
  /** In their order. */
  attempts: DeliveryAttempt[]
}

type DeliveryAttempt = {
  /** On the sandbox's clock. */
  time: string
  /** As they were sent. */
  headers: { [name: string]: string }
  /** Null when there was no answer. */
  status: number | null
  /** Why there was none: timeout, lost, or an error’s code. */
  reason: string | null
  /** What was answered, its first 16 KiB. */
  body: string
  /** The id of the fault that befell it. */
  fault: string | null
  /** In milliseconds of the machine. */
  durationMs: number
}

/** Which deliveries; all of what is given has to hold. */
export type DeliveryFilters = {
  /** The id of a served vendor that has webhooks. */
  vendor?: string
  /** The name of an event, as the vendor writes it. */
  event?: string
  /** The id of the member that it is about. */
  member?: string
  /** Where it went; with * at its end, how that begins. */
  url?: string
  /** Whether more attempts are to come, or how the last one ended. */
  state?: 'due' | 'delivered' | 'failed' | 'not sent: host' | 'not sent: endpoint' | 'not sent: full' | 'not sent'
  /** A date and time, itself included, or the id of a delivery, itself excluded. */
  since?: string
  /** As many of the newest. */
  limit?: number
}

/** What came of a trigger. */
export type Triggered = {
  /** Whose event. */
  vendor: string
  /** Its name, as the vendor writes it. */
  event: string
  /** The id of the member that it happened to. */
  member: string | null
  /** Ids of the deliveries that came of it; none where no webhook asks for them. */
  deliveries: string[]
}

export type Triggers = {
  /** Every event that can be brought about. */
  triggers: ({
    /** Whose event. */
    vendor: string
    /** Its name, as the vendor writes it. */
    event: string
  })[]
}
