/** What is known of a JSON value before anything else is. */

/** A mapping; neither null nor a list. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `name` as a part of a JSON pointer (RFC 6901). */
export const pointer = (name: string): string => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`

/** What stands under `key` in a mapping or a list; undefined in anything else. */
export const valueAt = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined

/** What is nested deeper than this nobody means, and what walks a value by calling itself would run out of stack. */
export const DEEPEST = 500

const QUOTE = 34
const BACKSLASH = 92
const OPENING: readonly number[] = [91, 123]
const CLOSING: readonly number[] = [93, 125]

/** Are lists and mappings in this JSON nested more than `most` levels deep? */
export const isDeeperThan = (most: number, text: string): boolean => {
  if (text.length <= most) return false
  let depth = 0
  let isText = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) isText = !isText
    else if (isText && code === BACKSLASH) at += 1
    else if (!isText && OPENING.includes(code)) depth += 1
    else if (!isText && CLOSING.includes(code)) depth -= 1
    if (depth > most) return true
  }
  return false
}
