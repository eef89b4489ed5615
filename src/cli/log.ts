/** The log of the program, on standard error; pino loads with the first line. */
import type { Logger } from 'pino'
import type { LogFormat, LogLevel } from '../config/log-types.ts'
import type { MembermockHooks } from '../index.ts'

export interface LogOptions {
  level: LogLevel
  format: LogFormat
  /** The file descriptor to write to. */
  destination: number
}

export interface Log extends MembermockHooks {
  /** Resolves when every line is written. */
  flush(): Promise<void>
}

const createLogger = async ({ level, format, destination }: LogOptions): Promise<Logger> => {
  const { pino } = await import('pino')
  const options = { level, base: null }
  if (format === 'json') return pino(options, pino.destination({ dest: destination, sync: true }))
  const { default: pretty } = await import('pino-pretty')
  return pino(options, pretty({ destination, sync: true, colorize: false }))
}

const ALL = ['trace', 'debug']
const WITH_WARNINGS = [...ALL, 'info', 'warn']

/** Lines are written in the order they come; each waits for pino to be there. */
export const createLog = (options: LogOptions): Log => {
  let last: Promise<unknown> = Promise.resolve()
  let logger: Promise<Logger> | undefined
  const write = (line: (logger: Logger) => void): void => {
    logger ??= createLogger(options)
    const made = logger
    last = last.then(async () => line(await made))
  }
  const log: Log = {
    async flush() {
      await last
    },
  }
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
