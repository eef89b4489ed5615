/** Programs run as processes: to their end, or, as membermock is, until they are stopped. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Test } from 'tap'

export interface Outcome {
  code: number | null
  stdout: string
  stderr: string
}

export interface Place {
  cwd: string
  /** Beside PATH, which may be another here. */
  env?: Readonly<Record<string, string>> | undefined
}

const PATH = process.env.PATH ?? ''

/** Runs a program to its end; rejects only when there is none. */
export const runFile = (file: string, args: readonly string[], { cwd, env }: Place): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const child = execFile(file, args, { cwd, env: { PATH, ...env } }, (error, stdout, stderr) => {
      if (child.pid === undefined) reject(error)
      else resolve({ code: child.exitCode, stdout, stderr })
    })
  })

export const runNode = (args: readonly string[], place: Place): Promise<Outcome> =>
  runFile(process.execPath, args, place)

export interface Program {
  child: ChildProcess
  url: string
  stdout(): string
  stderr(): string
  /** Sends the signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<Outcome>
}

/** Starts membermock, `args` of node, on a free port and waits until it is ready. */
export const startProgram = async (
  test: Test,
  args: readonly string[],
  { cwd, env }: Place,
): Promise<Program> => {
  const child = spawn(process.execPath, args, { cwd, env: { PATH, MEMBERMOCK_PORT: '0', ...env } })
  test.teardown(() => child.kill('SIGKILL'))
  const texts = { stdout: '', stderr: '' }
  const closed = once(child, 'close')
  child.stderr.on('data', (data) => {
    texts.stderr += data
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (data) => {
      texts.stdout += data
      const isWhole = /\/__admin\/docs\n$|^\{.*\}\n$|site_a' '[^']+'\n$/.test(texts.stdout)
      if (isWhole) resolve(/http:[^"\s]+/.exec(texts.stdout)?.[0] ?? '')
    })
    closed.then(() => reject(new Error(texts.stderr)))
  })
  return {
    child,
    url,
    stdout: () => texts.stdout,
    stderr: () => texts.stderr,
    async stop(signal = 'SIGTERM') {
      child.kill(signal)
      const [code] = await closed
      return { code, ...texts }
    },
  }
}
