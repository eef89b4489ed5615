/** README.md, followed to the letter: all its code is run, and what it says that is printed is compared. */
import { readFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import ts from 'typescript'
import { parse } from 'yaml'
import { buildPackage, ROOT } from './support/build.ts'
import { type Block, parseMarkdown } from './support/markdown.ts'
import { runNode, startProgram } from './support/program.ts'
import { createReader } from './support/reader.ts'

const TASKS = [
  'Start it',
  'Point the Whop SDK at it',
  'Provoke a 429',
  'Run it in Docker',
  'Use it in a vitest suite',
  'Verify a target',
]

const text = readFileSync(`${ROOT}README.md`, 'utf8')
const { blocks } = parseMarkdown(text)
const sections = [...new Set(blocks.map(({ section }) => section))]

const HOME = buildPackage(t)
const reader = await createReader(t, HOME)

/** Files that the reader has saved, below the project. */
const saved: string[] = []
/** What is in blocks that are no files; they go on from each other. */
const pieces: string[] = []

const save = (name: string, content: string): void => {
  saved.push(name)
  reader.save(name, content)
}

/** A block that begins with the name of a file is that file. */
const readCode = (test: Test, { text: code, section }: Block): void => {
  const [, name] = /^\/\/ (\S+)\n/.exec(code) ?? []
  if (name === undefined) pieces.push(code)
  else {
    test.match(text, `ave this as \`${name}\``, `${section} says what to call it`)
    save(name, code)
  }
}

/** The program starts with a config file, and has the members that it lists. */
const readConfig = async (test: Test, content: string): Promise<void> => {
  const cwd = test.testdir({ 'membermock.config.yaml': content })
  const { url } = await startProgram(test, [`${HOME}/dist/main.js`], { cwd })
  const vendors: Record<string, { members?: Record<string, string>[] }> = parse(content)
  for (const [vendor, { members = [] }] of Object.entries(vendors))
    for (const { id, site = '' } of members) {
      const { status } = await fetch(`${url}/__admin/${vendor}/members/${id}${site && `?site=${site}`}`)
      test.equal(status, 200, `${vendor} has ${id}`)
    }
}

const follow: Readonly<Record<string, (test: Test, block: Block) => void | Promise<void>>> = {
  async sh(test, block) {
    const output = await reader.type(test, block)
    if (block.text.startsWith('npx vitest')) test.match(output, /It says `([^`]*)`/.exec(text)?.[1])
  },
  js: readCode,
  ts: readCode,
  yaml: (test, block) => readConfig(test, block.text),
}

t.test('each task has its place', async (t) => {
  for (const task of TASKS) t.ok(sections.includes(task), task)
})

for (const section of sections)
  t.test(section, async (t) => {
    for (const block of blocks.filter((one) => one.section === section)) {
      const { language, line } = block
      const does = follow[language]
      if (does === undefined) t.fail(`line ${line}: nobody knows what to do with "${language}"`)
      else await does(t, block)
    }
  })

t.test('the curls of the banner are those of the text', async (t) => {
  const curls = [...reader.banner.matchAll(/^ +(curl .*)$/gm)].map(([, curl]) => `${curl}\n`)
  const printed = blocks.filter(({ section }) => section === TASKS[0]).map((block) => block.text)
  t.strictSame(printed.slice(1, 1 + curls.length), curls)
})

/** The pieces as one module: what the first declares is there for all, what another declares is its own. */
const moduleOf = (all: readonly string[]): string => {
  const isImport = (line: string): boolean => line.startsWith('import ')
  const lines = all.map((piece) => piece.split('\n'))
  const imports = new Set(lines.flat().filter(isImport))
  const [first, ...rest] = lines.map((each) => each.filter((line) => !isImport(line)).join('\n'))
  return [...imports, first, ...rest.map((piece) => `{\n${piece}}`)].join('\n')
}

const readOptions = (): ts.CompilerOptions => {
  const { config } = ts.readConfigFile(`${ROOT}tsconfig.json`, ts.sys.readFile)
  return ts.parseJsonConfigFileContent(config, ts.sys, ROOT).options
}

t.test('the pieces of TypeScript run, one after the other, and print what their comments say', async (t) => {
  save('pieces.mts', moduleOf(pieces))
  const source = readFileSync(`${reader.project}/pieces.mts`, 'utf8')
  const { outputText } = ts.transpileModule(source, {
    fileName: 'pieces.mts',
    compilerOptions: readOptions(),
  })
  reader.save('pieces.mjs', outputText)
  const printed = [...source.matchAll(/console\.log\(.*\/\/ (.*)$/gm)].map(([, value = '']) => `${value}\n`)
  t.strictSame(await runNode(['pieces.mjs'], { cwd: reader.project }), {
    code: 0,
    stdout: printed.join(''),
    stderr: '',
  })
})

t.test('the code has types', async (t) => {
  const files = saved.map((name) => `${reader.project}/${name}`)
  const options = { ...readOptions(), allowJs: true, checkJs: true, noUnusedLocals: false }
  const program = ts.createProgram(files, options)
  const wrong = files.flatMap((file) => ts.getPreEmitDiagnostics(program, program.getSourceFile(file)))
  t.equal(files.length, 3)
  t.strictSame(
    wrong.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')),
    [],
  )
})
