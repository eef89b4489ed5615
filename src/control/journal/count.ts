/** How many requests there are, and whether these are as many as there should be. */
import { createBound } from '../bounds.ts'
import type { ControlOptions } from '../options.ts'
import { SandboxQuery } from '../queries.ts'
import { useCase } from '../use-case.ts'
import type { Filters } from './entry-schemas.ts'
import { checkFilters, select } from './filters.ts'
import { nearestTo, sayNearest } from './nearest.ts'
import { requireJournal } from './require-journal.ts'
import { type Count, CountBody, type Verdict, VerifyBody, WaitBody } from './schemas.ts'
import { waitFor } from './wait.ts'

const DEFAULT_WAIT: Required<WaitBody> = { match: {} satisfies Filters, count: 1, timeoutMs: 5000 }

export const createCountControl = ({ vendors, sandboxes }: ControlOptions) => ({
  countRequests: useCase<object, CountBody>()({
    watches: 'journal',
    query: SandboxQuery,
    body: CountBody,
    run({ sandbox, body: { match = {} } }): Count {
      const journal = requireJournal(sandbox().journal)
      checkFilters(match, vendors, '/match')
      return { count: select(journal.entries(), match).length }
    },
  }),

  verifyRequests: useCase<object, VerifyBody>()({
    watches: 'journal',
    query: SandboxQuery,
    body: VerifyBody,
    run({ sandbox, body: { match = {}, ...bound } }): Verdict {
      const journal = requireJournal(sandbox().journal)
      checkFilters(match, vendors, '/match')
      const { words, holds } = createBound(bound)
      const count = select(journal.entries(), match).length
      if (holds(count)) return { ok: true, count }
      const nearest = nearestTo(journal.entries(), match, sandboxes.redactor)
      return { ok: false, count, message: sayNearest(count, words, match, nearest), nearest }
    },
  }),

  waitForRequests: useCase<object, WaitBody>()({
    watches: 'journal',
    query: SandboxQuery,
    body: WaitBody,
    run({ sandbox, body, signal }) {
      const journal = requireJournal(sandbox().journal)
      const wanted = { ...DEFAULT_WAIT, ...body }
      checkFilters(wanted.match, vendors, '/match')
      return waitFor(journal, wanted, signal)
    },
  }),
})
