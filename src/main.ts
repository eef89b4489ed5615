#!/usr/bin/env node
/** The process: its commands, signals, banner and exit codes; nothing else touches `process`. */
import { banner, quote, readyLine } from './cli/banner.ts'
import { type Child, CommandError, commandIn, startChild } from './cli/child.ts'
import { checkHealth } from './cli/healthcheck.ts'
import { type CommandHelp, helpText } from './cli/help.ts'
import { sayUndelivered, sayUnimplemented } from './cli/last-words.ts'
import { createLogOutput } from './cli/log-output.ts'
import { ownCommands } from './cli/own-flags.ts'
import { type Program, startProgram } from './cli/program.ts'
import { sayListen } from './cli/say-listen.ts'
import { type Config, type Invocation, readInvocation } from './config/config.ts'
import { ConfigError, refuseWord } from './config/problems.ts'
import { configSchema } from './config/schema.ts'
import { introductionsFor } from './control/world.ts'
import { vendorDefinitions } from './routes/index.ts'
import { keepTickShape } from './server/tick-shape.ts'

const EXIT = { ok: 0, failed: 1, refused: 2, unimplemented: 3 } as const

interface Command extends CommandHelp {
  /** How many operands it takes at most. */
  operands: number
  run(config: Config, invocation: Invocation): Promise<number>
}

const print = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

const complain = (text: string): void => {
  process.stderr.write(
    `${text
      .split('\n')
      .map((line) => `membermock: ${line}`)
      .join('\n')}\n`,
  )
}

/** Resolves with the first signal, or with the end of standard input; a second signal does not wait for the first. */
const untilStopped = (exitCode: () => number, withStdin: boolean): Promise<void> =>
  new Promise((resolve) => {
    let isStopping = false
    const stop = (): void => {
      if (isStopping) process.exit(exitCode())
      isStopping = true
      resolve()
    }
    process.on('SIGTERM', stop)
    process.on('SIGINT', stop)
    if (withStdin) process.stdin.on('end', resolve).on('error', resolve).resume()
  })

const start = (config: Config): Promise<Program> => {
  const { stderr } = process
  const output = createLogOutput(stderr, stderr.fd, stderr.isTTY)
  return startProgram(config, { output, suited: stderr.isTTY ? 'pretty' : 'json' })
}

/** How a server hears that it is to stop, and where it says that it serves. */
interface Outside {
  untilStopped(exitCode: () => number): Promise<void>
  ready(text: string): void
}

const serveUntil = async (config: Config, { json }: Invocation, outside: Outside): Promise<number> => {
  keepTickShape()
  const { strict, admin } = config.program
  const { mock, unimplemented, close } = await start(config)
  const exitCode = (): number => (strict && unimplemented.size > 0 ? EXIT.unimplemented : EXIT.ok)
  const stopped = outside.untilStopped(exitCode)
  outside.ready(json ? readyLine(mock) : banner(mock, { hasAdmin: admin, configFile: config.file }))
  await stopped.then(close)
  if (mock.undelivered > 0) complain(sayUndelivered(mock.undelivered))
  if (strict && unimplemented.size > 0) complain(sayUnimplemented(unimplemented))
  return exitCode()
}

const serveTogether = async (config: Config, invocation: Invocation): Promise<number> => {
  const workers = await import('./cli/workers.ts')
  if (config.program.store === undefined) throw new ConfigError([workers.WITHOUT_STORE])
  if (!workers.isWorker()) {
    const stopped = untilStopped(() => EXIT.ok, invocation.exitWithStdin)
    return workers.leadWorkers({ count: invocation.workers, stopped, ready: print, replaced: complain })
  }
  return serveUntil(config, invocation, {
    untilStopped: (exitCode) => Promise.race([untilStopped(exitCode, false), workers.untilTold()]),
    ready: workers.sayReady,
  })
}

const serve = (config: Config, invocation: Invocation): Promise<number> => {
  if (invocation.workers > 1) return serveTogether(config, invocation)
  return serveUntil(config, invocation, {
    untilStopped: (exitCode) => untilStopped(exitCode, invocation.exitWithStdin),
    ready: print,
  })
}

/** A terminal sends Ctrl-C to the command itself as well. */
const passSignals = ({ kill }: Child): void => {
  process.on('SIGTERM', kill)
  process.on('SIGHUP', kill)
  process.on('SIGINT', process.stdin.isTTY ? () => {} : kill)
}

const run = async (config: Config, invocation: Invocation): Promise<number> => {
  const command = commandIn(invocation)
  keepTickShape()
  const { mock, unimplemented, close } = await start(config)
  const own = mock.introductions.map(({ environment }) => environment)
  const child = startChild(command, Object.assign({ ...process.env, MEMBERMOCK_URL: mock.url }, ...own))
  passSignals(child)
  const code = await child.ended.finally(close)
  if (!config.program.strict || unimplemented.size === 0) return code
  complain(sayUnimplemented(unimplemented))
  return code === EXIT.ok ? EXIT.unimplemented : code
}

