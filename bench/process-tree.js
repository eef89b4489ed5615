/** A process with all that it has started: its CPU time and memory, and how to hold it still and end it. */
import { readdirSync, readFileSync } from 'node:fs'

const childrenOf = (pid) =>
  readdirSync(`/proc/${pid}/task`)
    .map((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').trim())
    .flatMap((list) => (list === '' ? [] : list.split(' ').map(Number)))

/** The process and its descendants; a launcher that waits for the real server is part of the server. */
export const treeOf = (pid) => [pid, ...childrenOf(pid).flatMap(treeOf)]

/** Microseconds of user and system time so far, of all threads; the kernel counts nanoseconds. */
const cpuOf = (pid) =>
  readdirSync(`/proc/${pid}/task`)
    .map((thread) => Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ', 1)[0]))
    .reduce((sum, nanoseconds) => sum + nanoseconds / 1000, 0)

const residentOf = (pid) =>
  Number(/^VmRSS:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024

const sumOf = (pid, figure) => treeOf(pid).reduce((sum, one) => sum + figure(one), 0)

export const cpuMicroseconds = (pid) => sumOf(pid, cpuOf)

/** Pages that two of the processes share count twice. */
export const residentMegabytes = (pid) => sumOf(pid, residentOf)

/** To all of them; one that has just ended needs no signal. */
export const signalTree = (pid, signal) => {
  let pids = []
  try {
    pids = treeOf(pid)
  } catch {
    // It ended by itself.
  }
  for (const one of pids) {
    try {
      process.kill(one, signal)
    } catch {
      // This one did.
    }
  }
}
