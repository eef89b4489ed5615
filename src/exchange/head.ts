/** The `# ` lines above an exchange, or at the head of a file. */

import { isCapturable } from './capture.ts'
import { CASE_DIRECTIVES, type Defaults, type Directive, parseCase } from './case.ts'
import type { Capture, Case, ExchangeFile, Given } from './format.ts'
import type { Line, Refuse } from './lines.ts'
import { PLACEHOLDERS } from './placeholders.ts'
import { isDate, parseProvenance } from './provenance.ts'

/** The lines of one part of a file before its request. */
export interface Head {
  notes: readonly string[]
  /** All in the order of the file. */
  directives: readonly Directive[]
}

/** Lines about the whole file, at its head; a `# known` there is the default of every case. */
const FILE_DIRECTIVES: readonly string[] = ['read', 'settings', 'raw', 'writes']
const EXCHANGE_DIRECTIVES: readonly string[] = ['given', 'published', 'capture', 'again']
const ALL = ['case', ...CASE_DIRECTIVES, ...EXCHANGE_DIRECTIVES, ...FILE_DIRECTIVES]

/** A name in lower case is meant as an instruction; a sentence begins with a capital. */
const DIRECTIVE = /^# ([a-z]+)(?: (.*))?$/

/** `isFirst`: of the first part of its file. */
export const parseHead = (lines: readonly Line[], isFirst: boolean, refuse: Refuse): Head => {
  const notes: string[] = []
  const directives: Directive[] = []
  for (const line of lines.filter(({ text }) => text !== '')) {
    const [, name, value = ''] = DIRECTIVE.exec(line.text) ?? []
    if (name === undefined) {
      if (!line.text.startsWith('# '))
        refuse(line, `${JSON.stringify(line.text)}; accepted: "# " and a sentence`)
      notes.push(line.text.slice(2))
    } else {
      if (!ALL.includes(name))
        refuse(
          line,
          `# ${name} is unknown; accepted: ${ALL.join(', ')}, or a sentence that begins with a capital`,
        )
      if (FILE_DIRECTIVES.includes(name) && !isFirst) refuse(line, `# ${name} stands at the head of a file`)
      directives.push({ ...line, name, value })
    }
  }
  return { notes, directives }
}

/** Those before the first case say something of the file. */
const isAbove = ({ directives }: Head, directive: Directive): boolean =>
  !directives.some(({ name, number }) => name === 'case' && number < directive.number)

/** Of the head of a file. */
export const parseDefaults = (head: Head, refuse: Refuse): Defaults => {
  const read = head.directives.find(({ name }) => name === 'read')
  if (read !== undefined && !isDate(read.value)) refuse(read, `# read ${read.value}; accepted: YYYY-MM-DD`)
  const date = read?.value
  const known = head.directives.find((one) => one.name === 'known' && isAbove(head, one))
  return { date, known: known && parseProvenance(known, known.value, date, refuse) }
}

/** Each with the lines between its own and that of the next. */
export const parseCases = (
  head: Head,
  isFirst: boolean,
  defaults: Defaults,
  refuse: Refuse,
): readonly Case[] => {
  const own = head.directives.filter(({ name }) => name === 'case' || CASE_DIRECTIVES.includes(name))
  const stray = own.find(
    (one) => one.name !== 'case' && isAbove(head, one) && !(isFirst && one.name === 'known'),
  )
  if (stray !== undefined) refuse(stray, `# ${stray.name} stands below no # case`)
  const titles = own.filter(({ name }) => name === 'case')
  return titles.map((title, i) => {
    const end = titles[i + 1]?.number ?? Number.POSITIVE_INFINITY
    const lines = own.filter(({ name, number }) => name !== 'case' && number > title.number && number < end)
    return parseCase(title, lines, defaults, refuse)
  })
}

const parseJson = (line: Directive, text: string, refuse: Refuse): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    return refuse(line, `${error instanceof Error ? error.message : error} in ${text}`)
  }
}

export const parseGivens = ({ directives }: Head, refuse: Refuse): readonly Given[] =>
  directives
    .filter(({ name }) => name === 'given')
    .map((line) => {
      const [, method, path = '', body] = /^([A-Z]+) (\/\S*)(?: (.+))?$/.exec(line.value) ?? []
      if (method === undefined) return refuse(line, `${line.value}; accepted: METHOD /PATH JSON`)
      if (body !== undefined && !body.includes('{{')) parseJson(line, body, refuse)
      return { method, path, body }
    })

/** `known` are the names that earlier exchanges have captured. */
export const parseCaptures = (
  { directives }: Head,
  known: ReadonlySet<string>,
  refuse: Refuse,
): readonly Capture[] =>
  directives
    .filter(({ name }) => name === 'capture')
    .map((line) => {
      const [, name, from = ''] = /^(\w+) (.+)$/.exec(line.value) ?? []
      if (name === undefined || !isCapturable(from))
        return refuse(
          line,
          `${line.value}; accepted: NAME $.path.in.the.body, NAME header, NAME header: PATTERN`,
        )
      if (PLACEHOLDERS.has(name) || known.has(name)) refuse(line, `{{${name}}} has a meaning already`)
      return { name, from }
    })

/** The value of a line that stands once at most. */
export const parseOnly = ({ directives }: Head, wanted: string, refuse: Refuse): string | undefined => {
  const [first, second] = directives.filter(({ name }) => name === wanted)
  if (second !== undefined) refuse(second, `a second # ${wanted}`)
  return first?.value
}

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isSettings = (value: unknown): value is NonNullable<ExchangeFile['settings']> =>
  isMapping(value) && Object.values(value).every(isMapping)

export const parseSettings = ({ directives }: Head, refuse: Refuse): ExchangeFile['settings'] => {
  const [first, second] = directives.filter(({ name }) => name === 'settings')
  if (second !== undefined) refuse(second, 'a second # settings')
  if (first === undefined) return undefined
  const value = parseJson(first, first.value, refuse)
  return isSettings(value) ? value : refuse(first, `${first.value}; accepted: {"VENDOR":{"SETTING":VALUE}}`)
}
