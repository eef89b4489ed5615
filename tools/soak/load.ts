/** All kinds of clients at once, for so many seconds, and until each has ended what it had begun. */
import { broken } from './broken.ts'
import { fast, pipelining } from './fast.ts'
import { createVictims } from './faulty.ts'
import { hostile } from './hostile.ts'
import { slow } from './slow.ts'
import type { Client, Stage } from './stage.ts'
import { createResets, living } from './steered.ts'
import { receiving } from './webhooks.ts'

interface Crowd {
  slow: number
  fast: number
}

const LIVES = 3
const PIPELINES = 4

export const gather = async (stage: Stage, crowd: Crowd): Promise<readonly Client[]> => [
  ...Array.from({ length: crowd.fast }, () => fast),
  ...Array.from({ length: crowd.slow }, () => slow),
  ...Array.from({ length: PIPELINES }, () => pipelining),
  ...Array.from({ length: LIVES }, () => living),
  receiving,
  ...broken,
  ...hostile,
  ...(await createVictims(stage)),
  ...(await createResets(stage)),
]

/** Resolves with the milliseconds that the clients took to end after they were told to. */
export const runLoad = async (
  stage: Stage,
  clients: readonly Client[],
  seconds: number,
  progress: (text: string) => void = () => {},
): Promise<number> => {
  const start = performance.now()
  const end = start + seconds * 1000
  let hasFailed = false
  const isOver = (): boolean => hasFailed || performance.now() >= end
  const run = async (client: Client, index: number): Promise<void> => {
    // Each has a turn, however slow the machine is.
    let looked = 0
    const isDone = (): boolean => looked++ > 0 && isOver()
    try {
      await client(stage, isDone, index)
    } catch (error) {
      hasFailed = true // the others need not go on
      throw error
    }
  }
  const ticker = setInterval(() => {
    const left = Math.ceil((end - performance.now()) / 1000)
    progress(left > 0 ? `${left} s left, ${stage.tally.sent} sent` : `ending, ${stage.tally.unsettled} open`)
  }, 1000)
  try {
    await Promise.all(clients.map(run))
  } finally {
    clearInterval(ticker)
  }
  return performance.now() - end
}
