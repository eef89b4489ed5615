/** How a vendor's recorded answers become entries of a config file. */
import { isRecord } from './json.ts'
import type { Entry } from './record-kind.ts'

/** A request that was answered well. */
export interface RecordedCall {
  /** The id of one of the vendor's operations. */
  readonly operation: string
  /** Of the path, decoded. */
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** Of the answer, parsed; undefined for one without. */
  readonly body: unknown
  /** What the vendor sees as the credential. */
  readonly token: string | undefined
}

/** Gives the lists of the vendor's section by name; what nothing was heard of is left out. */
export type Importer = (calls: readonly RecordedCall[]) => Readonly<Record<string, readonly Entry[]>>

/** What is told later wins, but for null: a key that may see less tells less. */
const merge = (known: Record<string, unknown>, more: Entry): Record<string, unknown> => {
  for (const [name, value] of Object.entries(more)) {
    const before = known[name]
    if (isRecord(before) && isRecord(value)) known[name] = merge({ ...before }, value)
    else if (value !== null || before === undefined) known[name] = value
  }
  return known
}

/** Entries by what tells them apart: what is heard later of one is added to it. */
export class Gathered {
  readonly #entries = new Map<string, Record<string, unknown>>()

  add(key: string, entry: Entry): void {
    this.#entries.set(key, merge(this.#entries.get(key) ?? {}, entry))
  }

  get(key: string): Readonly<Record<string, unknown>> | undefined {
    return this.#entries.get(key)
  }

  get all(): readonly Entry[] {
    return [...this.#entries.values()]
  }
}

/** Of `given`, what a schema has. */
export const ofSchema = (
  { properties }: { readonly properties: object },
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> =>
  Object.fromEntries(Object.entries(given).filter(([name]) => Object.hasOwn(properties, name)))
