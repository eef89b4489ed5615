/** `membermock verify`: compares any server with what is known of a vendor. */

import { readOptions } from '../../config/config.ts'
import { ConfigError } from '../../config/problems.ts'
import type { CountedAs, Documentation } from '../../contract/documentation.ts'
import type { Vendor } from '../../contract/vendor.ts'
import { readVerifyCases } from '../../contract/verify-case.ts'
import { vendorDefinitions } from '../../routes/index.ts'
import { Clock } from '../../sandbox/clock.ts'
import { flagRow, section } from '../help.ts'
import { createSend } from './exchange.ts'
import { junitText } from './junit.ts'
import type { LimitMeans } from './limits.ts'
import type { Plan } from './plan.ts'
import { cleaned, countOf, jsonText, type Report, tableText } from './report.ts'
import type { Means } from './result.ts'
import { runCases, Unreachable } from './run.ts'
import { createRedactor } from './secrets.ts'
import { readVerifySettings, type VerifyArguments, type VerifySettings, verifySettings } from './settings.ts'
import { createShapeJudge } from './shape.ts'

const EXIT = { ok: 0, failed: 1, differs: 3 } as const

export interface Terminal {
  print(text: string): void
  complain(text: string): void
  /** Where somebody watches: replaces the line before; an empty text takes it away. */
  showProgress?(text: string): void
}

const FORMATTERS: Readonly<Record<VerifySettings['format'], (report: Report) => string>> = {
  table: tableText,
  json: jsonText,
  junit: junitText,
}

const helpText = (ids: readonly string[]): string =>
  [
    'membermock verify: asks a server what the clients of a vendor ask, and compares the answers\nwith what is known of the vendor: status, headers, shape of the body, exact text of refusals.',
    'Usage:\n  membermock verify --target URL --vendor VENDOR --key KEY [--member ID] [--space ID] [flags]',
    section('Flags [variable; default]:', [
      ...verifySettings(ids).map(flagRow),
      '  -h, --help                  print this',
    ]),
    'All it sends is GET, HEAD and OPTIONS. Behind each difference stands how the expectation is known:\ndocumented, source, observed, or assumed, which may as well be wrong on our side.',
    section('Exit codes:', [
      '  0  something was compared, and nothing differs',
      '  1  could not run: the target does not answer, nothing could be compared, or --no-skips and a skip',
      '  2  a flag or variable is wrong',
      '  3  something differs',
    ]),
  ].join('\n\n')

/** The vendor as it is without a config file. */
const createDefault = async (id: string): Promise<Vendor> => {
  const definition = vendorDefinitions.find((each) => each.id === id)
  const settings = (await readOptions(vendorDefinitions, {})).vendors[id]
  if (definition === undefined || settings === undefined) throw new TypeError(`there is no vendor ${id}`)
  return definition.create(settings, { now: 0, members: 0, rateLimit: true })
}

const readDocumentation = async ({ id }: Vendor): Promise<Documentation> => {
  const loaded = await vendorDefinitions.find((one) => one.id === id)?.loadDocumentation?.()
  if (loaded === undefined) throw new TypeError(`${id} has no documentation`)
  return loaded.documentation
}

/** What its headers count, by their names in lower case. */
export const countsIn = ({ headers }: Documentation): ReadonlyMap<string, CountedAs> =>
  new Map(
    Object.entries(headers).flatMap(([name, { counts }]) => (counts ? [[name.toLowerCase(), counts]] : [])),
  )

const createPlan = async (settings: VerifySettings): Promise<Plan> => {
  const vendor = await createDefault(settings.vendor)
  const documentation = await readDocumentation(vendor)
  const cases = readVerifyCases(vendor, documentation)
  const { target, key, member, space, exhaust, strictness } = settings
  if (space !== undefined && !cases.some(({ stands }) => stands.place !== undefined))
    throw new ConfigError([
      { path: '--space', found: 'a space', accepted: `none: ${vendor.title} has no spaces` },
    ])
  const { limit: requests, windowSeconds } = vendor.limit
  const limit = { requests, windowMs: windowSeconds * 1000, headers: countsIn(documentation) }
  return { cases, target, key, member, space, isExhausting: exhaust, strictness, limit }
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

/** The machine's own. */
const machineTime = (): LimitMeans['time'] => {
  const clock = new Clock()
  return {
    now: () => clock.now(),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  }
}

const run = async (
  settings: VerifySettings,
  terminal: Terminal,
  time: LimitMeans['time'],
): Promise<number> => {
  const { vendor, target, key, timeout, format } = settings
  const redact = createRedactor(key)
  const plan = await createPlan(settings)
  const means: Means = {
    send: createSend(timeout),
    time,
    judgeShape: await createShapeJudge(),
    onProgress: (done, total, name) => terminal.showProgress?.(`${done}/${total} ${name}`),
  }
  try {
    const results = await runCases(plan, means)
    const report = cleaned({ vendor, target, results }, redact)
    terminal.showProgress?.('')
    terminal.print(FORMATTERS[format](report))
    return conclude(report, settings, terminal)
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
  given: VerifyArguments,
  terminal: Terminal,
  time: LimitMeans['time'] = machineTime(),
): Promise<number | 'version'> => {
  const ids = vendorDefinitions.map(({ id }) => id)
  const { ask, settings } = readVerifySettings(ids, given)
  if (ask === 'version') return ask
  if (settings !== undefined) return run(settings, terminal, time)
  terminal.print(helpText(ids))
  return EXIT.ok
}
