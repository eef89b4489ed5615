/** Broken bytes against the app, any number of cases: `npm run fuzz:raw -- --cases 100000 --seed 7`. */
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import { createTestApp } from '../test/support/app.ts'
import { fuzzRaw } from './fuzz-raw/run.ts'

const { values } = parseArgs({
  options: { cases: { type: 'string', default: '20000' }, seed: { type: 'string', default: '1' } },
})

const wholeNumber = (flag: keyof typeof values): number => {
  const number = Number(values[flag])
  if (Number.isSafeInteger(number) && number >= 1) return number
  throw new TypeError(`--${flag}: found "${values[flag]}"; accepted: a whole number from 1`)
}

const cases = wholeNumber('cases')
const seed = wholeNumber('seed')
const { app, failures } = createTestApp({ members: 3, rateLimit: false })
await app.listen({ port: 0, host: '127.0.0.1' })
const { port } = app.server.address() as AddressInfo // it listens on a port, not on a pipe
process.stdout.write(`${cases} cases from seed ${seed}\n`)

const complaint = await fuzzRaw({
  port,
  cases,
  seed,
  failure: () =>
    failures.length === 0 ? undefined : failures.map((error) => (error as Error).stack ?? error).join('\n'), // anything can be thrown
  progress: (done) => process.stderr.isTTY && process.stderr.write(`\r\u001b[K${done}`),
})
process.stdout.write(`${complaint ?? 'nothing was wrong'}\n`)
await app.close()
process.exitCode = complaint === undefined ? 0 : 1
