/** Reads flags and variables by the table of settings. */
import { parseArgs } from 'node:util'
import { ConfigError, type Problem, show, suggest } from './problems.ts'
import type { Setting } from './settings.ts'

/** Values by the key of their setting. */
export type Values = ReadonlyMap<string, unknown>

/** What is asked for instead of a run. */
export const ASKS = ['help', 'version', 'print-config-schema'] as const
export type Ask = (typeof ASKS)[number]

export interface CommandLine {
  ask?: Ask
  /** The command and its operands. */
  words: readonly string[]
  values: Values
}

interface Token {
  kind: 'option' | 'positional' | 'option-terminator'
  name?: string
  rawName?: string
  value?: string
  inlineValue?: boolean
}

const tokenize = (settings: readonly Setting[], args: readonly string[]): readonly Token[] => {
  const options = {
    help: { type: 'boolean', short: 'h' } as const,
    ...Object.fromEntries(
      settings.map(({ flag, short, type }) => [
        flag,
        { type: type.isSwitch ? 'boolean' : 'string', ...(short && { short }) } as const,
      ]),
    ),
  }
  return parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true }).tokens
}

/** The names that a flag may be written with. */
const spellings = (settings: readonly Setting[]): readonly string[] => [
  ...settings.map(({ flag }) => `--${flag}`),
  ...settings.filter(({ type }) => type.isSwitch).map(({ flag }) => `--no-${flag}`),
  ...ASKS.map((ask) => `--${ask}`),
]

const refuse = (path: string, { type }: Setting, value: string | undefined): Problem => ({
  path,
  found: type.isSecret && value ? 'text' : show(value),
  accepted: suggest(type.accepted, value, type.names),
})

/** The text of a flag's value; undefined when it is missing. */
const textOf = ({ type }: Setting, { value, inlineValue, name }: Token, flag: string): string | undefined => {
  if (type.isSwitch && value === undefined) return name === flag ? 'true' : 'false'
  const isNextFlag = inlineValue === false && value !== undefined && /^-\D/.test(value)
  return isNextFlag ? undefined : value
}

/** Flags that are given more than once: lists grow, of anything else the last one counts. */
const add = (values: Map<string, unknown>, key: string, value: unknown): void => {
  const before = values.get(key)
  const isList = Array.isArray(before) && Array.isArray(value)
  values.set(key, isList ? [...new Set([...before, ...value])] : value)
}

const readFlag = (
  settings: readonly Setting[],
  token: Token,
  values: Map<string, unknown>,
  page: string,
): Problem | undefined => {
  const { name = '', rawName = '', inlineValue } = token
  const isNo = (setting: Setting): boolean =>
    setting.type.isSwitch === true && `no-${setting.flag}` === name && !inlineValue
  const setting = settings.find((each) => each.flag === name || isNo(each))
  if (setting === undefined)
    return {
      path: rawName,
      found: 'an unknown flag',
      accepted: suggest(`those of ${page}`, rawName, spellings(settings)),
    }
  const text = textOf(setting, token, setting.flag)
  const value = text === undefined ? undefined : setting.type.parse(text)
  if (value === undefined) return refuse(rawName, setting, text)
  add(values, setting.key, value)
  return undefined
}

/** `page` is what prints the help that has these settings. */
export const readFlags = (
  settings: readonly Setting[],
  args: readonly string[],
  page = 'membermock --help',
): CommandLine => {
  const tokens = tokenize(settings, args)
  const options = tokens.filter(({ kind }) => kind === 'option')
  const words = tokens.flatMap(({ kind, value }) =>
    kind === 'positional' && value !== undefined ? [value] : [],
  )
  const ask = ASKS.find((name) => options.some((token) => token.name === name))
  const values = new Map<string, unknown>()
  if (ask !== undefined) return { ask, words, values }
  const problems = options.flatMap((token) => readFlag(settings, token, values, page) ?? [])
  if (problems.length > 0) throw new ConfigError(problems)
  return { words, values }
}

/** An empty variable counts as none: that is how compose files write "not set". */
export const readVariables = (
  settings: readonly Setting[],
  environment: Readonly<Record<string, string | undefined>>,
): Values => {
  const values = new Map<string, unknown>()
  const problems: Problem[] = []
  for (const setting of settings) {
    const text = environment[setting.variable]
    if (text === undefined || text === '') continue
    const value = setting.type.parse(text)
    if (value === undefined) problems.push(refuse(setting.variable, setting, text))
    else values.set(setting.key, value)
  }
  if (problems.length > 0) throw new ConfigError(problems)
  return values
}
