/** Refuses what asks for a journal where none is kept. */
import type { Journal } from '../../sandbox/journal.ts'
import { ControlError } from '../control-error.ts'

/** Nothing is ever noted then, and an answer would look like one about requests. */
export const requireJournal = (journal: Journal): Journal => {
  if (journal.size > 0) return journal
  throw new ControlError(
    'conflict',
    '',
    'the journal is off: membermock was started with a journal size of 0',
  )
}
