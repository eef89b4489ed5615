/** What came of one case, and what it was asked with. */
import type { VerifyCase } from '../../contract/verify-case.ts'
import type { Difference } from './difference.ts'
import type { Answer, Question, Send } from './exchange.ts'
import type { LimitMeans, Probed } from './limits.ts'
import type { ShapeJudge } from './shape.ts'
import type { Outcome } from './strictness.ts'

export interface Means extends LimitMeans {
  send: Send
  judgeShape: ShapeJudge
  onProgress(done: number, total: number, name: string): void
  /** As `send`, of one case: may be more patient. */
  ask?: Send
  /** Told of each answer by the name of its case, and of what the limit came to; absent: nobody asks. */
  hear?(name: string, answer: Answer): void
  hearLimit?(probed: Probed): void
  /** Asked when the limit has been used up; absent: nothing is. */
  spent?: readonly Question[]
}

export interface Result {
  /** Its name, and what it is about. */
  case: Pick<VerifyCase, 'case' | 'row' | 'provenance'>
  /** `GET /members/x`, below the target. */
  request: string
  outcome: Outcome
  differences: readonly Difference[]
  /** Why it was skipped. */
  reason?: string
}

/** What no answer comes to. */
export const unanswered = ({ provenance, row }: Result['case'], found: string): Difference => ({
  where: 'status',
  expected: String(row.status),
  found,
  provenance,
})
