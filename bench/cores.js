/** One core for the server, another for the load, so that neither steals the other's time. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** The cores this process may use: '0-2,5' is 0, 1, 2 and 5. */
const allowedCores = () => {
  const [, list] = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))
  return list.split(',').flatMap((range) => {
    const [from, to = from] = range.split('-').map(Number)
    return Array.from({ length: to - from + 1 }, (_, i) => from + i)
  })
}

/** Pins this process, and gives the command to put in front of a server's own. */
export const pinLoad = () => {
  const cores = allowedCores()
  if (cores.length < 2) return { text: 'one core for both: not pinned', server: [] }
  const [server, load] = [cores[0], cores.at(-1)]
  execFileSync('taskset', ['-a', '-c', '-p', String(load), String(process.pid)], { stdio: 'ignore' })
  return { text: `server on core ${server}, load on core ${load}`, server: ['taskset', '-c', String(server)] }
}

/** Microseconds of CPU that all programs together have used, and that there were: /proc/stat counts 10 ms. */
export const machine = () => {
  const [line] = readFileSync('/proc/stat', 'utf8').split('\n', 1)
  const [user, nice, system, idle, wait, ...interrupts] = line
    .split(/ +/)
    .slice(1, 9)
    .map((ticks) => ticks * 1e4)
  const busy = interrupts.reduce((sum, time) => sum + time, user + nice + system)
  return { busy, all: busy + idle + wait }
}
