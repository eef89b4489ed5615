/** The block of `# ` lines that says what an exchange shows and how it is known. */
import type { Case, Provenance } from './format.ts'
import type { Line, Refuse } from './lines.ts'
import { parseProvenance, provenanceText } from './provenance.ts'

/** A line `# name value`. */
export interface Directive extends Line {
  name: string
  value: string
}

/** What the head of a file says for all of its cases. */
export interface Defaults {
  known: Provenance | undefined
  date: string | undefined
}

/** Lines that belong to the case above them. */
export const CASE_DIRECTIVES: readonly string[] = [
  ...['known', 'refusal', 'success', 'operation', 'provoke', 'test', 'with', 'without'],
  ...['charset', 'shape', 'writing', 'has', 'mentions', 'probe', 'verify'],
]

const TITLE = /^([a-z0-9]+(?:-[a-z0-9]+)*): (.+)$/

/** What `verify` may have to be given; a vendor has names of its own beside these. */
const NEEDS = 'member, place, exhaust, or what the vendor calls a thing of its own'
const NEED = /^[a-z]{1,30}$/

/** What can be asked of a limit. */
const PROBES: readonly string[] = ['number', 'counts', 'spares', 'keys', 'window', 'remaining', 'wait']

const wordsOf = (value: string): string[] => value.split(' ').filter((word) => word !== '')

/** Each of them an accepted one. */
const parseWords = (
  directive: Directive | undefined,
  isAccepted: (word: string) => boolean,
  accepted: string,
  refuse: Refuse,
): readonly string[] | undefined => {
  if (directive === undefined) return undefined
  const words = wordsOf(directive.value)
  const unknown = words.find((word) => !isAccepted(word))
  if (unknown !== undefined)
    refuse(directive, `${directive.name} can be given no ${JSON.stringify(unknown)}; accepted: ${accepted}`)
  return words
}

const refuseBare = (own: readonly Directive[], refuse: Refuse): void => {
  for (const directive of own) {
    const { name, value } = directive
    if (own.some((other) => other.name === name && other !== directive && other.number < directive.number))
      refuse(directive, `a second # ${name} in one case`)
    if (value === '' && name !== 'success' && name !== 'verify') refuse(directive, `# ${name} says nothing`)
    if (value !== '' && name === 'success') refuse(directive, '# success takes nothing behind it')
  }
}

/** `title` is its `# case` line, `own` are those that belong to it. */
export const parseCase = (
  title: Directive,
  own: readonly Directive[],
  defaults: Defaults,
  refuse: Refuse,
): Case => {
  const [, name, what = ''] = TITLE.exec(title.value) ?? []
  if (name === undefined)
    return refuse(
      title,
      `${JSON.stringify(title.value)} is no case; accepted: NAME: WHAT IT SHOWS, the name in kebab-case`,
    )
  refuseBare(own, refuse)
  const find = (wanted: string): Directive | undefined => own.find((one) => one.name === wanted)
  const provenanceOf = (wanted: string): Provenance | undefined => {
    const line = find(wanted)
    return line && parseProvenance(line, line.value, defaults.date, refuse)
  }
  const known = provenanceOf('known') ?? defaults.known
  if (known === undefined)
    return refuse(
      title,
      `how is ${name} known? Accepted: a line "# known ..." below it, or at the head of the file`,
    )
  return {
    line: title.number,
    name,
    what,
    known,
    refusal: find('refusal')?.value,
    isSuccess: find('success') !== undefined,
    operation: find('operation')?.value,
    provoke: find('provoke')?.value,
    test: find('test')?.value,
    with: wordsOf(find('with')?.value ?? ''),
    without: wordsOf(find('without')?.value ?? ''),
    charset: provenanceOf('charset'),
    shape: provenanceOf('shape'),
    writing: provenanceOf('writing'),
    has: wordsOf(find('has')?.value ?? ''),
    mentions: find('mentions')?.value,
    probe: parseWords(find('probe'), (word) => PROBES.includes(word), PROBES.join(', '), refuse) ?? [],
    verify: parseWords(find('verify'), (word) => NEED.test(word), NEEDS, refuse),
  }
}

export const caseLines = (one: Case): readonly string[] => {
  const line = (name: string, value: string | undefined): string[] =>
    value === undefined ? [] : [`# ${name} ${value}`.trimEnd()]
  const list = (name: string, words: readonly string[]): string[] =>
    words.length === 0 ? [] : line(name, words.join(' '))
  return [
    `# case ${one.name}: ${one.what}`,
    ...line('known', provenanceText(one.known)),
    ...line('refusal', one.refusal),
    ...line('success', one.isSuccess ? '' : undefined),
    ...line('operation', one.operation),
    ...line('provoke', one.provoke),
    ...line('test', one.test),
    ...list('with', one.with),
    ...list('without', one.without),
    ...line('charset', one.charset && provenanceText(one.charset)),
    ...line('shape', one.shape && provenanceText(one.shape)),
    ...line('writing', one.writing && provenanceText(one.writing)),
    ...list('has', one.has),
    ...line('mentions', one.mentions),
    ...list('probe', one.probe),
    ...line('verify', one.verify?.join(' ')),
  ]
}
