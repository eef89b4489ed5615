/** The log of the program, on standard error; pino loads with the first line. */
import { createRequire } from 'node:module'
import type { Logger } from 'pino'
import type { LogFormat, LogLevel } from '../config/log-types.ts'
import type { MembermockHooks } from '../index.ts'
import type { LogOutput } from './log-output.ts'

export interface LogOptions {
  level: LogLevel
  format: LogFormat
  output: LogOutput
}

export interface Log extends MembermockHooks {
  /** Resolves when every line is written, or nobody reads them. */
  flush(): Promise<void>
}

/** Unlike `import`, which remembers a failure for ever, it tries again: there may be no file descriptor left today. */
const require = createRequire(import.meta.url)

const createLogger = ({ level, format, output }: LogOptions): Logger => {
  // A require is not typed.
  const { pino } = require('pino') as typeof import('pino')
  const options = { level, base: null }
  if (format === 'json') return pino(options, { write: (line) => output.write(line) })
  const { prettyFactory } = require('pino-pretty') as typeof import('pino-pretty')
  const prettify = prettyFactory({ colorize: false })
  return pino(options, { write: (line) => output.write(prettify(line)) })
}

type Line = (logger: Logger) => void

/** Writes what can be written, in the order it comes. What cannot is counted, and told of with the next that can. */
const createWriter = (options: LogOptions): ((line: Line) => void) => {
  let logger: Logger | undefined
  let lost = 0
  const tellOfLost: Line = (to) => to.error({ lost }, `${lost} lines of the log could not be written`)
  return (line) => {
    try {
      if (!options.output.hasRoom()) throw new Error('nobody reads the log')
      logger ??= createLogger(options)
      if (lost > 0) tellOfLost(logger)
      lost = 0
      line(logger)
    } catch {
      // There is nowhere left to say so.
      lost += 1
    }
  }
}

const ALL = ['trace', 'debug']
const WITH_WARNINGS = [...ALL, 'info', 'warn']

/** No line keeps its request waiting, or fails it. */
export const createLog = (options: LogOptions): Log => {
  const write = createWriter(options)
  const log: Log = { flush: () => options.output.drained() }
  if (options.level === 'silent') return log
  log.failed = (failure) => write((to) => to.error({ err: { type: 'Error', ...failure } }, failure.message))
  if (WITH_WARNINGS.includes(options.level))
    log.unimplemented = (vendor, operation) =>
      write((to) => to.warn({ vendor, operation }, `${vendor} ${operation} is not emulated`))
  if (ALL.includes(options.level))
    log.served = ({ method, url, status, ms }) =>
      write((to) =>
        to.debug({ method, url, status, ms: Math.round(ms * 10) / 10 }, `${method} ${url} ${status}`),
      )
  return log
}
