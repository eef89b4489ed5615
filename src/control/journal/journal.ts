/** The journal of a sandbox: listed, looked up, emptied. */
import { setImmediate } from 'node:timers/promises'
import type { Journal, Slot } from '../../sandbox/journal.ts'
import { ControlError } from '../control-error.ts'
import type { Delivery } from '../deliveries/schemas.ts'
import { toView } from '../deliveries/view.ts'
import type { ControlOptions } from '../options.ts'
import { SandboxQuery } from '../queries.ts'
import { useCase } from '../use-case.ts'
import { toEntry } from './entry.ts'
import { type Entries, type Entry, FiltersQuery } from './entry-schemas.ts'
import { checkFilters, numberIn, select } from './filters.ts'
import { requireJournal } from './require-journal.ts'

/** A refused request may be answered, and its body be here, before the body has been read. */
const bodiesAtHand = (): Promise<void> => setImmediate()

/** What somebody needs who is told of each request as it is noted. */
export interface Following {
  journal: Journal
  /** Calls `tell` with each delivery to a webhook that is made or changes, until the returned function is called. */
  followDeliveries(tell: (delivery: Delivery) => void): () => void
  /** Makes what people read from slots. */
  show(slots: readonly Slot[]): readonly Entry[]
  /** True when the sandbox is no more. */
  isGone(): boolean
}

/** Requests as people read them, with the credentials hidden that are registered now. */
const showSlots = ({ vendors, sandboxes }: ControlOptions, slots: readonly Slot[]): readonly Entry[] => {
  const { redactor } = sandboxes
  return slots.map((slot) => toEntry(slot, { vendors, redactor }))
}

export const createJournalControl = (options: ControlOptions) => ({
  followRequests: useCase()({
    query: SandboxQuery,
    run(input): Following {
      const sandbox = input.sandbox()
      return {
        journal: requireJournal(sandbox.journal),
        followDeliveries: (tell) => sandbox.outbox.records.listen((kept) => tell(toView(kept))),
        show: (slots) => showSlots(options, slots),
        isGone: () => options.sandboxes.get(sandbox.id) !== sandbox,
      }
    },
  }),

  listRequests: useCase<FiltersQuery>()({
    query: FiltersQuery,
    async run({ sandbox, query: { sandbox: _, ...filters } }) {
      const { journal } = sandbox()
      checkFilters(filters, options.vendors, '?')
      await bodiesAtHand()
      const requests = [...showSlots(options, select(journal.entries(), filters))]
      return { requests, dropped: journal.dropped } satisfies Entries
    },
  }),

  getRequest: useCase()({
    query: SandboxQuery,
    async run({ sandbox, params: { id = '' }, at }) {
      const { journal } = sandbox()
      await bodiesAtHand()
      const slot = journal.get(numberIn(id) ?? 0)
      const [entry] = slot === undefined ? [] : showSlots(options, [slot])
      if (entry === undefined) throw new ControlError('absent', at, `the journal holds no request "${id}"`)
      return entry
    },
  }),

  deleteRequests: useCase()({
    query: SandboxQuery,
    run({ sandbox }) {
      sandbox().journal.clear()
    },
  }),
})
