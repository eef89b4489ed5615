/** What the store answers, read. */
import type { Reply } from './connection.ts'

/** What somebody needs who is in an older version: changes, and the whole they follow on unless it is known. */
export interface Tail {
  readonly version: number
  /** '' is how it starts. */
  readonly base: string | undefined
  readonly changes: readonly string[]
}

export type Committed =
  | { readonly kind: 'ok'; list: number; version: number; isListLong: boolean; isLong: boolean }
  | { readonly kind: 'old'; list: Tail; sandbox: Tail }
  /** The world is gone, or is another one. */
  | { readonly kind: 'lost' }

/** From the place `at` on; and the place behind it. */
const readTail = (reply: Reply, version: unknown, at: number): [tail: Tail, end: number] => {
  const base = String(reply[at])
  const from = at + 2
  const end = from + Number(reply[at + 1])
  const changes = reply.slice(from, end).map(String)
  return [{ version: Number(version), base: base === '=' ? undefined : base, changes }, end]
}

export const readCommitted = (reply: Reply): Committed => {
  const [kind, list, version] = reply
  if (kind === 'ok')
    return {
      kind,
      list: Number(list),
      version: Number(version),
      isListLong: reply[3] === 1,
      isLong: reply[4] === 1,
    }
  if (kind !== 'old') return { kind: 'lost' }
  const [ofList, end] = readTail(reply, list, 3)
  return { kind, list: ofList, sandbox: readTail(reply, version, end)[0] }
}

/** Goes through a tail: `become` with a whole, `learn` with each change, and the versions they come to. */
export const follow = (
  { version, base, changes }: Tail,
  copy: { become(base: string, version: number): void; learn(change: string, version: number): void },
): void => {
  const first = version - changes.length
  if (base !== undefined) copy.become(base, first)
  for (const [i, change] of changes.entries()) copy.learn(change, first + i + 1)
}
