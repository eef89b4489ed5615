/** Holds what a run of all tests has covered against what has to be: `npm test` ends with it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const SUMMARY = `${ROOT}.tap/report/coverage-summary.json`

/** Percent of lines: of all together, and of each file. */
const OF_ALL = 98
const OF_EACH = 90

interface Counts {
  lines: { pct: number; total: number; covered: number }
}

const complain = (text: string): void => {
  process.stderr.write(`coverage: ${text}\n`)
}

/** How many test files have left a result, and how many there are. */
const isWhole = (): boolean => {
  const results = readdirSync(`${ROOT}.tap/test-results/test`).filter((name) => name.endsWith('.tap'))
  const files = readdirSync(`${ROOT}test`).filter((name) => name.endsWith('.test.ts'))
  return results.length >= files.length
}

const check = (): boolean => {
  const { total, ...files }: Record<string, Counts> = JSON.parse(readFileSync(SUMMARY, 'utf8'))
  const ours = Object.entries(files).filter(([name]) => name.startsWith(`${ROOT}src/`))
  const low = ours.filter(([, { lines }]) => lines.pct < OF_EACH)
  for (const [name, { lines }] of low)
    complain(`${name.slice(ROOT.length)}: ${lines.pct} % of its lines, and ${OF_EACH} are needed`)
  const lines = ours.reduce((sum, [, counts]) => sum + counts.lines.total, 0)
  const covered = ours.reduce((sum, [, counts]) => sum + counts.lines.covered, 0)
  const percent = Math.floor((covered / lines) * 10_000) / 100
  process.stdout.write(`coverage: ${percent} % of ${lines} lines in ${ours.length} files\n`)
  if (percent < OF_ALL) complain(`${percent} % of all lines, and ${OF_ALL} are needed`)
  return low.length === 0 && percent >= OF_ALL && total !== undefined
}

if (!existsSync(SUMMARY)) {
  complain('tap has left no summary')
  process.exitCode = 1
} else if (!isWhole())
  process.stdout.write('coverage: only some of the tests were run, so it is not looked at\n')
else if (!check()) process.exitCode = 1
