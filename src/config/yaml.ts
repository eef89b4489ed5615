/** Reads YAML, of which JSON is a part, in time that grows with its length: files come from others too. */

/** A place in the text, and what is wrong there. */
export interface YamlError {
  message: string
  at: number
}

interface YamlOptions {
  /** How often what an alias stands for may be written out. */
  maxAliasCount?: number
  /** Told of where each line begins. */
  lines?: import('yaml').LineCounter
}

/** Nobody's file is so deep, and the parser would take gigabytes to find out. */
const DEEPEST = 10_000

/** Where brackets have been opened so often more than closed; strings may have some as well. */
const depthError = (text: string, lines: YamlOptions['lines']): YamlError | undefined => {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const one = text.charCodeAt(at)
    if (at === 0 || text[at - 1] === '\n') lines?.addNewLine(at)
    if (one === 0x5b || one === 0x7b) depth += 1
    else if (depth > 0 && (one === 0x5d || one === 0x7d)) depth -= 1
    if (depth > DEEPEST) return { message: `more than ${DEEPEST} brackets in one another`, at }
  }
  return undefined
}

/** The parser's own search compares each key with all before it. */
const findTwice = async (document: import('yaml').Document): Promise<YamlError | undefined> => {
  const { isScalar, visit } = await import('yaml')
  let found: YamlError | undefined
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>()
      for (const { key } of items) {
        if (!isScalar(key)) continue
        if (seen.has(key.value)) {
          found = { message: 'Map keys must be unique', at: key.range?.[0] ?? 0 }
          return visit.BREAK
        }
        seen.add(key.value)
      }
      return undefined
    },
  })
  return found
}

/** What the text says, or the first mistake in it. Throws for aliases that lead nowhere, or to too much. */
export const readYaml = async (
  text: string,
  { maxAliasCount, lines }: YamlOptions = {},
): Promise<{ value: unknown } | { error: YamlError }> => {
  const tooDeep = depthError(text, lines)
  if (tooDeep !== undefined) return { error: tooDeep }
  const { parseDocument } = await import('yaml')
  const document = parseDocument(text, {
    prettyErrors: false,
    uniqueKeys: false,
  })
  const [error] = document.errors
  if (error !== undefined) return { error: { message: error.message, at: error.pos[0] } }
  const twice = await findTwice(document)
  if (twice !== undefined) return { error: twice }
  return { value: document.toJS(maxAliasCount === undefined ? {} : { maxAliasCount }) }
}
