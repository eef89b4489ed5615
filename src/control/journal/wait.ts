/** Waits for the journal to hold enough requests: no polling, and nothing left behind. */
import type { Journal } from '../../sandbox/journal.ts'
import type { Filters } from './entry-schemas.ts'
import { select } from './filters.ts'
import type { Verdict } from './schemas.ts'

export interface Wanted {
  match: Filters
  count: number
  timeoutMs: number
}

/** Resolves when as many are there, at the timeout, or when `signal` aborts. */
export const waitFor = (journal: Journal, wanted: Wanted, signal?: AbortSignal): Promise<Verdict> =>
  new Promise((resolve) => {
    const verdict = (): Verdict => {
      const count = select(journal.entries(), wanted.match).length
      return { ok: count >= wanted.count, count }
    }
    const first = verdict()
    if (first.ok || signal?.aborted) return resolve(first)

    const end = (): void => {
      clearTimeout(timer)
      stopListening()
      signal?.removeEventListener('abort', end)
      resolve(verdict())
    }
    const timer = setTimeout(end, wanted.timeoutMs)
    const stopListening = journal.listen((slot) => {
      if (select([slot], wanted.match).length === 1 && verdict().ok) end()
    })
    signal?.addEventListener('abort', end)
  })
