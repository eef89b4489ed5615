/** Tries to bring a delivery to its endpoint, as a planned fault lets it. */
import { machineTime } from './clock.ts'
import {
  type Attempt,
  type Carrier,
  type Delivery,
  isSuccess,
  type Outcome,
  type Parcel,
  type Unsent,
} from './delivery.ts'
import type { PlannedFault } from './faults.ts'
import type { Attempted, Correspondence, Endpoint } from './letters.ts'
import type { Random } from './random.ts'

export interface Trial {
  readonly delivery: Delivery
  readonly endpoint: Endpoint
  readonly letters: Correspondence
  readonly carrier: Carrier
  /** Milliseconds since the epoch, on the sandbox's clock. */
  readonly time: number
  /** Of this attempt alone. */
  readonly random: Random
  readonly fault: PlannedFault | undefined
}

/** Older than any receiver that looks at the time will take. */
const STALE_SECONDS = 3600

const parcelOf = ({ delivery, endpoint, letters, random, fault }: Trial): Parcel => {
  const what = fault?.rule.delivery
  // What receivers compare it with is their own clock, not that of the sandbox.
  const now = Math.floor(machineTime() / 1000)
  const seconds = what === 'staleTimestamp' ? now - STALE_SECONDS : now
  const secret = what === 'badSignature' ? `${endpoint.secret}0` : endpoint.secret
  return {
    url: endpoint.url,
    headers: letters.headers({ letter: delivery, secret, seconds, random }),
    body: delivery.body,
    timeoutMs: letters.timeoutMs,
  }
}

const LOST: Outcome = { failure: 'lost', ms: 0 }

/** What has been tried, or why nothing was. */
export const tryDelivery = async (trial: Trial): Promise<readonly Attempt[] | Unsent> => {
  const { carrier, time, fault } = trial
  const what = fault?.rule.delivery
  const parcel = parcelOf(trial)
  const attempts: Attempt[] = []
  for (let nth = 0; nth < (what === 'twice' ? 2 : 1); nth++) {
    const outcome = what === 'lost' ? LOST : await carrier.send(parcel)
    if ('unsent' in outcome) return attempts.length > 0 ? attempts : outcome.unsent
    const { ms } = outcome
    const answer =
      'failure' in outcome
        ? { status: null, reason: outcome.failure, body: '' }
        : { status: outcome.status, reason: null, body: outcome.body }
    attempts.push({ time, headers: parcel.headers, ...answer, ms, fault: fault?.id ?? null })
  }
  return attempts
}

/** What a delivery is like when it has been tried, and what a vendor that keeps account is told. */
export const afterAttempts = (
  before: Delivery,
  tried: readonly Attempt[],
  { retries }: Correspondence,
): { delivery: Delivery; attempted: Attempted } => {
  const attempts = [...before.attempts, ...tried]
  const { isRetried, endpoint } = before
  const isDone = tried.some(({ status }) => isSuccess(status))
  const gap = isDone || !isRetried ? undefined : retries[attempts.length - 1]
  const due = gap === undefined ? null : (attempts[0]?.time ?? 0) + gap
  const state = isDone ? 'delivered' : due === null ? 'failed' : 'due'
  const time = tried[0]?.time ?? 0
  const isFirst = before.attempts.length === 0
  return {
    delivery: { ...before, attempts, due, state },
    attempted: { endpoint, time, isSuccess: isDone, isFirst, isLast: due === null },
  }
}
