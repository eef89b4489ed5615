/** Counts requests by what became of them, once somebody has asked for it: before, it costs one question a request. */

/** Seconds: the upper bounds of the durations that are told apart. */
export const DURATION_BOUNDS = [
  0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
] as const

const BOUNDS_MS = DURATION_BOUNDS.map((seconds) => seconds * 1000)

/** What of a request is counted. */
export interface Metered {
  readonly vendor: { readonly id: string } | undefined
  readonly operation: string | undefined
  readonly unimplemented: string | undefined
  /** The kind of refusal that it was answered with. */
  readonly refusedKind: string | undefined
  /** Milliseconds since it came. */
  elapsed(): number
}

/** The value under `key`, made when there is none. */
const valueIn = <Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value => {
  const there = map.get(key)
  if (there !== undefined) return there
  const made = make()
  map.set(key, made)
  return made
}

/** How the requests for one operation ended, and how long they took. */
export class OperationCounts {
  /** By kind of refusal, then by status; 0: the connection was cut in place of an answer. */
  readonly #endings = new Map<string | undefined, Map<number, number>>()
  /** How many took longer than the bound before and not longer than this one; last, those past all bounds. */
  readonly buckets = BOUNDS_MS.map(() => 0).concat(0)
  milliseconds = 0
  requests = 0

  add(refusal: string | undefined, status: number, ms: number): void {
    const byStatus = valueIn(this.#endings, refusal, () => new Map<number, number>())
    byStatus.set(status, (byStatus.get(status) ?? 0) + 1)
    let at = 0
    while (at < BOUNDS_MS.length && ms > (BOUNDS_MS[at] ?? 0)) at++
    this.buckets[at] = (this.buckets[at] ?? 0) + 1
    this.milliseconds += ms
    this.requests += 1
  }

  *endings(): Generator<{ refusal: string | undefined; status: number; count: number }> {
    for (const [refusal, byStatus] of this.#endings)
      for (const [status, count] of byStatus) yield { refusal, status, count }
  }
}

/** As many series as there are operations and ways to end: nothing that a client makes up is a name of one. */
export class Meter {
  /** False: nobody has asked yet. */
  isOn = false
  readonly #vendors = new Map<string, Map<string, OperationCounts>>()

  /** `status` 0: the connection was cut in place of an answer. */
  count(request: Metered, status: number): void {
    const { vendor, operation, unimplemented, refusedKind } = request
    const operations = valueIn(this.#vendors, vendor?.id ?? '', () => new Map<string, OperationCounts>())
    const counts = valueIn(operations, operation ?? unimplemented ?? '', () => new OperationCounts())
    counts.add(refusedKind, status, request.elapsed())
  }

  *operations(): Generator<{ vendor: string; operation: string; counts: OperationCounts }> {
    for (const [vendor, operations] of this.#vendors)
      for (const [operation, counts] of operations) yield { vendor, operation, counts }
  }
}
