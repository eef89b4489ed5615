/** Makes ten thousand sandboxes and prints, as JSON, how fast, how large, and how long a reset of one takes. */
import { readOptions } from '../src/config/config.ts'
import { createWorld } from '../src/control/world.ts'
import { vendorDefinitions } from '../src/routes/index.ts'

const MADE = 10_000
const RESETS = 1000

const config = await readOptions(vendorDefinitions, {})
const { sandboxes } = createWorld(vendorDefinitions, config)
const heap = () => {
  globalThis.gc()
  return process.memoryUsage().heapUsed
}

sandboxes.create()
const before = heap()
const start = performance.now()
for (let i = 0; i < MADE; i++) sandboxes.create()
const seconds = (performance.now() - start) / 1000
const bytes = (heap() - before) / MADE

const some = sandboxes.list().slice(1, RESETS + 1)
const beforeResets = performance.now()
for (const sandbox of some) sandboxes.reset(sandbox)
const resetMicroseconds = ((performance.now() - beforeResets) / some.length) * 1000

process.stdout.write(
  `${JSON.stringify({ made: MADE, perSecond: MADE / seconds, bytes, resetMicroseconds })}\n`,
)
