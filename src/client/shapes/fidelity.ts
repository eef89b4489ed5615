/** How a behaviour is known. Made from its schemas by `npm run generate`. */

/** One behaviour of a vendor, and how it is known. */
export type FidelityRow = {
  /** "any" for what is the same for all of them. */
  vendor: string
  /** The one that shows it. */
  operation: string
  /** Stable, and unique within the vendor. */
  case: string
  /** The behaviour, in a sentence. */
  what: string
  /** Null where the socket is cut instead. */
  status: number | null
  /** The body, or an example of it; absent where it tells nothing. */
  body?: unknown
  /** The kind of refusal it is a case of. */
  kind?: string
  /** Only for requests of this method. */
  method?: string
  /** How to bring it about. */
  provoke: string
  /** How a behaviour is known. */
  provenance: Provenance
  /** The test that shows it, where no exchange can. */
  test?: string
}

type Provenance = {
  /** By the vendor’s pages, by its published code, by what others have seen, or not at all. */
  how: 'documented' | 'source' | 'observed' | 'assumed'
  /** What says so, or what the assumption rests on. */
  source: string
  /** When it was read. */
  date: string
}
