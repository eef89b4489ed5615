/** Takes out of an answer what later exchanges of the same file use. */
import type { Capture, Message } from './format.ts'
import { type Captured, standingIn } from './placeholders.ts'

/** `$`, then `.key` or `[0]` as often as needed. */
const JSON_PATH = /^\$(?:\.[\w-]+|\[\d+\])*$/
const HEADER = /^([\w-]+)(?:: (.+))?$/

/** Whether `from` can be followed at all. */
export const isCapturable = (from: string): boolean => JSON_PATH.test(from) || HEADER.test(from)

const LONGEST = 4096
/** A captured value goes into request lines and headers: it must not end them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones meant
const UNSAFE = /[\u0000-\u001f\u007f]/

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const valueAt = (path: string, body: unknown): unknown => {
  const keys = path.match(/[\w-]+/g) ?? []
  return keys.reduce<unknown>((at, key) => {
    if (typeof at !== 'object' || at === null) return undefined
    return new Map<string, unknown>(Object.entries(at)).get(key)
  }, body)
}

const inHeader = (from: string, { headers }: Message, captured: Captured): string | undefined => {
  const [, name = '', pattern] = HEADER.exec(from) ?? []
  const value = headers.find(([one]) => one.toLowerCase() === name.toLowerCase())?.[1]
  return value === undefined || pattern === undefined ? value : standingIn(pattern, value, captured)
}

/** The text that stands there; undefined when nothing does, or nothing that can be sent on. */
export const captureFrom = ({ from }: Capture, answer: Message, captured: Captured): string | undefined => {
  const value = from.startsWith('$')
    ? valueAt(from.slice(1), parse(answer.body))
    : inHeader(from, answer, captured)
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const text = String(value)
  return text === '' || text.length > LONGEST || UNSAFE.test(text) ? undefined : text
}
