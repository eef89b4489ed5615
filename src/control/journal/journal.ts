/** The journal of a sandbox: listed, looked up, emptied. */
import { setImmediate } from 'node:timers/promises'
import type { Journal, Slot } from '../../sandbox/journal.ts'
import { ControlError } from '../control-error.ts'
import type { Delivery } from '../deliveries/schemas.ts'
import { toView } from '../deliveries/view.ts'
import type { ControlOptions } from '../options.ts'
import { SandboxQuery } from '../queries.ts'
import { inTurns } from '../turns.ts'
import { useCase } from '../use-case.ts'
import { toEntry } from './entry.ts'
import { type Entries, type Entry, FiltersQuery } from './entry-schemas.ts'
import { checkFilters, numberIn, select } from './filters.ts'
import { requireJournal } from './require-journal.ts'
import { type Shortening, weigh, weightOf, workOfShort } from './weight.ts'

/** A refused request may be answered, and its body be here, before the body has been read. */
const bodiesAtHand = (): Promise<void> => setImmediate()

/** What somebody needs who is told of each request as it is noted. */
export interface Following {
  journal: Journal
  /** Calls `tell` with each delivery to a webhook that is made or changes, until the returned function is called. */
  followDeliveries(tell: (delivery: Delivery) => void): () => void
  /** Makes what people read from a slot. */
  show(slot: Slot): Entry
  /** True when the sandbox is no more. */
  isGone(): boolean
}

/** A request as people read it, with the credentials hidden that are registered now, or were not long ago. */
const showSlot = ({ vendors, sandboxes: { redactor } }: ControlOptions, slot: Slot): Entry =>
  toEntry(slot, { vendors, redactor })

interface Piece {
  slot: Slot
  /** Of the request, which another may have taken the slot from when its turn comes. */
  number: number
  shortening: Shortening | undefined
  work: number
}

/** Of a list that is too long, each is weighed again when its turn comes: only so far as to see that it is long. */
function* piecesOf(slots: readonly Slot[], longest: number): Generator<Piece> {
  const weighed = weigh(slots)
  const numbered = slots.map((slot) => ({ slot, number: slot.number }))
  for (const [i, { slot, number }] of numbered.entries()) {
    const shortening = 'from' in weighed ? weighed : undefined
    const weight = 'from' in weighed ? weightOf(slot, weighed.from) : (weighed[i] ?? 0)
    const cut = shortening !== undefined && weight > shortening.from ? shortening : undefined
    yield {
      slot,
      number,
      shortening: cut,
      work: cut === undefined ? weight : workOfShort(slot, cut, longest),
    }
  }
}

/** Those that are still held when it is their turn. */
const showAll = (
  { vendors, sandboxes: { redactor } }: ControlOptions,
  journal: Journal,
  slots: readonly Slot[],
): Promise<Entry[]> =>
  inTurns(
    piecesOf(slots, redactor.longest),
    ({ work }) => work,
    ({ slot, number, shortening }) =>
      journal.get(number) === slot ? toEntry(slot, { vendors, redactor, shortening }) : undefined,
  )

export const createJournalControl = (options: ControlOptions) => ({
  followRequests: useCase()({
    watches: 'journal',
    query: SandboxQuery,
    run(input): Following {
      const sandbox = input.sandbox()
      return {
        journal: requireJournal(sandbox.journal),
        followDeliveries: (tell) => sandbox.outbox.records.listen((kept) => tell(toView(kept))),
        show: (slot) => showSlot(options, slot),
        isGone: () => options.sandboxes.get(sandbox.id) !== sandbox,
      }
    },
  }),

  listRequests: useCase<FiltersQuery>()({
    watches: 'journal',
    query: FiltersQuery,
    async run({ sandbox, query: { sandbox: _, ...filters } }) {
      const { journal } = sandbox()
      checkFilters(filters, options.vendors, '?')
      await bodiesAtHand()
      const requests = await showAll(options, journal, select(journal.entries(), filters))
      return { requests, dropped: journal.dropped } satisfies Entries
    },
  }),

  getRequest: useCase()({
    watches: 'journal',
    query: SandboxQuery,
    async run({ sandbox, params: { id = '' }, at }) {
      const { journal } = sandbox()
      await bodiesAtHand()
      const slot = journal.get(numberIn(id) ?? 0)
      if (slot === undefined) throw new ControlError('absent', at, `the journal holds no request "${id}"`)
      return showSlot(options, slot)
    },
  }),

  deleteRequests: useCase()({
    query: SandboxQuery,
    run({ sandbox }) {
      sandbox().journal.clear()
    },
  }),
})
