/** The log of the program, on standard error; pino loads with the first line. */
import { closeSync, openSync } from 'node:fs'
import { createRequire } from 'node:module'
import { devNull } from 'node:os'
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

/** Unlike `import`, which remembers every failure for ever, it tries again. */
const require = createRequire(import.meta.url)

/**
 * Keeps the one file descriptor that it takes to load pino. Node 20 remembers for ever that it could not read a
 * `package.json`, so a first line that comes when no descriptor is left would be the end of the log.
 */
const keepDescriptor = (): (() => void) => {
  let kept: number | undefined = openSync(devNull, 'r')
  return () => {
    if (kept !== undefined) closeSync(kept)
    kept = undefined
  }
}

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

interface Writer {
  write(line: Line): void
  /** Tells of what was lost behind the last line. */
  finish(): void
}

/** Writes what can be written, in the order it comes. What cannot is counted, and told of with the next that can. */
const createWriter = (options: LogOptions): Writer => {
  const giveDescriptor = keepDescriptor()
  let logger: Logger | undefined
  let lost = 0
  const tellOfLost = (): void => {
    if (!options.output.hasRoom()) throw new Error('nobody reads the log')
    giveDescriptor()
    logger ??= createLogger(options)
    if (lost > 0) logger.error({ lost }, `${lost} lines of the log could not be written`)
    lost = 0
  }
  const attempt = (line: Line | undefined): void => {
    try {
      tellOfLost()
      if (logger !== undefined) line?.(logger)
    } catch {
      // There is nowhere left to say so.
      if (line !== undefined) lost += 1
    }
  }
  return {
    write: attempt,
    finish() {
      if (lost > 0) attempt(undefined)
    },
  }
}

const ALL = ['trace', 'debug']
const WITH_WARNINGS = [...ALL, 'info', 'warn']

/** No line keeps its request waiting, or fails it. */
export const createLog = (options: LogOptions): Log => {
  const { output, level } = options
  if (level === 'silent') return { flush: () => output.drained() }
  const { write, finish } = createWriter(options)
  const log: Log = {
    flush() {
      finish()
      return output.drained()
    },
  }
  log.failed = (failure) => write((to) => to.error({ err: { type: 'Error', ...failure } }, failure.message))
  if (WITH_WARNINGS.includes(level))
    log.unimplemented = (vendor, operation) =>
      write((to) => to.warn({ vendor, operation }, `${vendor} ${operation} is not emulated`))
  if (ALL.includes(level))
    log.served = ({ method, url, status, ms }) =>
      write((to) =>
        to.debug({ method, url, status, ms: Math.round(ms * 10) / 10 }, `${method} ${url} ${status}`),
      )
  return log
}
