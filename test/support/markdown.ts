/** What of a Markdown file can be held against the program: its code, tables, links and headings. */

export interface Block {
  /** Of its opening fence. */
  line: number
  /** The heading it stands under. */
  section: string
  language: string
  text: string
  /** What it prints: the `json` or `text` whose fence follows on the next line. */
  answer: string | undefined
}

/** By the names of its columns. */
export type Row = Readonly<Record<string, string>>

export interface Table {
  section: string
  rows: readonly Row[]
}

export interface Markdown {
  headings: readonly string[]
  blocks: readonly Block[]
  tables: readonly Table[]
  /** What stands between single backticks. */
  inlineCode: readonly string[]
  /** Where links and images lead. */
  targets: readonly string[]
}

const FENCE = /^```(\w*)$/
const ANSWERS = ['json', 'text']

const readBlocks = (lines: readonly string[]) => {
  const blocks: Block[] = []
  const prose: string[] = []
  let section = ''
  let open: { line: number; language: string; texts: string[] } | undefined
  let endOfLast = 0
  for (const [i, text] of lines.entries()) {
    const fence = FENCE.exec(text)
    if (fence === null) {
      if (open === undefined) section = /^#+ (.*)$/.exec(text)?.[1] ?? section
      ;(open?.texts ?? prose).push(text)
    } else if (open === undefined) open = { line: i + 1, language: fence[1] ?? '', texts: [] }
    else {
      const { line, language, texts } = open
      const last = blocks.at(-1)
      const isAnswer = ANSWERS.includes(language) && last?.language === 'sh' && endOfLast === line - 1
      if (isAnswer && last !== undefined) last.answer = `${texts.join('\n')}\n`
      else blocks.push({ line, section, language, text: `${texts.join('\n')}\n`, answer: undefined })
      open = undefined
      endOfLast = i + 1
    }
  }
  if (open !== undefined) throw new Error(`line ${open.line}: the fence is not closed`)
  return { blocks, prose }
}

const cellsOf = (line: string): string[] =>
  line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('\\|', '|'))

const readTables = (lines: readonly string[]): Table[] => {
  const tables: { section: string; rows: Row[]; names: string[] }[] = []
  let section = ''
  for (const [i, line] of lines.entries()) {
    section = /^#+ (.*)$/.exec(line)?.[1] ?? section
    if (!line.startsWith('|')) continue
    const cells = cellsOf(line)
    if (!lines[i - 1]?.startsWith('|')) tables.push({ section, names: cells, rows: [] })
    else if (cells.some((cell) => !/^-+$/.test(cell))) {
      const table = tables.at(-1)
      table?.rows.push(Object.fromEntries(cells.map((cell, n) => [table.names[n] ?? '', cell])))
    }
  }
  return tables
}

export const parseMarkdown = (text: string): Markdown => {
  const { blocks, prose } = readBlocks(text.split('\n'))
  const words = prose.join('\n')
  return {
    headings: [...words.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading),
    blocks,
    tables: readTables(prose),
    inlineCode: [...words.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code.replace(/\s+/g, ' ')),
    targets: [...words.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target),
  }
}

/** As GitHub makes the anchor of a heading. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')

/** The words between backticks in `text`. */
export const codeIn = (text: string): string[] =>
  [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)
