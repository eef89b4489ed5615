/** Faults as a test plans them, in the types of each vendor. */
import type { VendorTypes } from '../routes/vendor-types.ts'
import type { FaultRule as AnyRule, Delay, DeliveryFault, SocketFault } from '../sandbox/faults.ts'
import type { Operation, VendorId } from './vendor-names.ts'

export type { Delay, DeliveryFault, SocketFault }

/** JSON, or text as it is. */
export type AnswerBody = string | number | boolean | null | object

/** What an open answer has beside its status: headers, a body or both. */
interface Given {
  /** Any from 200 to 599. */
  status: number
  /** Its length is added; without a content-type, one that suits the body. None of the vendor's headers is there. */
  headers?: Readonly<Record<string, string | readonly string[]>>
  /** Text as it is, any other value as JSON. */
  body?: AnswerBody
}

/** What is answered in place of what the vendor would: one of its own refusals, or what somebody else may have said. */
export type FaultAnswer<Id extends VendorId = VendorId> =
  /** The vendor's own refusal with this HTTP status; `retryAfter` is the seconds that a 429 names, if it names any. */
  | {
      /** Asked too often. */
      status: 429
      /** The seconds that it names, for a vendor that names any. */
      retryAfter?: number
    }
  | {
      /** An HTTP status that the vendor refuses with. */
      status: Exclude<VendorTypes[Id]['status'], 429>
    }
  /** Whatever a gateway or a bad day gives: any status, with headers, a body, or both. */
  | (Given & ({ body: AnswerBody } | { headers: object }))
  /** The vendor's own refusal with this code in its body, for a vendor whose bodies have codes. */
  | {
      /** In the body. */
      code: VendorTypes[Id]['code']
    }
  /** The vendor's own refusal of this kind. */
  | {
      /** As a journal's entry or `/__admin/fidelity` names it. */
      kind: VendorTypes[Id]['kind']
    }
  /** The page of a proxy in front. */
  | {
      /** Its status. */
      html: 502 | 503 | 522
    }

/** At least one of a delay, an answer and a socket fault, of which the last two exclude each other; or one of deliveries. */
type Effect<Id extends VendorId> =
  | {
      /** Befalls attempts to deliver to a webhook, and no request. */
      delivery: DeliveryFault
      /** The name of an event. Default: every one. */
      event?: string
      delay?: never
      answer?: never
      socket?: never
    }
  | {
      /** Before the answer. */
      delay: Delay
      answer?: never
      socket?: never
    }
  | {
      /** Before the answer. */
      delay?: Delay
      /** In place of the vendor's. */
      answer: FaultAnswer<Id>
      socket?: never
    }
  | {
      /** Before it happens. */
      delay?: Delay
      answer?: never
      /** What happens to the connection. */
      socket: SocketFault
    }

/** Which requests meet what; `vendor` and one of `delay`, `answer`, `socket` are needed. */
export type FaultRule<Ids extends VendorId = VendorId> = {
  [Id in Ids]: {
    /** Whose requests. */
    vendor: Id
    /** Default: each that is served. */
    operation?: Operation<Id>
  } & Effect<Id> &
    Pick<AnyRule, 'match' | 'times' | 'after' | 'probability'>
}[Ids]

/** A rule as it is kept, and what has come of it. */
export type PlannedFault<Ids extends VendorId = VendorId> = FaultRule<Ids> & {
  /** `f_1`, counted up in each sandbox. */
  readonly id: string
  /** Requests that it was asked about and that fit. */
  readonly matched: number
  /** Requests that it befell. */
  readonly applied: number
}

/** The planned faults of one sandbox, in the order in which they are asked. */
export interface FaultControl<Ids extends VendorId = VendorId> {
  /** All of them, those that are used up too. */
  list(): Promise<readonly PlannedFault<Ids>[]>
  /** Plans these in place of all that there are; all of them, or none if one is refused. */
  replace(rules: readonly FaultRule<Ids>[]): Promise<readonly PlannedFault<Ids>[]>
  /** Takes back one, by its id: `f_1`. */
  delete(id: string): Promise<void>
  /** Takes back all of them. */
  clear(): Promise<void>
}
