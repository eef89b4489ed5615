/** What a journal holds, and how it is asked. Made from its schemas by `npm run generate`. */

/** A request and its answer. Of credentials, the scheme and four characters of a long one are left. */
export type JournalEntry = {
  /** Counted up in each sandbox. */
  id: string
  /** What goes out is a delivery. */
  direction: 'in'
  /** Of its arrival, on the sandbox's clock. */
  time: string
  /** Null for what is nobody’s. */
  vendor: string | null
  /** Served, or answered 501; null where there is none. */
  operation: string | null
  /** As it came. */
  request: {
    /** In capitals. */
    method: string
    /** As the client sent it. */
    url: string
    /** Names and values, in the order and the spelling in which they came. */
    headers: string[][]
    /** Its first 64 KiB; null when none was announced. */
    body: string | null
  }
  /** Null when the socket was cut. */
  response: {
    /** Of HTTP. */
    status: number
    /** By lower-case name; without those of Node's own. */
    headers: { [name: string]: string | string[] }
    /** Its first 64 KiB. */
    body: string
  } | null
  /** The id of the fault that befell it. */
  fault: string | null
  /** A check's name, or path, emulated or lookup; null when served. */
  refusedBy: string | null
  /** Why, where more is known than who refused it. */
  reason: string | null
  /** Answered 501, because only the vendor has it. */
  unimplemented: boolean
  /** A path or method that the vendor does not have. */
  unmatched: boolean
  /** What was sent and is not declared by the operation. */
  unread: {
    /** Names in the query. */
    query: string[]
    /** Names of headers that begin like the vendor’s own. */
    headers: string[]
    /** Names at the top of a JSON body. */
    body: string[]
  }
  /** Who answered, where it was not emulated: `recording`, the origin that it was sent on to, or the document that the answer is a sample of. */
  answeredBy?: string
  /** From its arrival to its answer, in milliseconds of the machine. */
  durationMs: number
  /** True where this entry is long and a list of them would be too: its texts are cut to 1,024 characters, its headers to 20, and what was not read is left out. Asked for by its id, it is whole. */
  shortened?: boolean
}

export type JournalEntries = {
  /** In the order they were answered, oldest first. */
  requests: JournalEntry[]
  /** How many more there were, that the journal no longer holds. */
  dropped: number
}

/** Which requests of a journal; all of what is given has to hold. */
export type Filters = {
  /** The id of a served vendor. */
  vendor?: string
  /** The id of an operation, served or answered 501. */
  operation?: string
  /** In any case. */
  method?: string
  /** The URL's path as the client sent it, without the query; with * at its end, how it begins. */
  path?: string
  /** Of the answer; a cut one has none. */
  status?: number
  /** A date and time, itself included, or the id of an entry, itself excluded. */
  since?: string
  /** Answered 501, because only the vendor has it. */
  unimplemented?: boolean
  /** A path or method that the vendor does not have. */
  unmatched?: boolean
  /** As many of the newest. */
  limit?: number
}
