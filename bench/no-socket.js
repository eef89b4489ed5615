/** What an answer costs without sockets, beside the bare route's: `npx tsx bench/no-socket.js [vendor] [rounds]`. */
import { execFileSync, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { vendorDefinitions } from '../src/routes/index.ts'
import { median } from './figures.js'
import { BARE, capture, membermockArgs, routeOf } from './servers.js'

const DRIVE = fileURLToPath(new URL('./drive.js', import.meta.url))
const [only, rounds = '3'] = process.argv.slice(2)

/** Microseconds of an answer, the least that other programs have let it come to. */
const measure = (args, asked) => {
  const env = { ...process.env, BENCH_DRIVE: JSON.stringify(asked) }
  const options = { env, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] }
  const { status, stderr } = spawnSync(process.execPath, ['--import', DRIVE, ...args], options)
  if (status !== 0) throw new Error(stderr)
  return Number(stderr.trim().split('\n').at(-1))
}

execFileSync(process.execPath, [fileURLToPath(new URL('../tools/build.js', import.meta.url))])
const vendors = vendorDefinitions.map(({ id }) => id)
for (const { id, sample } of vendorDefinitions) {
  if (only !== undefined && only !== id) continue
  const target = { id, vendors, ...sample }
  const answer = await capture([], target)
  const { pathname, search } = new URL(answer.url)
  const asked = { path: pathname + search, credential: answer.credential }
  const [own, bare] = [[], []]
  for (let i = 0; i < Number(rounds); i++) {
    own.push(measure(membermockArgs(target), asked))
    bare.push(measure([BARE, routeOf(answer)], asked))
  }
  const [a, b] = [median(own), median(bare)]
  process.stdout.write(`${id}: ${a.toFixed(1)} µs, bare ${b.toFixed(1)} µs, ratio ${(a / b).toFixed(2)}\n`)
}
