/** Requests that a client may send again: the second is given the answer of the first, and changes nothing. */
import { createHash } from 'node:crypto'
import type { FromSchema } from 'json-schema-to-ts'
import type { Table } from '../sandbox/table.ts'
import type { TableModel } from '../sandbox/table-model.ts'
import type { Answer } from './answer.ts'
import type { Call, Check, KeptAs } from './call.ts'
import type { ApiError } from './refusal.ts'

/** An answer that was given under a key. */
export const ReplayRow = {
  type: 'object',
  properties: {
    id: { type: 'string', description: 'Of the caller and the key.' },
    request: { type: 'string', description: 'What the request was, so that another is told from the same.' },
    at: { type: 'integer', description: 'Milliseconds since the epoch on the sandbox’s clock.' },
    status: { type: 'integer' },
    text: { type: ['string', 'null'] },
    headers: { type: 'object', additionalProperties: { type: 'string' } },
  },
  required: ['id', 'request', 'at', 'status', 'text', 'headers'],
  additionalProperties: false,
} as const
export type ReplayRow = FromSchema<typeof ReplayRow>

/** For the model of a vendor: a table, so that a reset forgets it and a snapshot holds it. */
export const replays: TableModel<ReplayRow> = {
  key: ({ id }) => id,
  time: ({ at }) => at,
  row: ReplayRow,
}

/** What is kept at the most: the oldest goes first. */
export const MOST_REPLAYS = 1000
export const MOST_REPLAY_BYTES = 8 * 1024 * 1024

export interface IdempotencyRule {
  /** The header with the client's key, in lower case. */
  readonly header: string
  readonly mostBytes: number
  /** For how long an answer is kept, in milliseconds. */
  readonly keptMs: number
  /** The header of an answer that is given again. */
  readonly mark: Readonly<Record<string, string>>
  table(call: Call): Table<ReplayRow>
  /** What makes a request another one, beside its method, target and body. */
  also(call: Call): string
  tooLong(): ApiError
  /** The key was used for another request. */
  reused(): ApiError
  /** The first request with the key has no answer yet. */
  inProgress(): ApiError
}

export interface Idempotency {
  /** Its place among a vendor's checks is behind that of the credential: a key belongs to its caller. */
  readonly check: Check
  /** True for a request whose answer will be kept, so that its body has to be known. */
  appliesTo(call: Pick<Call, 'method' | 'headers'>): boolean
  /** The request is asked anew: the check has not let it through. */
  forget(call: Pick<Call, 'store' | 'keptAs'>): void
  /** Keeps the answer of a request that the check has let through, unless it is one to try again. */
  keep(call: Call, answer: Answer): void
}

const digest = (...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${part.length}:`).update(part)
  return hash.digest('base64url')
}

const sizeOf = ({ text }: Pick<ReplayRow, 'text'>): number => text?.length ?? 0

/** Forgets what is too old, and the oldest as long as there is too much. */
const makeRoom = (table: Table<ReplayRow>, bytes: number, eldest: number): void => {
  const rows = [...table.rows('', 'asc')]
  let count = rows.length
  let total = rows.reduce((sum, row) => sum + sizeOf(row), bytes)
  for (const row of rows) {
    if (row.at > eldest && count < MOST_REPLAYS && total <= MOST_REPLAY_BYTES) return
    table.delete(row.id)
    count -= 1
    total -= sizeOf(row)
  }
}

export const createIdempotency = (rule: IdempotencyRule): Idempotency => {
  /** Of each sandbox, what has no answer yet: of nobody's interest once it has, or the sandbox is gone. */
  const unanswered = new WeakMap<Call['store'], Set<string>>()
  const unansweredIn = ({ store }: Call): Set<string> => {
    const known = unanswered.get(store) ?? new Set()
    unanswered.set(store, known)
    return known
  }
  const keyOf = ({ headers }: Pick<Call, 'headers'>): string => headers[rule.header]?.toString() ?? ''
  const appliesTo: Idempotency['appliesTo'] = (call) => call.method === 'POST' && keyOf(call) !== ''
  const keptAs = (call: Call): KeptAs => ({
    id: digest(call.credential ?? '', keyOf(call)),
    request: digest(call.method, call.target, rule.also(call), call.bytes ?? ''),
  })

  return {
    appliesTo,
    check: {
      name: 'idempotency',
      run(call) {
        if (!appliesTo(call)) return
        if (keyOf(call).length > rule.mostBytes) throw rule.tooLong()
        const { id, request } = keptAs(call)
        const row = rule.table(call).get(id)
        const isKept = row !== undefined && call.sandbox.clock.now() - row.at < rule.keptMs
        if (unansweredIn(call).has(id)) throw rule.inProgress()
        if (!isKept) {
          call.keptAs = { id, request }
          unansweredIn(call).add(id)
        } else if (row.request !== request) throw rule.reused()
        else {
          const { status, text, headers } = row
          call.answerWith({ status, text: text ?? undefined, headers: { ...headers, ...rule.mark } })
        }
      },
    },
    forget({ store, keptAs: as }) {
      if (as !== undefined) unanswered.get(store)?.delete(as.id)
    },
    keep(call, { status, text = null, headers = {} }) {
      if (call.keptAs === undefined) return
      unansweredIn(call).delete(call.keptAs.id)
      if (status >= 500 || status === 429) return
      const at = call.sandbox.clock.now()
      const row = { ...call.keptAs, at, status, text, headers }
      call.store.db.run(() => {
        const table = rule.table(call)
        makeRoom(table, sizeOf(row), at - rule.keptMs)
        if (sizeOf(row) <= MOST_REPLAY_BYTES) table.put(row)
      })
    },
  }
}
