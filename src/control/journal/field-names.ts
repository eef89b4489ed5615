/** The names of a JSON object's own fields, without making a value of it: a body may have thousands. */

/** Where the string that begins at `start` ends, behind its quote; -1 when it does not. */
const endOfString = (text: string, start: number): number => {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x22) return at + 1
    if (code === 0x5c) at += 1
  }
  return -1
}

const BLANK = /\s*/y

const skipBlanks = (text: string, at: number): number => {
  BLANK.lastIndex = at
  BLANK.test(text)
  return BLANK.lastIndex
}

/** The comma or brace behind the value that begins at `start`, at its own depth; -1 when there is none. */
const endOfValue = (text: string, start: number): number => {
  let depth = 0
  for (let at = start; at !== -1 && at < text.length; ) {
    const one = text.charAt(at)
    if (depth === 0 && (one === ',' || one === '}')) return at
    if (one === '{' || one === '[') depth += 1
    if (one === '}' || one === ']') depth -= 1
    at = one === '"' ? endOfString(text, at) : at + 1
  }
  return -1
}

const nameIn = (text: string): string | undefined => {
  try {
    return String(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** The first `most` in their order; none for what is no object, or is cut off. Values are not looked at closely. */
export const fieldNamesIn = (text: string, most: number): string[] => {
  const names: string[] = []
  let at = skipBlanks(text, 0)
  if (text.charAt(at) !== '{' || text.charAt(skipBlanks(text, at + 1)) === '}') return []
  while (names.length < most && text.charAt(at) !== '}') {
    at = skipBlanks(text, at + 1)
    const end = text.charAt(at) === '"' ? endOfString(text, at) : -1
    const colon = end === -1 ? -1 : skipBlanks(text, end)
    const name = text.charAt(colon) === ':' ? nameIn(text.slice(at, end)) : undefined
    if (name === undefined) return []
    names.push(name)
    at = endOfValue(text, colon + 1)
    if (at === -1) return []
  }
  return names
}
