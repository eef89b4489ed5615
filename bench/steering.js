/** What steering costs: the journal on the success path, and sandboxes by the thousand. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { median } from './figures.js'
import { measure, warmUp } from './load.js'
import { startMembermock } from './servers.js'

const BOUND = 1.15
const MANY = fileURLToPath(new URL('./many-sandboxes.js', import.meta.url))

/** With the journal and without, each in a fresh process, in the order A B B A; CPU microseconds a request. */
const compareOnce = async (pin, target, answer, options) => {
  const on = await startMembermock(pin, target)
  const off = await startMembermock(pin, target, [], ['--journal-size', '0'])
  for (const server of [on, off]) await warmUp(server, answer.body, options)
  const cpu = async (server) => (await measure(server, answer.body, options)).cpu
  const [first, second, third, fourth] = [await cpu(on), await cpu(off), await cpu(off), await cpu(on)]
  await Promise.all([on.stop(), off.stop()])
  return (first + fourth) / (second + third)
}

/** The median of the rounds' ratios, and whether it is within its bound. */
export const compareJournal = async (pin, target, answer, options) => {
  const ratios = []
  for (let i = 0; i < options.rounds; i++) ratios.push(await compareOnce(pin, target, answer, options))
  const ratio = median(ratios)
  const [lowest, highest] = [Math.min(...ratios), Math.max(...ratios)]
  return {
    vendor: target.id,
    ratio,
    lowest,
    highest,
    bound: BOUND,
    verdict: ratio <= BOUND ? 'PASS' : 'FAIL',
  }
}

/** In a process of its own, where garbage can be collected on demand. */
export const measureSandboxes = () =>
  JSON.parse(
    execFileSync(process.execPath, ['--expose-gc', '--import', import.meta.resolve('tsx'), MANY], {
      encoding: 'utf8',
    }),
  )

export const steeringText = (journals, { made, perSecond, bytes, resetMicroseconds }) =>
  [
    ...journals.map(
      ({ vendor, ratio, lowest, highest, bound, verdict }) =>
        `journal, ${vendor}: CPU a request with it / without it ${ratio.toFixed(2)} (${lowest.toFixed(2)}-${highest.toFixed(2)}), at most ${bound} ${verdict}`,
    ),
    `sandboxes: ${Math.round(perSecond)} made a second (${made} of them), ${Math.round(bytes)} bytes for an idle one, ${resetMicroseconds.toFixed(0)} µs for a reset`,
  ].join('\n')
