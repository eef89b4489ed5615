/** How far behind its time the process is: by how much timers come too late. */
import { monitorEventLoopDelay } from 'node:perf_hooks'

export interface Lag {
  /** Seconds by quantile, `1` being the longest; counted anew from now on. */
  take(): Readonly<Record<'0.5' | '0.99' | '1', number>>
  stop(): void
}

/** A timer of so many milliseconds is looked at again and again: what it takes beyond that is the lag. */
const RESOLUTION = 20

export const startLag = (): Lag => {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION })
  delays.enable()
  const beyond = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - RESOLUTION) / 1000
  return {
    take() {
      const isEmpty = delays.count === 0
      const quantile = (percent: number): number => (isEmpty ? 0 : beyond(delays.percentile(percent)))
      const taken = { '0.5': quantile(50), '0.99': quantile(99), '1': isEmpty ? 0 : beyond(delays.max) }
      delays.reset()
      return taken
    },
    stop() {
      delays.disable()
    },
  }
}
