/** Goes along with a server: tells how long its loop was blocked at a time, and the CPU time that it took. */
import { monitorEventLoopDelay } from 'node:perf_hooks'

const RESOLUTION_MS = 1
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
let before = process.cpuUsage()

const ANSWERS = {
  start() {
    delay.reset()
    delay.enable()
    before = process.cpuUsage()
  },
  stop() {
    delay.disable()
    const { user, system } = process.cpuUsage(before)
    return { longestMs: Math.max(0, delay.max / 1e6 - RESOLUTION_MS), cpuMs: (user + system) / 1000 }
  },
}

process.on('message', (name) => process.send(ANSWERS[name]() ?? {}))
process.on('disconnect', () => process.exit(1))
