/** Waits for deliveries: for enough that match, or until nothing is due by now. No polling, and nothing left behind. */
import type { Outbox } from '../../sandbox/outbox.ts'
import type { Verdict } from '../journal/schemas.ts'
import type { WaitForDeliveries } from './schemas.ts'
import { select } from './select.ts'

const DEFAULT_TIMEOUT_MS = 5000

/** Calls `then` whenever it may have come true. */
type Listen = (then: () => void) => () => void

const until = (
  listen: Listen,
  verdict: () => Verdict,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<Verdict> =>
  new Promise((resolve) => {
    const first = verdict()
    if (first.ok || signal?.aborted) return resolve(first)
    const end = (): void => {
      clearTimeout(timer)
      stop()
      signal?.removeEventListener('abort', end)
      resolve(verdict())
    }
    const timer = setTimeout(end, timeoutMs)
    const stop = listen(() => {
      if (verdict().ok) end()
    })
    signal?.addEventListener('abort', end)
  })

/** Of a wait until nothing is due, the count is of those that are. */
export const waitForDeliveries = (
  outbox: Outbox,
  { match, count, timeoutMs = DEFAULT_TIMEOUT_MS }: WaitForDeliveries,
  signal?: AbortSignal,
): Promise<Verdict> => {
  const { records } = outbox
  if (match === undefined && count === undefined) {
    const verdict = (): Verdict => ({ ok: outbox.isIdle, count: records.dueCount })
    return until((then) => outbox.whenIdle(then), verdict, timeoutMs, signal)
  }
  const wanted = count ?? 1
  const verdict = (): Verdict => {
    const found = select(records.list(), match ?? {}).length
    return { ok: found >= wanted, count: found }
  }
  return until((then) => records.listen(then), verdict, timeoutMs, signal)
}
