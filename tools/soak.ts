/** The built program under load, faults and slow clients, and what SIGTERM drops: `npm run soak`; `--help` tells the flags. */
import { HELP, readOptions, type SoakOptions } from './soak/options.ts'
import { soak } from './soak/run.ts'
import { reasonsIn, summaryText } from './soak/summary.ts'

const say = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

/** A line that the next one replaces; nothing where nobody watches. */
const showProgress = (text: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`)
}

const run = async (options: SoakOptions): Promise<number> => {
  const { seconds, warm, slow, fast } = options
  say(`soak: ${seconds} s after ${warm} s of warm-up, ${fast} clients at full speed, ${slow} slow ones`)
  const findings = await soak(options, showProgress).finally(() => showProgress(''))
  say(`\n${summaryText(findings)}`)
  return reasonsIn(findings).length === 0 ? 0 : 1
}

const main = async (): Promise<number> => {
  let options: SoakOptions | 'help'
  try {
    options = readOptions(process.argv.slice(2))
  } catch (error) {
    process.stderr.write(`soak: ${error instanceof Error ? error.message.split('\n', 1)[0] : error}\n`)
    return 2
  }
  if (options === 'help') {
    say(HELP)
    return 0
  }
  return run(options).catch((error: unknown) => {
    say(`FAIL: ${error instanceof Error ? error.message : error}`)
    return 1
  })
}

// After a failure there may be clients that are still at it.
const code = await main()
process.stdout.write('', () => process.exit(code))
