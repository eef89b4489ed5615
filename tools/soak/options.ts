/** The flags of the soak. */
import { parseArgs } from 'node:util'

export const HELP = `npm run soak -- [flags]

  --seconds N  how long the load lasts, 1 to 600 (default 60)
  --warm N     seconds of the same load before memory is first measured, 1 to 600 (default 20)
  --slow N     slow clients, 1 to 2000 (default 256)
  --fast N     clients at full speed, 1 to 500 (default 32)
  --help

Exit code: 0 when all held, 1 when anything did not, 2 for bad usage.`

export interface SoakOptions {
  seconds: number
  warm: number
  slow: number
  fast: number
  /** Milliseconds that an answer may take while the journal is read, without what others had; any without. */
  within?: number
}

type Count = Exclude<keyof SoakOptions, 'within'>

/** Of a machine that has nothing else to do. */
const WITHIN_MS = 250

const RANGES: Readonly<Record<Count, readonly [most: number, usual: number]>> = {
  seconds: [600, 60],
  warm: [600, 20],
  slow: [2000, 256],
  fast: [500, 32],
}

const numberOf = (name: Count, text: string | undefined): number => {
  const [most, usual] = RANGES[name]
  if (text === undefined) return usual
  const value = Number(text)
  if (text.trim() === '' || !Number.isInteger(value) || value < 1 || value > most)
    throw new TypeError(`--${name}: found "${text}"; accepted: a whole number from 1 to ${most}`)
  return value
}

/** `'help'` when that is asked. Throws a TypeError of one line for what is not a flag or not its value. */
export const readOptions = (args: readonly string[]): SoakOptions | 'help' => {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args: [...args],
    options: { seconds: text, warm: text, slow: text, fast: text, help: { type: 'boolean', short: 'h' } },
  })
  if (values.help) return 'help'
  return {
    seconds: numberOf('seconds', values.seconds),
    warm: numberOf('warm', values.warm),
    slow: numberOf('slow', values.slow),
    fast: numberOf('fast', values.fast),
    within: WITHIN_MS,
  }
}
