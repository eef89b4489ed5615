/** A process with all that it has started: its CPU time and memory, and how to hold it still and end it. */
import { readdirSync, readFileSync } from 'node:fs'

/** A thread or process may end between two looks at it. */
const unlessEnded = (read, otherwise) => {
  try {
    return read()
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes(error.code)) return otherwise
    throw error
  }
}

/** One file of each thread, as texts. */
const ofThreads = (pid, file) =>
  unlessEnded(() => readdirSync(`/proc/${pid}/task`), []).map((thread) =>
    unlessEnded(() => readFileSync(`/proc/${pid}/task/${thread}/${file}`, 'utf8'), ''),
  )

const childrenOf = (pid) =>
  ofThreads(pid, 'children').flatMap((list) => list.split(' ').filter(Boolean).map(Number))

/** The process and its descendants; a launcher that waits for the real server is part of the server. */
const treeOf = (pid) => [pid, ...childrenOf(pid).flatMap(treeOf)]

/** Microseconds of user and system time so far, of all threads; the kernel counts nanoseconds. */
const cpuOf = (pid) =>
  ofThreads(pid, 'schedstat').reduce((sum, line) => sum + Number(line.split(' ', 1)[0]) / 1000, 0)

const residentOf = (pid) =>
  Number(/^VmRSS:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024

const sumOf = (pid, figure) => treeOf(pid).reduce((sum, one) => sum + figure(one), 0)

export const cpuMicroseconds = (pid) => sumOf(pid, cpuOf)

/** Pages that two of the processes share count twice. */
export const residentMegabytes = (pid) => sumOf(pid, residentOf)

/** To all of them; one that has just ended needs no signal. */
export const signalTree = (pid, signal) => {
  for (const one of treeOf(pid)) {
    try {
      process.kill(one, signal)
    } catch (error) {
      if (error.code !== 'ESRCH') throw error
    }
  }
}
