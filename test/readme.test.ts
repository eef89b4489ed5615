/** README.md and docs/, followed to the letter: all their code is run, and what they say that is printed is compared. */
import { readdirSync, readFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import ts from 'typescript'
import { parse } from 'yaml'
import { buildDist, buildPackage, ROOT } from './support/build.ts'
import { type Block, parseMarkdown } from './support/markdown.ts'
import { runNode, startProgram } from './support/program.ts'
import { createReader, type Reader } from './support/reader.ts'
import { isSame } from './support/same-entry.ts'

const README = 'README.md'
const FILES = [README, ...readdirSync(`${ROOT}docs`).filter((name) => name.endsWith('.md'))]
const TASKS = [
  'Start it',
  'Point the Whop SDK at it',
  'Provoke a 429',
  'Run it in Docker',
  'Use it in a vitest suite',
  'Verify a target',
]

const HOME = buildPackage(t)

/** Files that readers have saved. */
const saved: string[] = []

/** One file, as it is read from its beginning to its end. */
interface Reading {
  file: string
  text: string
  reader: Reader
  /** What is in blocks that are no files; they go on from each other. */
  pieces: string[]
}

const save = ({ reader }: Reading, name: string, content: string): void => {
  saved.push(`${reader.project}/${name}`)
  reader.save(name, content)
}

/** A block that begins with the name of a file is that file. */
const readCode = (test: Test, { text: code, section }: Block, reading: Reading): void => {
  const [, name] = /^\/\/ (\S+)\n/.exec(code) ?? []
  if (name === undefined) reading.pieces.push(code)
  else {
    test.match(reading.text, `ave this as \`${name}\``, `${section} says what to call it`)
    save(reading, name, code)
  }
}

type Entry = Readonly<Record<string, string>>
type Config = Readonly<Record<string, Readonly<Record<string, readonly Entry[]>>>>

/** Where a member is asked for, as the page is told. */
interface Asking {
  id: string
  path: string
  member: string
  place: string
}

/** Some key of the file finds each of its members. */
const checkFit = async (test: Test, url: string, config: Config): Promise<void> => {
  const { vendors } = Object(await (await fetch(`${url}/__admin/page/vendors.json`)).json())
  for (const { id: vendor, path, member, place } of vendors as readonly Asking[]) {
    const { keys = [], members = [] } = config[vendor] ?? {}
    for (const entry of keys.length > 0 ? members : []) {
      const id = entry.id ?? entry[member] ?? ''
      const own = path.replace(/\{(\w+)\}/g, (_, name) => (name === member ? id : (entry[place] ?? '')))
      const ask = async ({ token }: Entry): Promise<string> =>
        (await fetch(url + own, { headers: { authorization: `Bearer ${token}` } })).text()
      const bodies = await Promise.all(keys.map(ask))
      test.ok(
        bodies.some((body) => body.includes(`"${id}"`)),
        `${vendor}: a key finds ${id}`,
        { bodies },
      )
    }
  }
}

/** The program starts with a config file, and has everything that it lists. */
const readConfig = async (test: Test, content: string): Promise<void> => {
  const cwd = test.testdir({ 'membermock.config.yaml': content })
  const { url } = await startProgram(test, [`${HOME}/dist/main.js`], { cwd })
  const config: Config = parse(content)
  for (const [vendor, settings] of Object.entries(config))
    for (const [list, given] of Object.entries(settings)) {
      const answer = await fetch(`${url}/__admin/${vendor}/${list}?limit=1000`)
      // Settings, and places that members live in, are no collections.
      if (answer.status === 404) continue
      const records: readonly Entry[] = Object(await answer.json())[list]
      for (const entry of given)
        test.ok(
          records.some((record) => isSame(record, entry)),
          `${vendor}.${list} has ${JSON.stringify(entry)}`,
        )
    }
  await checkFit(test, url, config)
}

const follow: Readonly<Record<string, (test: Test, block: Block, reading: Reading) => void | Promise<void>>> =
  {
    async sh(test, block, { reader, text }) {
      const output = await reader.type(test, block)
      if (block.text.startsWith('npx vitest')) test.match(output, /It says `([^`]*)`/.exec(text)?.[1])
    },
    js: readCode,
    ts: readCode,
    yaml: (test, block) => readConfig(test, block.text),
  }

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

const runPieces = async (test: Test, reading: Reading): Promise<void> => {
  const { pieces, reader } = reading
  save(reading, 'pieces.mts', moduleOf(pieces))
  const source = readFileSync(`${reader.project}/pieces.mts`, 'utf8')
  const { outputText } = ts.transpileModule(source, {
    fileName: 'pieces.mts',
    compilerOptions: readOptions(),
  })
  reader.save('pieces.mjs', outputText)
  const printed = [...source.matchAll(/console\.log\(.*\/\/ (.*)$/gm)].map(([, value = '']) => `${value}\n`)
  test.strictSame(await runNode(['pieces.mjs'], { cwd: reader.project }), {
    code: 0,
    stdout: printed.join(''),
    stderr: '',
  })
}

const readBlock = async (test: Test, block: Block, reading: Reading): Promise<void> => {
  const { language, line } = block
  // What has no language is to look at; README has nothing of the kind.
  if (language === '' && reading.file !== README) return
  const does = follow[language]
  if (does === undefined) test.fail(`line ${line}: nobody knows what to do with "${language}"`)
  else await does(test, block, reading)
}

const checkReadme = async (
  test: Test,
  blocks: readonly Block[],
  { reader, text }: Reading,
): Promise<void> => {
  const lines = text.trimEnd().split('\n').length
  test.ok(lines <= 200, `README has at most 200 lines: ${lines}`)
  const sections = blocks.map(({ section }) => section)
  for (const task of TASKS) test.ok(sections.includes(task), `there is a place for: ${task}`)
  const curls = [...reader.banner.matchAll(/^ +(curl .*)$/gm)].map(([, curl]) => `${curl}\n`)
  const printed = blocks.filter(({ section }) => section === TASKS[0]).map((block) => block.text)
  test.strictSame(printed.slice(1, 1 + curls.length), curls, 'the curls of the banner are those of the text')
}

for (const file of FILES)
  t.test(file, async (t) => {
    const text = readFileSync(file === README ? ROOT + file : `${ROOT}docs/${file}`, 'utf8')
    const { blocks } = parseMarkdown(text)
    if (blocks.every(({ language }) => language === '')) return
    const reading = { file, text, pieces: [], reader: await createReader(t, HOME, file) }
    if (file === README) await checkReadme(t, blocks, reading)
    for (const section of new Set(blocks.map((block) => block.section)))
      await t.test(section, async (t) => {
        for (const block of blocks.filter((one) => one.section === section))
          await readBlock(t, block, reading)
      })
    if (reading.pieces.length > 0)
      await t.test(
        'the pieces of TypeScript run, one after the other, and print what their comments say',
        (t) => runPieces(t, reading),
      )
  })

t.test('the code has types', async (t) => {
  const paths = { membermock: [`${buildDist()}/index.d.ts`] }
  const options = { ...readOptions(), paths, allowJs: true, checkJs: true, noUnusedLocals: false }
  const program = ts.createProgram(saved, options)
  const wrong = saved.flatMap((file) => ts.getPreEmitDiagnostics(program, program.getSourceFile(file)))
  for (const name of ['whop.mjs', 'members.test.ts', 'pieces.mts'])
    t.ok(
      saved.some((file) => file.endsWith(`/${name}`)),
      `${name} is among them`,
    )
  t.strictSame(
    wrong.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')),
    [],
  )
})
