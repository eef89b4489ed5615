/** Runs every exchange in fixtures/ against a running server: `npm run exchanges -- URL [--admin-token TOKEN]`. */
import { parseArgs } from 'node:util'
import { readExchanges } from '../src/exchange/files.ts'
import { type ExchangeFile, needsAdmin } from '../src/exchange/format.ts'
import { report, runFile } from '../src/exchange/run.ts'
import { createSocketTarget } from '../src/exchange/socket-target.ts'

const USAGE = `Usage: npm run exchanges -- URL [--admin-token TOKEN]

Sends every request in fixtures/*/exchanges to the server at URL and compares the answers, byte for byte.
It resets the default sandbox before each file. Without its admin only the files that need no given state are run.
Exit code: 0 when every answer is the expected one, 1 when any differs or none was compared, 2 for bad usage.
`

const hasAdmin = async (origin: string, token: string | undefined): Promise<boolean> => {
  const url = new URL('/__admin/clock', origin)
  const answer = await fetch(
    url,
    token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } },
  )
  return answer.ok
}

/** Why a file is not for this server; undefined when it is. */
const reasonToSkip = (file: ExchangeFile, isAdministered: boolean): string | undefined => {
  if (file.settings !== undefined) return `needs a server started with ${JSON.stringify(file.settings)}`
  if (needsAdmin(file) && !isAdministered) return 'needs the admin, which does not answer here'
  return undefined
}

interface Tally {
  same: number
  different: number
  skipped: number
}

const runAll = async (origin: string, token: string | undefined): Promise<Tally> => {
  const isAdministered = await hasAdmin(origin, token)
  const target = createSocketTarget(origin, token)
  const tally: Tally = { same: 0, different: 0, skipped: 0 }
  for (const file of readExchanges()) {
    const reason = reasonToSkip(file, isAdministered)
    if (reason !== undefined) {
      tally.skipped += file.exchanges.length
      console.log(`skipped ${file.name}: ${reason}`)
      continue
    }
    const texts = (await runFile(file, target, isAdministered)).map(report)
    const wrong = texts.filter((text) => text !== '')
    tally.same += texts.length - wrong.length
    tally.different += wrong.length
    console.log([`${wrong.length === 0 ? 'same   ' : 'DIFFERS'} ${file.name}`, ...wrong].join('\n'))
  }
  return tally
}

const readArguments = (): { origin: string; token: string | undefined } | undefined => {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { 'admin-token': { type: 'string' } },
    })
    const [origin, ...others] = positionals
    if (origin === undefined || others.length > 0 || !URL.canParse(origin)) return undefined
    return { origin, token: values['admin-token'] }
  } catch {
    return undefined
  }
}

const main = async (): Promise<number> => {
  const asked = readArguments()
  if (asked === undefined) {
    console.error(USAGE)
    return 2
  }
  try {
    const { same, different, skipped } = await runAll(asked.origin, asked.token)
    console.log(`${same} the same, ${different} different, ${skipped} skipped`)
    return different > 0 || same === 0 ? 1 : 0
  } catch (error) {
    console.error(`${asked.origin}: ${error instanceof Error ? (error.cause ?? error.message) : error}`)
    return 1
  }
}

process.exitCode = await main()
