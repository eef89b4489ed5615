/** What `membermock verify` asks another server, and how it judges the answers: the exchanges that are marked for it. */
import { readExchangesOf } from '../exchange/files.ts'
import { askedOf, type Provenance } from '../exchange/format.ts'
import type { VendorDefinition } from './definition.ts'
import type { Documentation } from './documentation.ts'
import { type FidelityRow, rowsOf, type Shown, shownIn } from './fidelity.ts'
import type { Vendor } from './vendor.ts'
import { type BodyExpectation, bodyExpectation } from './verify-body.ts'
import {
  expectedHeadersOf,
  type HeaderExpectation,
  type HeaderKnowledge,
  headerKnowledge,
} from './verify-headers.ts'
import {
  type ElsewhereRequest,
  headersFor,
  type ShippedIds,
  shippedIds,
  templateOf,
} from './verify-request.ts'

/** One request, and how the answer to it is judged. */
export interface VerifyCase extends ElsewhereRequest, BodyExpectation {
  /** The name of the row that it is about. */
  case: string
  row: FidelityRow
  /** How status and body are known. */
  provenance: Provenance
  /** What has to be given, or it is skipped: `member`, `place`, `exhaust`, or a name of the vendor's. */
  needs: readonly string[]
  /** What it says of the limit; where it says something, nothing else is asked for it. */
  probes: readonly string[]
  expectedHeaders: readonly HeaderExpectation[]
}

/** It only reads. */
const METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS']

interface Known {
  vendor: Vendor
  documentation: Documentation
  rows: readonly FidelityRow[]
  ids: ShippedIds
  headers: HeaderKnowledge
  writing: Provenance | undefined
}

const prepareCase = (
  { vendor, documentation, rows, ids, headers, writing }: Known,
  shown: Shown,
): VerifyCase[] => {
  const { case: one, exchange } = shown
  const row = rows.find((each) => each.case === one.name)
  if (one.verify === undefined || exchange === undefined || row === undefined) return []
  const { method, path } = askedOf(exchange)
  if (!METHODS.includes(method)) throw new TypeError(`${exchange.place}: verify only reads`)
  const unknown = one.verify.find((need) => need !== 'exhaust' && !ids.has(need))
  if (unknown !== undefined) throw new TypeError(`${exchange.place}: verify is given no ${unknown}`)
  const elsewhere = templateOf(vendor, ids, one.verify, path)
  return [
    {
      case: one.name,
      row,
      provenance: one.shape ?? one.known,
      method,
      ...elsewhere,
      headers: headersFor(vendor, exchange),
      needs: one.verify,
      probes: one.probe,
      expectedHeaders: expectedHeadersOf(exchange, headers),
      ...(writing === undefined ? {} : { writing }),
      ...bodyExpectation(vendor, documentation, row, shown, elsewhere.stands),
    },
  ]
}

/** First what a working key reads, of the first operation before others; last what uses up the limit. */
const rankOf = ({ row, needs }: VerifyCase, first: string | undefined): number => {
  if (needs.includes('exhaust')) return 3
  if (row.kind !== undefined || row.method !== undefined) return 2
  return row.operation === first ? 0 : 1
}

/** Reads the exchanges of the vendor. */
export const readVerifyCases = (
  { targetIds = {} }: Pick<VendorDefinition, 'targetIds'>,
  vendor: Vendor,
  documentation: Documentation,
): readonly VerifyCase[] => {
  const files = readExchangesOf(vendor.id)
  const all = shownIn(files)
  const rows = rowsOf(vendor, files)
  const shown = rows.flatMap((row) => all.filter((one) => one.case.name === row.case))
  const known: Known = {
    vendor,
    documentation,
    rows,
    ids: shippedIds(vendor, targetIds),
    headers: headerKnowledge(shown, documentation),
    writing: shown.find((one) => one.case.writing !== undefined)?.case.writing,
  }
  const first = vendor.operations[0]?.id
  return shown.flatMap((one) => prepareCase(known, one)).sort((a, b) => rankOf(a, first) - rankOf(b, first))
}