const refuseFreePort = (command: string, { program }: Config): void => {
  if (program.port === 0)
    throw new ConfigError([
      { path: command, found: 'port 0, which is known only once it is open', accepted: 'a port' },
    ])
}

const env = async (config: Config, { words }: Invocation): Promise<number> => {
  const { vendors } = config.program
  const [, vendor] = words
  refuseFreePort('env', config)
  if (vendor !== undefined && !vendors.includes(vendor)) throw refuseWord('env', vendor, vendors)
  const chosen = introductionsFor(vendorDefinitions, config).filter(
    ({ id }) => vendor === undefined || id === vendor,
  )
  for (const { environment } of chosen)
    for (const [name, value] of Object.entries(environment)) print(`export ${name}=${quote(value)}`)
  if (process.stdout.isTTY) complain('eval "$(membermock env)" sets these in your shell')
  return EXIT.ok
}

const healthcheck = async (config: Config): Promise<number> => {
  refuseFreePort('healthcheck', config)
  const { isHealthy, line } = await checkHealth(config.program)
  if (isHealthy) print(line)
  else complain(line)
  return isHealthy ? EXIT.ok : EXIT.failed
}

/** A line that the next one replaces. */
const showProgress = (text: string): void => {
  process.stderr.write(`\r\u001b[K${text}`)
}

const runOwn = async (name: string, args: readonly string[]): Promise<number> => {
  // What it has made is taken away before it ends; a second signal does not wait for that.
  const onInterrupt = (stop: () => void): void => void untilStopped(() => EXIT.failed, false).then(stop)
  const terminal = { print, complain, onInterrupt, ...(process.stderr.isTTY && { showProgress }) }
  const outcome =
    (await ownCommands[name]?.runOwn({ args, environment: process.env }, terminal)) ?? EXIT.failed
  if (typeof outcome === 'number') return outcome
  await answerAsk(outcome)
  return EXIT.ok
}

const ownFlagsFirst = (name: string) => (): never => {
  const accepted = `${name}, then the flags of ${name} --help`
  throw new ConfigError([{ path: name, found: 'flags before it', accepted }])
}

const commands: Readonly<Record<string, Command>> = {
  serve: {
    usage: 'serve',
    operands: 0,
    help: 'start the server; what happens without a command',
    run: serve,
  },
  run: {
    usage: 'run -- COMMAND',
    operands: Number.POSITIVE_INFINITY,
    help: 'start the server on a free port, then COMMAND with the environment that env prints and MEMBERMOCK_URL; ends with COMMAND',
    run,
  },
  env: {
    usage: 'env [vendor]',
    operands: 1,
    help: 'print what clients read from their environment, for eval',
    run: env,
  },
  healthcheck: {
    usage: 'healthcheck',
    operands: 0,
    help: 'ask the server that these settings describe; exit 0 when it is ready, 1 when it is not',
    run: healthcheck,
  },
  ...Object.fromEntries(
    Object.entries(ownCommands).map(([name, own]) => [name, { ...own, run: ownFlagsFirst(name) }]),
  ),
}

/** What stands in for a run. */
const answerAsk = async (ask: NonNullable<Invocation['ask']>): Promise<void> => {
  const { version } = await import('./client/version.ts')
  if (ask === 'version') print(version)
  else if (ask === 'help') print(helpText(vendorDefinitions, Object.values(commands), version))
  else print(JSON.stringify(configSchema(vendorDefinitions), null, 2))
}

const perform = async (): Promise<number> => {
  const [first, ...rest] = process.argv.slice(2)
  if (first !== undefined && Object.hasOwn(ownCommands, first)) return runOwn(first, rest)
  const invocation = await readInvocation(vendorDefinitions, {
    args: process.argv.slice(2),
    environment: process.env,
    directory: process.cwd(),
    ports: { run: 0 },
  })
  const { ask, words, config } = invocation
  if (ask !== undefined || config === undefined) {
    await answerAsk(ask ?? 'help')
    return EXIT.ok
  }
  const [name = 'serve', ...operands] = words
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command === undefined) throw refuseWord('command', name, Object.keys(commands))
  const extra = operands[command.operands]
  if (extra !== undefined) throw refuseWord(name, extra, [])
  return command.run(config, invocation)
}

const explain = (error: unknown): number => {
  if (!(error instanceof Error)) {
    complain(String(error))
    return EXIT.failed
  }
  if (error instanceof CommandError) {
    complain(error.message)
    return error.exitCode
  }
  const reason = error instanceof ConfigError ? error.message : sayListen(error)
  complain(reason ?? error.message)
  return reason === undefined ? EXIT.failed : EXIT.refused
}

// Who reads them may be gone before the server is, or the disk be full.
process.stdout.on('error', () => {})
process.stderr.on('error', () => {})
const code = await perform().catch(explain)
// What is written goes out first; what is still open, such as a client that hangs, is not waited for.
process.stdout.write('', () => process.exit(code))
