/** Holds what a run of all tests has covered against what has to be: `npm test` ends with it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const SUMMARY = `${ROOT}.tap/report/coverage-summary.json`

/** Percent of lines that are needed: of all together, and of each file. */
const OF_ALL = 98
const OF_EACH = 85

/** What only the program has, and tests run as a process (main, log), whose lines nobody counts. */
const AS_PROCESSES: readonly string[] = [
  'src/main.ts',
  ...[
    'banner',
    'child',
    'healthcheck',
    'last-words',
    'log-output',
    'own-flags',
    'program',
    'say-listen',
    'workers',
  ].map((name) => `src/cli/${name}.ts`),
  'src/client/share.ts',
  'src/server/tick-shape.ts',
]

interface Counts {
  lines: { pct: number; total: number; covered: number }
}

const complain = (text: string): void => {
  process.stderr.write(`coverage: ${text}\n`)
}

const namesIn = (folder: string): string[] =>
  existsSync(ROOT + folder) ? readdirSync(ROOT + folder, { recursive: true, encoding: 'utf8' }) : []

/** What tap has noted of each process of its last run has the name of the test file, if it was one. */
const isWhole = (): boolean => {
  const infos = namesIn('.tap/processinfo').map((name) =>
    JSON.parse(readFileSync(`${ROOT}.tap/processinfo/${name}`, 'utf8')),
  )
  const run = new Set(infos.map(({ externalID }: { externalID?: string }) => externalID))
  const files = namesIn('test').filter((name) => name.endsWith('.test.ts'))
  return files.every((name) => run.has(`test/${name}`))
}

/** Is there anything to run? Types leave nothing. */
const hasCode = (name: string): boolean => {
  const { outputText } = ts.transpileModule(readFileSync(ROOT + name, 'utf8'), {
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
      removeComments: true,
    },
  })
  return outputText.replace(/^(export \{\};|import '[^']*';)$/gm, '').trim() !== ''
}

/** Files of ours that no test has loaded. */
const neverLoaded = (loaded: ReadonlySet<string>): string[] =>
  namesIn('src')
    .map((name) => `src/${name}`)
    .filter(
      (name) => name.endsWith('.ts') && !loaded.has(name) && !AS_PROCESSES.includes(name) && hasCode(name),
    )

const check = (): boolean => {
  const all: Record<string, Counts> = JSON.parse(readFileSync(SUMMARY, 'utf8'))
  const ours = Object.entries(all)
    .filter(([name]) => name.startsWith(`${ROOT}src/`))
    .map(([name, { lines }]) => [name.slice(ROOT.length), lines] as const)
  const missing = neverLoaded(new Set(ours.map(([name]) => name)))
  for (const name of missing) complain(`${name}: no test loads it`)
  const low = ours.filter(([, { pct }]) => pct < OF_EACH)
  for (const [name, { pct }] of low) complain(`${name}: ${pct} % of its lines, and ${OF_EACH} are needed`)
  const total = ours.reduce((sum, [, lines]) => sum + lines.total, 0)
  const covered = ours.reduce((sum, [, lines]) => sum + lines.covered, 0)
  const percent = Math.floor((covered / total) * 10_000) / 100
  process.stdout.write(`coverage: ${percent} % of ${total} lines in ${ours.length} files\n`)
  if (percent < OF_ALL) complain(`${percent} % of all lines, and ${OF_ALL} are needed`)
  return percent >= OF_ALL && low.length === 0 && missing.length === 0
}

if (!existsSync(SUMMARY) || namesIn('.tap/coverage').length === 0)
  process.stdout.write('coverage: it was not counted, so it is not looked at\n')
else if (!isWhole())
  process.stdout.write('coverage: only some of the tests were run, so it is not looked at\n')
else if (!check()) process.exitCode = 1
