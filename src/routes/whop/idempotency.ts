/** Whop's Idempotency-Key: for a day, the same POST of the same caller is answered as it was the first time. */
import { createIdempotency } from '../../contract/idempotency.ts'
import { ApiError } from '../../contract/refusal.ts'
import { DAY } from '../../sandbox/timeline.ts'
import { dbOf } from './model.ts'
import { invalidParameter } from './query.ts'
import { versionOf } from './versions.ts'

export const idempotency = createIdempotency({
  header: 'idempotency-key',
  mostBytes: 255,
  keptMs: DAY,
  mark: { 'idempotent-replayed': 'true' },
  table: (call) => dbOf(call).replays,
  also: (call) => versionOf(call) ?? '',
  tooLong: () => invalidParameter('Idempotency-Key'),
  reused: () => new ApiError('idempotencyKeyReused'),
  inProgress: () => new ApiError('idempotencyInProgress'),
})
