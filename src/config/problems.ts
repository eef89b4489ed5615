/** What is wrong with a setting, in one line: where it stands, what was found, what is accepted. */

export interface Problem {
  /** The config file, or `options`; absent for flags and variables. */
  file?: string
  /** The flag, the variable, or the path in the file: `whop.keys[0].scopes[1]`. */
  path?: string
  /** What stands there. */
  found: string
  /** What would do. */
  accepted: string
}

const line = ({ file, path, found, accepted }: Problem): string =>
  [file, path, `found ${found}; accepted: ${accepted}`].filter(Boolean).join(': ')

/** Settings that cannot be used; `message` has a line for each problem. */
export class ConfigError extends Error {
  /** In the order in which they were found. */
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super(problems.map(line).join('\n'))
    this.name = 'ConfigError'
    this.problems = problems
  }
}

const SHOWN = 60

/** A value as it was written, shortened; what is inside lists and mappings is never shown. */
export const show = (value: unknown): string => {
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object' && value !== null) return 'a mapping'
  const text = JSON.stringify(value) ?? typeof value
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}...` : text
}

/** How many letters have to be put in, taken out or replaced to make `to` of `from`. */
const distance = (from: string, to: string): number => {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [row, letter] of [...from].entries()) {
    const current = [row + 1]
    for (const [column, wanted] of [...to].entries()) {
      const replaced = (previous[column] ?? 0) + (letter === wanted ? 0 : 1)
      current.push(Math.min(replaced, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1))
    }
    previous = current
  }
  return previous[to.length] ?? 0
}

/** Longer words are no name of ours, and comparing them would take long. */
const LONGEST = 100

/** The name that was probably meant by `word`. */
export const nearest = (word: string, names: readonly string[]): string | undefined => {
  if (word.length > LONGEST) return undefined
  const ranked = names.map((name) => ({ name, away: distance(word.toLowerCase(), name.toLowerCase()) }))
  const [best] = ranked.sort((a, b) => a.away - b.away)
  const furthest = word.length < 4 ? 1 : Math.max(2, Math.floor(word.length / 3))
  return best !== undefined && best.away <= furthest ? best.name : undefined
}

/** `accepted`, with the name in `names` that was probably meant by `word`. */
export const suggest = (accepted: string, word: unknown, names: readonly string[]): string => {
  const near = typeof word === 'string' ? nearest(word, names) : undefined
  return near === undefined ? accepted : `${accepted} (did you mean ${near}?)`
}

/** For a word on the command line that is none of `names`. */
export const refuseWord = (path: string, word: string, names: readonly string[]): ConfigError =>
  new ConfigError([
    {
      path,
      found: show(word),
      accepted: names.length === 0 ? 'nothing more' : suggest(names.join(', '), word, names),
    },
  ])
