/** `membermock verify`: compares any server with what is known of a vendor. */

import { writeFile } from 'node:fs/promises'
import { ConfigError } from '../../config/problems.ts'
import { vendorDefinitions } from '../../routes/index.ts'
import { Clock } from '../../sandbox/clock.ts'
import { flagRow, section } from '../help.ts'
import { prepareBeside } from '../learn/beside.ts'
import type { Given } from '../own-settings.ts'
import { printable } from './difference.ts'
import { createSend } from './exchange.ts'
import { junitText } from './junit.ts'
import type { LimitMeans } from './limits.ts'
import { type MakeOutcome, makeAndClean } from './make.ts'
import { type Prepared, prepare } from './prepare.ts'
import { cleaned, countOf, jsonText, type Report, tableText } from './report.ts'
import type { Means } from './result.ts'
import { runCases, Unreachable } from './run.ts'
import { createRedactor } from './secrets.ts'
import { placeFlags, readVerifySettings, type VerifySettings, verifySettings } from './settings.ts'
import { createShapeJudge } from './shape.ts'
import { wordsText } from './words.ts'

const EXIT = { ok: 0, failed: 1, differs: 3 } as const

export interface Terminal {
  print(text: string): void
  complain(text: string): void
  /** Calls `stop` when the user wants no more of it; what has been made is then taken away first. */
  onInterrupt?(stop: () => void): void
  /** Where somebody watches: replaces the line before; an empty text takes it away. */
  showProgress?(text: string): void
}

const FORMATTERS: Readonly<Record<VerifySettings['format'], (report: Report) => string>> = {
  table: tableText,
  json: jsonText,
  junit: junitText,
  words: wordsText,
}

const helpText = (): string => {
  const places = placeFlags(vendorDefinitions).map((name) => `[--${name} ID]`)
  return [
    'membermock verify: asks a server what the clients of a vendor ask, and compares the answers\nwith what is known of the vendor: status, headers, shape of the body, exact text of refusals.',
    `Usage:\n  membermock verify --target URL --vendor VENDOR --key KEY [--member ID] ${places.join(' ')} [flags]`,
    section('Flags [variable; default]:', [
      ...verifySettings(vendorDefinitions).map(flagRow),
      '  -h, --help                  print this',
    ]),
    'All it sends is GET, HEAD and OPTIONS, unless --write is given: then it makes things of its own, all called\nmembermock-verify-..., changes them and deletes them, and says what it could not delete. Behind each difference stands how the expectation is known:\ndocumented, source, observed, or assumed, which may as well be wrong on our side.',
    section('Exit codes:', [
      '  0  something was compared, and nothing differs',
      '  1  could not run: the target does not answer, nothing could be compared, --no-skips and a skip, or',
      '     --write was interrupted or has left something behind',
      '  2  a flag or variable is wrong',
      '  3  something differs',
    ]),
  ].join('\n\n')
}

/** The exit code, once the report has been printed. */
const conclude = (report: Report, { skips }: VerifySettings, { complain }: Terminal): number => {
  const { same, warns, differs, skipped } = countOf(report.results)
  if (differs > 0) return EXIT.differs
  if (same + warns === 0) complain('nothing was compared')
  else if (skipped > 0 && !skips) complain(`--no-skips: ${skipped} skipped`)
  else return EXIT.ok
  return EXIT.failed
}

/** Throws a ConfigError. */
const writeReport = async (file: string, text: string): Promise<void> => {
  try {
    await writeFile(file, `${text}\n`)
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new ConfigError([
      { path: '--junit', found: `${file}, which cannot be written (${why})`, accepted: 'a file' },
    ])
  }
}

/** The machine's own. */
const machineTime = (): LimitMeans['time'] => {
  const clock = new Clock()
  return {
    now: () => clock.now(),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  }
}

/** All that is asked, and what is left of that which was made; `signal` ends it early. */
const ask = async (
  prepared: Prepared,
  write: boolean,
  means: Means,
  signal: AbortSignal,
): Promise<MakeOutcome> => {
  const results = await runCases({ ...prepared.plan, signal }, means)
  if (!write || signal.aborted) return { results, left: [] }
  const made = await makeAndClean({ ...prepared, signal }, means)
  return { results: [...results, ...made.results], left: made.left }
}

const run = async (
  settings: VerifySettings,
  terminal: Terminal,
  time: LimitMeans['time'],
): Promise<number> => {
  const { vendor, target, key, timeout, format, write, junit } = settings
  const redact = createRedactor(key)
  const prepared = await prepare(settings)
  const means: Means = {
    send: createSend(timeout),
    time,
    judgeShape: await createShapeJudge(),
    onProgress: (done, total, name) => terminal.showProgress?.(`${done}/${total} ${name}`),
  }
  const beside = await prepareBeside(settings, prepared, means)
  const interruption = new AbortController()
  if (write) terminal.onInterrupt?.(() => interruption.abort())
  try {
    const { results: asked, left } = await ask(prepared, write, beside.means, interruption.signal)
    const { results, sentences } = await beside.conclude(asked, { prepared, means, redact })
    const report = cleaned({ vendor, target, results }, redact)
    terminal.showProgress?.('')
    terminal.print(FORMATTERS[format](report))
    if (junit !== undefined) await writeReport(junit, junitText(report))
    for (const sentence of [...sentences, ...left]) terminal.complain(printable(redact(sentence)))
    if (interruption.signal.aborted) terminal.complain('interrupted')
    const code = conclude(report, settings, terminal)
    return code === EXIT.ok && (left.length > 0 || interruption.signal.aborted) ? EXIT.failed : code
  } catch (error) {
    terminal.showProgress?.('')
    if (!(error instanceof Unreachable)) throw error
    terminal.complain(`verify: ${redact(target)} does not answer: ${redact(error.message)}`)
    return EXIT.failed
  }
}

/**
 * Resolves with the exit code, or with what is asked for instead of a run. Throws a ConfigError. `time` is the target's,
 * for the windows of its limit.
 */
export const runVerify = async (
  given: Given,
  terminal: Terminal,
  time: LimitMeans['time'] = machineTime(),
): Promise<number | 'version'> => {
  const { ask, settings } = readVerifySettings(vendorDefinitions, given)
  if (ask === 'version') return ask
  if (settings !== undefined) return run(settings, terminal, time)
  terminal.print(helpText())
  return EXIT.ok
}
