/** What `verify --write` sends, in a row: the exchanges of a file that says so, with names and ids of the target's own. */
import { readExchangesOf } from '../exchange/files.ts'
import type { Exchange, Message, Provenance } from '../exchange/format.ts'
import type { Documentation } from './documentation.ts'
import { type FidelityRow, rowsOf, shownIn } from './fidelity.ts'
import type { Vendor } from './vendor.ts'
import { textsOf } from './verify-body.ts'
import {
  expectedHeadersOf,
  type HeaderExpectation,
  type HeaderKnowledge,
  headerKnowledge,
} from './verify-headers.ts'

/** What all that it makes is called, with a number for the run behind it. */
export const MADE_NAME = 'membermock-verify-'

/** The number that the exchanges have. */
const EXAMPLE = `${MADE_NAME}0000`

export interface WriteStep {
  /** The case that it shows again. */
  case: string
  row: FidelityRow
  provenance: Provenance
  exchange: Exchange
  /** A refusal's body in each of the vendor's languages. */
  texts: readonly string[] | undefined
}

export interface Writes {
  steps: readonly WriteStep[]
  knowledge: HeaderKnowledge
}

/** Throws for an exchange that shows no case. */
export const readWrites = (vendor: Vendor, documentation: Documentation): Writes => {
  const files = readExchangesOf(vendor.id)
  const all = shownIn(files)
  const rows = rowsOf(vendor, files)
  const steps = files
    .filter(({ isWriting }) => isWriting)
    .flatMap(({ exchanges }) => exchanges)
    .map((exchange) => {
      const row = rows.find((one) => one.case === exchange.again)
      if (row === undefined) throw new TypeError(`${exchange.place}: no case is called ${exchange.again}`)
      const texts = row.kind === undefined ? undefined : textsOf(vendor, row.kind, documentation).texts
      return { case: row.case, row, provenance: row.provenance, exchange, texts }
    })
  const shown = rows.flatMap((row) => all.filter((one) => one.case.name === row.case))
  return { steps, knowledge: headerKnowledge(shown, documentation) }
}

export interface Elsewhere {
  vendor: Vendor
  /** The base URL of the target. */
  target: string
  key: string
  /** What the exchanges are in, where there is such a thing. */
  place: string | undefined
  /** What all that is made is called. */
  name: string
}

/** In the words of the target: its base URL, key and place, and a name that nobody else has. */
const translate = ({ vendor, target, key, place, name }: Elsewhere, examplePlace: string | undefined) => {
  const base = `http://mock.test/${vendor.id}${vendor.base}`
  const [working = ''] = Object.values(vendor.credentials)
  return (text: string): string => {
    const own = text.replaceAll(base, target).replaceAll(working, key).replaceAll(EXAMPLE, name)
    return place === undefined || examplePlace === undefined ? own : own.replaceAll(examplePlace, place)
  }
}

export interface Translated {
  method: string
  /** Below the base URL. */
  path: string
  headers: Readonly<Record<string, string>>
  body: string | undefined
  answer: Message
  expectedHeaders: readonly HeaderExpectation[]
}

/** What a client adds by itself. */
const ADDED: readonly string[] = ['host', 'connection', 'content-length']

/** `fill` puts in what earlier answers were captured from. */
export const translated = (
  { exchange }: WriteStep,
  { knowledge }: Writes,
  elsewhere: Elsewhere,
  { examplePlace, fill }: { examplePlace: string | undefined; fill: (text: string) => string },
): Translated => {
  const say = translate(elsewhere, examplePlace)
  const told = (message: Message): Message => ({
    startLine: fill(say(message.startLine)),
    headers: message.headers.map(([name, value]) => [name, fill(say(value))] as const),
    body: fill(say(message.body)),
  })
  const { vendor } = elsewhere
  const request = told(exchange.request)
  const answer = told(exchange.answer)
  const [method = '', path = ''] = request.startLine.split(' ')
  const own = request.headers.filter(([name]) => !ADDED.includes(name.toLowerCase()))
  return {
    method,
    path: path.slice(`/${vendor.id}${vendor.base}`.length),
    headers: Object.fromEntries(own.map(([name, value]) => [name.toLowerCase(), value])),
    body: request.body === '' ? undefined : request.body,
    answer,
    expectedHeaders: expectedHeadersOf({ ...exchange, request, answer }, knowledge),
  }
}
