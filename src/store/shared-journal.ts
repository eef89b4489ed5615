/** The journal of a sandbox that several processes share: what it notes goes to the store, and comes from there when somebody reads. */
import { CapturedBody } from '../sandbox/captured-body.ts'
import { Journal, type Slot } from '../sandbox/journal.ts'

/** A slot as JSON: bodies as texts, and whether they were captured. */
type Noted = Omit<Slot, 'number' | 'heldBytes' | 'requestBody' | 'responseBody'> & {
  requestBody?: string | undefined
  responseBody?: string | undefined
  /** The body of the answer was captured: it may be only its beginning. */
  isCaptured?: boolean
}

/** What the store has of a journal that is not known here. */
export interface News {
  /** How often the journal has begun anew. */
  readonly beginning: number
  readonly behind: number
  readonly cleared: number
  /** Those up to this number are held no more. */
  readonly gone: number
  readonly entries: readonly string[]
}

export type JournalOp = 'clear' | 'reset'

const written = ({ number: _, heldBytes: __, requestBody, responseBody, ...rest }: Slot): string => {
  const isCaptured = responseBody instanceof CapturedBody
  const noted: Noted = {
    ...rest,
    requestBody: requestBody?.text,
    responseBody: isCaptured ? responseBody.text : responseBody,
    ...(isCaptured && { isCaptured }),
  }
  return JSON.stringify(noted)
}

const captured = (text: string): CapturedBody => CapturedBody.of(Buffer.from(text))

/** Entries to be added, and what is to be done to the journal before. */
export interface JournalWork {
  readonly op: JournalOp | undefined
  readonly entries: readonly string[]
}

export interface Keeper {
  /** Is given an entry that is noted outside a unit of work. */
  note(entry: string): void
  /** Somebody listens, until the returned function is called. */
  listen(): () => void
}

export class SharedJournal extends Journal {
  /** What is done to it by whoever makes others' changes is known already. */
  isDeaf = false
  readonly #keeper: Keeper
  #isOpen = false
  #waiting: string[] = []
  #op: JournalOp | undefined
  #beginning = 0
  readonly #fresh = new Journal(1)

  constructor(size: number, keeper: Keeper) {
    super(size)
    this.#keeper = keeper
  }

  /** What is noted from now on waits for the unit of work to be kept. */
  open(): void {
    this.#isOpen = true
  }

  /** What has been noted since, which is out of its hands then. */
  close(): JournalWork {
    const work = { op: this.#op, entries: this.#waiting }
    this.#isOpen = false
    this.#op = undefined
    if (this.#waiting.length > 0) this.#waiting = []
    return work
  }

  /** Adds an entry to those that wait. */
  add(entry: string): void {
    this.#waiting.push(entry)
  }

  override get last(): Slot {
    return this.#fresh.last
  }

  /** Filled by the caller, and announced. */
  override take(): Slot {
    return this.#fresh.take()
  }

  override announce(slot: Slot): void {
    const entry = written(slot)
    if (this.#isOpen) this.#waiting.push(entry)
    else this.#keeper.note(entry)
  }

  override listen(listener: (slot: Slot) => void): () => void {
    const stops = [super.listen(listener), this.#keeper.listen()]
    return () => {
      for (const stop of stops) stop()
    }
  }

  override clear(): void {
    super.clear()
    if (this.isDeaf) return
    this.#waiting = []
    this.#op ??= 'clear'
  }

  override reset(): void {
    super.reset()
    if (this.isDeaf) return
    this.#waiting = []
    this.#op = 'reset'
  }

  get beginning(): number {
    return this.#beginning
  }

  /** The number of the last entry that is known here. */
  get known(): number {
    return super.last.number
  }

  /** Puts in place what the store has behind the entries that are known: those that follow the one numbered `behind`. */
  learn({ beginning, behind, cleared, gone, entries }: News): void {
    if (beginning !== this.#beginning) super.reset()
    this.#beginning = beginning
    this.goOn(behind, cleared, gone)
    for (const entry of entries) {
      const slot = super.take()
      const { requestBody, responseBody, isCaptured, ...rest }: Noted = JSON.parse(entry)
      Object.assign(slot, rest)
      slot.requestBody = requestBody === undefined ? undefined : captured(requestBody)
      slot.responseBody = isCaptured && responseBody !== undefined ? captured(responseBody) : responseBody
      super.announce(slot)
    }
  }
}
