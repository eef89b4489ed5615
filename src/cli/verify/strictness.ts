/** Which differences count: from which provenance on, and which never do. */
import type { Provenance } from '../../exchange/format.ts'
import type { Difference } from './difference.ts'

/** The surest first. */
export const STRICTNESSES = [
  'documented',
  'source',
  'observed',
  'assumed',
] as const satisfies readonly Provenance['how'][]

export type Strictness = (typeof STRICTNESSES)[number]

export type Outcome = 'same' | 'warns' | 'differs' | 'skipped'

const isCounted = ({ provenance, isMinor }: Difference, from: Strictness): boolean =>
  !isMinor && STRICTNESSES.indexOf(provenance.how) <= STRICTNESSES.indexOf(from)

/** `from` is how a difference has to be known at the least. */
export const outcomeOf = (differences: readonly Difference[], from: Strictness): Outcome => {
  if (differences.length === 0) return 'same'
  return differences.some((one) => isCounted(one, from)) ? 'differs' : 'warns'
}
