/** A command that runs beside the server, and what its end means. */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import type { Invocation } from '../config/config.ts'
import { ConfigError } from '../config/problems.ts'

/** What stands behind `run`. Throws a ConfigError where nothing does, and for flags that are about another output. */
export const commandIn = ({ words, json, exitWithStdin }: Invocation): readonly string[] => {
  const [, ...command] = words
  const isFlag = command.length > 0 && (json || exitWithStdin)
  if (command.length > 0 && !isFlag) return command
  const flag = json ? '--json' : '--exit-with-stdin'
  const accepted = 'its flags, then -- and a command, whose input and output are its own'
  throw new ConfigError([{ path: 'run', found: isFlag ? flag : 'no command', accepted }])
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
