/** Planned faults of a sandbox: which request meets one, and how often; what it does to it is not known here. */
import type { Random } from './random.ts'

/** Milliseconds: as many, or evenly drawn from a range, its ends included. */
export type Delay =
  | number
  | {
      /** From the first to the last. */
      uniform: readonly [low: number, high: number]
    }

/** An answer as it is, whoever may have given it: a gateway, a firewall, the vendor on a bad day. */
export interface GivenAnswer {
  status: number
  headers?: Readonly<Record<string, string | readonly string[]>>
  /** Text as it is; any other value as JSON. */
  body?: unknown
}

export type FaultAnswer =
  /** The vendor's own; with headers or a body, a GivenAnswer. */
  (GivenAnswer & { retryAfter?: number }) | { code: number } | { kind: string } | { html: 502 | 503 | 522 }

/** What happens to the connection in place of an answer, or to the answer on its way. */
export type SocketFault =
  | 'reset'
  | 'close'
  | 'hang'
  | 'malformed'
  | {
      /** Closes after so many bytes of the body. */
      truncate: number
    }
  | {
      /** Spreads the body over so many milliseconds. */
      dribble: number
    }

/** What may befall an attempt to deliver an event. */
export type DeliveryFault =
  /** It never arrives, and counts as failed. */
  | 'lost'
  | 'twice'
  /** The next one for the same endpoint goes first. */
  | 'outOfOrder'
  | 'badSignature'
  | 'staleTimestamp'
  | {
      /** Milliseconds on the sandbox's clock. */
      late: number
    }

export interface FaultRule {
  vendor: string
  /** Befalls deliveries, and no request. */
  delivery?: DeliveryFault
  /** Of deliveries: the name of an event. */
  event?: string
  operation?: string
  /** Only requests with all of these. */
  match?: {
    /** The credential. */
    key?: string
    /** The id of the member, as in the path. */
    member?: string
    /** With these values; names in any case. */
    headers?: Readonly<Record<string, string>>
  }
  /** How many matching requests it applies to; null is all. Default 1. */
  times?: number | null
  /** How many matching requests go by before. Default 0. */
  after?: number
  /** From 0 to 1; drawn from the sandbox's seed. Default 1. */
  probability?: number
  /** Milliseconds before the answer. */
  delay?: Delay
  answer?: FaultAnswer
  socket?: SocketFault
}

export interface PlannedFault {
  readonly id: string
  readonly rule: FaultRule
  /** Requests that it was asked about and that fit. */
  matched: number
  /** Requests that it befell. */
  applied: number
}

/** All that is planned, and how many ever were. */
export interface FaultsState {
  readonly made: number
  readonly planned: readonly PlannedFault[]
}

/** What of a request a rule can ask for. */
export interface Call {
  vendor: string
  operation: string
  key: string | undefined
  member: string | undefined
  headers: Readonly<Record<string, string | string[] | undefined>>
}

const fits = ({ vendor, operation, match = {} }: FaultRule, call: Call): boolean =>
  vendor === call.vendor &&
  (operation === undefined || operation === call.operation) &&
  (match.key === undefined || match.key === call.key) &&
  (match.member === undefined || match.member === call.member) &&
  Object.entries(match.headers ?? {}).every(([name, value]) => call.headers[name.toLowerCase()] === value)

/** What of a delivery a rule can ask for. */
export interface Delivering {
  vendor: string
  event: string
  member: string | null
}

const fitsDelivery = ({ vendor, event, match = {} }: FaultRule, delivering: Delivering): boolean =>
  vendor === delivering.vendor &&
  (event === undefined || event === delivering.event) &&
  (match.member === undefined || match.member === delivering.member)

export class Faults {
  #planned: PlannedFault[] = []
  #made = 0

  get isEmpty(): boolean {
    return this.#planned.length === 0
  }

  list(): readonly PlannedFault[] {
    return this.#planned
  }

  add(rule: FaultRule): PlannedFault {
    this.#made += 1
    const planned = { id: `f_${this.#made}`, rule, matched: 0, applied: 0 }
    this.#planned.push(planned)
    return planned
  }

  /** False when there is none of that id. */
  delete(id: string): boolean {
    const before = this.#planned.length
    this.#planned = this.#planned.filter((planned) => planned.id !== id)
    return this.#planned.length < before
  }

  clear(): void {
    this.#planned = []
  }

  get state(): FaultsState {
    return { made: this.#made, planned: this.#planned.map((planned) => ({ ...planned })) }
  }

  set state({ made, planned }: FaultsState) {
    this.#made = made
    this.#planned = planned.map((one) => ({ ...one }))
  }

  reset(): void {
    this.clear()
    this.#made = 0
  }

  /** The first planned fault that befalls `call`, counted; those that are used up match nothing. */
  befall(call: Call, random: Random): PlannedFault | undefined {
    return this.#strike(random, (rule) => rule.delivery === undefined && fits(rule, call))
  }

  /** As `befall`, of those for deliveries. */
  befallDelivery(delivering: Delivering, random: Random): PlannedFault | undefined {
    return this.#strike(random, (rule) => rule.delivery !== undefined && fitsDelivery(rule, delivering))
  }

  #strike(random: Random, isMeant: (rule: FaultRule) => boolean): PlannedFault | undefined {
    return this.#planned.find((planned) => {
      const { times = 1, after = 0, probability = 1 } = planned.rule
      if ((times !== null && planned.applied >= times) || !isMeant(planned.rule)) return false
      planned.matched += 1
      if (planned.matched <= after) return false
      if (probability < 1 && random.fraction() >= probability) return false
      planned.applied += 1
      return true
    })
  }
}
