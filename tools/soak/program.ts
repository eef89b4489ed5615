/** The built program as a child process, and what can be learnt of it from outside. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { createWaiting } from './waiting.ts'

/** As `--json` prints it. */
export interface Ready {
  url: string
}

/** What it holds after a garbage collection. */
export interface Holding {
  /** Bytes of the JavaScript heap and what hangs on it. */
  held: number
  /** Bytes of the whole process. */
  rss: number
  /** Open connections. */
  sockets: number
}

export interface Program {
  port: number
  /** All that it has written to standard error, as Node does of warnings and of rejections that nobody handles. */
  stderr(): string
  measure(): Promise<Holding>
  /** Milliseconds so far for which it and this process were ready to run and had no processor; 0 where no system tells. */
  waitedMs(): number
  /** Of these, its own. */
  programWaitedMs(): number
  /** Stops it as a busy machine would, so that what is sent meanwhile waits in the kernel. */
  freeze(): void
  /** SIGTERM; it goes on if it was stopped. */
  terminate(): void
  /** Resolves with the exit code, null if it was killed. */
  readonly ended: Promise<number | null>
  kill(): void
}

const PROBE = new URL('./probe.js', import.meta.url).href
export const BUILT = fileURLToPath(new URL('../../dist/main.js', import.meta.url))

/** So short a journal is soon full, and of one size from then on; nobody is refused for being fast. */
const FLAGS = ['--json', '--port', '0', '--rate-limit', 'off', '--journal-size', '20', '--log-level', 'error']

/** Nobody's own settings may take part. */
export const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(MEMBERMOCK_|NODE_OPTIONS$)/.test(name)),
)

const ask = async (child: ChildProcess, died: Promise<never>): Promise<Holding> => {
  const answer = once(child, 'message')
  if (child.connected) child.send('measure')
  const [holding] = await Promise.race([answer, died])
  return holding as Holding // the probe sends nothing else
}

/** `more` are flags beside its own. */
export const startProgram = async (main = BUILT, more: readonly string[] = []): Promise<Program> => {
  const args = ['--expose-gc', '--import', PROBE, main, ...FLAGS, ...more]
  const stdio = ['ignore', 'pipe', 'pipe', 'ipc'] as const
  const cwd = fileURLToPath(new URL('.', import.meta.url)) // no config file lies there
  const child = spawn(process.execPath, args, { stdio: [...stdio], env: environment, cwd })
  let stderr = ''
  child.stderr?.on('data', (data) => {
    stderr += data
  })
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const died = ended.then((code) => {
    throw new Error(`the program ended with ${code}: ${stderr}`)
  })
  if (child.stdout === null) throw new Error('its standard output is a pipe')
  const [line] = await Promise.race([once(createInterface({ input: child.stdout }), 'line'), died])
  died.catch(() => {}) // it ends some time
  const { url }: Ready = JSON.parse(line)
  return {
    port: Number(new URL(url).port),
    stderr: () => stderr,
    measure: () => ask(child, died),
    waitedMs: createWaiting(child.pid, process.pid),
    programWaitedMs: createWaiting(child.pid),
    freeze: () => child.kill('SIGSTOP'),
    terminate() {
      child.kill('SIGTERM')
      child.kill('SIGCONT')
    },
    ended,
    kill: () => child.kill('SIGKILL'),
  }
}
