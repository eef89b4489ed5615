/** Reads exchanges, requests and their exact answers as text; fixtures/README.md describes the format. */
import { readdirSync, readFileSync } from 'node:fs'

const FIXTURES = new URL('../../fixtures/', import.meta.url)

/** A call to the admin that puts the server in the state the exchange is about. */
export interface Given {
  method: string
  path: string
  body: string | undefined
}

export interface Message {
  /** `GET /path HTTP/1.1` or `HTTP/1.1 200 OK`. */
  startLine: string
  headers: readonly (readonly [name: string, value: string])[]
  body: string
}

export interface Exchange {
  /** `file:line` of its request. */
  place: string
  givens: readonly Given[]
  request: Message
  answer: Message
  /** A published body that the answer's has to equal once both are parsed, key order included. */
  published: string | undefined
}

export interface ExchangeFile {
  /** Below fixtures/. */
  name: string
  /** Rows of FIDELITY.md that it shows, as `vendor/case`. */
  cases: readonly string[]
  /** Vendor settings that the server has to be started with. */
  settings: Readonly<Record<string, Record<string, unknown>>> | undefined
  /** True: the bytes are sent as they are, which only a socket can. */
  isRaw: boolean
  exchanges: readonly Exchange[]
}

export const needsAdmin = ({ exchanges }: ExchangeFile): boolean =>
  exchanges.some(({ givens }) => givens.length > 0)

const SEPARATOR = '###'
const STATUS_LINE = /^HTTP\/1\.1 \d{3}/

/** A line of a file and its number. */
interface Line {
  number: number
  text: string
}

/** `# name value` lines of `lines`, those of that name. */
const directives = (lines: readonly Line[], name: string): string[] =>
  lines
    .map(({ text }) => text)
    .flatMap((text) => (text.startsWith(`# ${name} `) ? [text.slice(name.length + 3)] : []))

const parseGiven = (text: string): Given => {
  const [, method = '', path = '', body] = /^(\S+) (\S+)(?: (.*))?$/.exec(text) ?? []
  return { method, path, body }
}

/** `{{4096 x}}` is that many x. */
const expanded = (text: string): string =>
  text.replace(/\{\{(\d+) (\S+)\}\}/g, (_all, count, piece) => piece.repeat(Number(count)))

/** Start line, headers, an empty line, body; the empty lines at the end are the file's, not the body's. */
const parseMessage = (lines: readonly Line[]): Message => {
  const texts = lines.map(({ text }) => expanded(text))
  const end = texts.indexOf('')
  const [startLine = '', ...headerLines] = end === -1 ? texts : texts.slice(0, end)
  const headers = headerLines.map((line): [string, string] => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon), line.slice(colon + 1).trim()]
  })
  const body =
    end === -1
      ? ''
      : texts
          .slice(end + 1)
          .join('\n')
          .replace(/\n$/, '')
  return { startLine, headers, body }
}

const parseExchange = (name: string, lines: readonly Line[]): Exchange | undefined => {
  const start = lines.findIndex(({ text }) => text !== '' && !text.startsWith('# '))
  if (start === -1) return undefined
  const head = lines.slice(0, start)
  const status = lines.findIndex(({ text }) => STATUS_LINE.test(text))
  const place = `${name}:${lines[start]?.number}`
  if (status === -1) throw new Error(`${place}: no answer`)
  return {
    place,
    givens: directives(head, 'given').map(parseGiven),
    request: parseMessage(lines.slice(start, status)),
    answer: parseMessage(lines.slice(status)),
    published: directives(head, 'published')[0],
  }
}

const splitAt = (lines: readonly Line[], separator: string): Line[][] => {
  const parts: Line[][] = [[]]
  for (const line of lines) {
    if (line.text === separator) parts.push([])
    else parts.at(-1)?.push(line)
  }
  return parts
}

export const parseExchanges = (name: string, text: string): ExchangeFile => {
  const lines = text.split('\n').map((line, i): Line => ({ number: i + 1, text: line }))
  const [settings] = directives(lines, 'settings')
  return {
    name,
    cases: directives(lines, 'case').flatMap((line) => line.split(' ')),
    settings: settings === undefined ? undefined : JSON.parse(settings),
    isRaw: lines.some(({ text: line }) => line === '# raw'),
    exchanges: splitAt(lines, SEPARATOR)
      .map((part) => parseExchange(name, part))
      .filter((exchange) => exchange !== undefined),
  }
}

const foldersIn = (folder: URL): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()

const namesIn = (folder: string, end: string): string[] => {
  const all = readdirSync(new URL(`${folder}/`, FIXTURES), { recursive: true, encoding: 'utf8' })
  return all.filter((name) => name.endsWith(end)).map((name) => `${folder}/${name}`)
}

export const readFixtureText = (name: string): string => readFileSync(new URL(name, FIXTURES), 'utf8')

/** Every file there is, by name. */
export const readExchanges = (): readonly ExchangeFile[] =>
  foldersIn(FIXTURES)
    .flatMap((folder) => namesIn(folder, '.http'))
    .sort()
    .map((name) => parseExchanges(name, readFixtureText(name)))

/** Names of the published bodies. */
export const publishedNames = (): readonly string[] =>
  foldersIn(FIXTURES).flatMap((folder) =>
    namesIn(`${folder}`, '.json').filter((name) => name.includes('/published/')),
  )
