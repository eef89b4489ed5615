/** A command that runs beside the server, and what its end means. */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import type { Invocation } from '../config/config.ts'
import { ConfigError } from '../config/problems.ts'

/** What a command has no use for: its output is its own, and it is one run of one server. */
const flagIn = ({ json, exitWithStdin, workers }: Invocation): string | undefined => {
  if (json) return '--json'
  if (exitWithStdin) return '--exit-with-stdin'
  return workers > 1 ? '--workers' : undefined
}

/** What stands behind `run`. Throws a ConfigError where nothing does, and for flags that are about `serve`. */
export const commandIn = (invocation: Invocation): readonly string[] => {
  const [, ...command] = invocation.words
  const flag = flagIn(invocation)
  if (command.length > 0 && flag === undefined) return command
  const accepted = 'its flags, then -- and a command, whose input and output are its own'
  const found = command.length > 0 && flag !== undefined ? flag : 'no command'
  throw new ConfigError([{ path: 'run', found, accepted }])
}

type Environment = Readonly<Record<string, string | undefined>>

export interface Child {
  /** The command's exit code, or what a shell makes of its end: 128 and the number of the signal. */
  ended: Promise<number>
  /** No matter when it has ended. */
  kill(signal: NodeJS.Signals): void
}

/** It could not be started; `exitCode` is what a shell has for that. */
export class CommandError extends Error {
  readonly exitCode: number

  constructor(command: string, code: string | undefined) {
    super(`run: ${command} cannot be run (${code ?? 'for a reason that is not known'})`)
    this.exitCode = code === 'EACCES' ? 126 : 127
  }
}

/** Starts it without a shell, on this process's own standard input and outputs. */
export const startChild = ([file = '', ...args]: readonly string[], env: Environment): Child => {
  const child = spawn(file, args, { stdio: 'inherit', env })
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => reject(new CommandError(file, error.code)))
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGKILL']))
  })
  return { ended, kill: (signal) => void child.kill(signal) }
}
