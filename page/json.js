/** Lays JSON out on lines without changing a number or a string in it. */

const TOKENS = /"(?:\\.|[^"\\])*"|[{}[\],:]|[^\s{}[\],:"]+/g

const isJson = (text) => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const opens = (token) => token === '{' || token === '['
const closes = (token) => token === '}' || token === ']'

const kindOf = (token, next) => {
  if (token.startsWith('"')) return next === ':' ? 'key' : 'string'
  if (/^[-\d]/.test(token)) return 'number'
  return /^[tfn]/.test(token) ? 'literal' : 'mark'
}

/** Deeper than this nothing is indented further: what a stranger nests would fill the memory with blanks. */
const DEEPEST = 40

const indent = (depth) => `\n${'  '.repeat(Math.min(depth, DEEPEST))}`

/** `depth` is that of the token once it is there. */
const spaceAfter = (token, next, depth) => {
  if (token === ':') return ' '
  if (next === undefined || (opens(token) && closes(next))) return ''
  if (closes(next)) return indent(depth - 1)
  return opens(token) || token === ',' ? indent(depth) : ''
}

/** `{kind, text}` in their order, spaces included; `undefined` for what is not JSON. */
export const jsonPieces = (text) => {
  if (!isJson(text)) return undefined
  let depth = 0
  return (text.match(TOKENS) ?? []).map((token, i, tokens) => {
    const next = tokens[i + 1]
    if (opens(token)) depth += 1
    if (closes(token)) depth -= 1
    return { kind: kindOf(token, next), text: token + spaceAfter(token, next, depth) }
  })
}
