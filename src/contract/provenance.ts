/** How a behaviour of a vendor is known, and the row that says so. */
import type { Vendor } from './vendor.ts'

/** How a behaviour is known: the vendor's page, its open source, a third party's observation, or our assumption. */
export interface Provenance {
  how: 'documented' | 'source' | 'observed' | 'assumed'
  /** The page, file or note that says so; for `assumed`, what the assumption rests on. */
  source: string
  /** When it was read, YYYY-MM-DD. */
  date: string
}

/** One behaviour of a vendor and how it is known: a row of FIDELITY.md. */
export interface FidelityRow {
  vendor: string
  /** The operation it is seen on. */
  operation: string
  /** Stable, in kebab-case, unique within the vendor. */
  case: string
  /** In our words. */
  what: string
  /** The HTTP status; null where the socket is cut instead. */
  status: number | null
  /** The body, or an example of it; absent where there is none or it tells nothing. */
  body?: unknown
  /** The kind of refusal it is a case of. */
  kind?: string
  /** Only for requests of this method. */
  method?: string
  /** How to bring it about. */
  provoke: string
  provenance: Provenance
  /** The test that shows it, where no exchange of texts can. */
  test?: string
}

/** What a vendor's fidelity.ts exports. */
export interface FidelityModule {
  /** The refusals, then the rest; the first without a kind is the ordinary success. */
  rowsOf(vendor: Vendor): readonly FidelityRow[]
}
