/** Makes ten thousand sandboxes and prints, as JSON, how fast, how large, and how long a reset of one takes. */
import { readOptions } from '../dist/config/config.js'
import { createWorld } from '../dist/control/world.js'
import { vendorDefinitions } from '../dist/routes/index.js'

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
