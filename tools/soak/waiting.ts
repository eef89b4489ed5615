/** How long processes were ready to run while others had the processors: no program answers for that time. */
import { readdirSync, readFileSync } from 'node:fs'

const inThread = (pid: number, thread: string): number => {
  try {
    const [, nanoseconds] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')
    return Number(nanoseconds) / 1e6
  } catch {
    return 0 // it has ended meanwhile
  }
}

/** Of all threads: the main one waits for those that collect garbage. */
const inProcess = (pid: number | undefined): number => {
  if (pid === undefined) return 0
  try {
    return readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => sum + inThread(pid, thread), 0)
  } catch {
    return 0
  }
}

/** Milliseconds so far, never less than before: what has ended keeps what it had. 0 where no system tells. */
export const createWaiting = (...pids: readonly (number | undefined)[]): (() => number) => {
  const most = pids.map(() => 0)
  return () => {
    pids.forEach((pid, i) => {
      most[i] = Math.max(most[i] ?? 0, inProcess(pid))
    })
    return most.reduce((sum, ms) => sum + ms, 0)
  }
}

const OFTEN_MS = 20

/** What `task` took, and how much of that time others had; looked at often, since a process that has ended tells nothing. */
export const timed = async (
  waitedMs: () => number,
  task: () => Promise<unknown>,
): Promise<{ ms: number; waited: number }> => {
  const start = performance.now()
  const before = waitedMs()
  const timer = setInterval(waitedMs, OFTEN_MS)
  try {
    await task()
  } finally {
    clearInterval(timer)
  }
  return { ms: performance.now() - start, waited: waitedMs() - before }
}
