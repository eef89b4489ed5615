/** Membermock's speed beside a bare Fastify route's, in one run; `--help` tells the flags, README.md the method. */
import { writeFile } from 'node:fs/promises'
import { vendorDefinitions } from '../src/routes/index.ts'
import { pinLoad } from './cores.js'
import { figuresOf, median, tableOf } from './figures.js'
import { HELP, readOptions } from './options.js'
import { profile } from './profile.js'
import { compareLoads, compareStarts } from './rounds.js'
import { capture } from './servers.js'
import { compareJournal, measureSandboxes, steeringText } from './steering.js'

const say = (text) => process.stdout.write(`${text}\n`)

const vendorIds = vendorDefinitions.map(({ id }) => id)

const targetOf = (id) => {
  const { sample } = vendorDefinitions.find((one) => one.id === id)
  return { id, vendors: vendorIds, ...sample }
}

const compare = async (pin, options) => {
  const figures = []
  const others = []
  for (const id of options.vendors) {
    process.stderr.write(`${id} ...\n`)
    const target = targetOf(id)
    const answer = await capture(pin, target)
    const starts = await compareStarts(pin, target, answer, options)
    const loads = await compareLoads(pin, target, answer, options)
    figures.push(...figuresOf(id, { starts, loads }))
    others.push(...loads.flatMap(({ membermock, bare }) => [membermock.others, bare.others]))
  }
  return { figures, others: median(others) }
}

const steer = async (pin, options) => {
  const journals = []
  for (const id of options.vendors) {
    process.stderr.write(`${id}, the journal ...\n`)
    const target = targetOf(id)
    journals.push(await compareJournal(pin, target, await capture(pin, target), options))
  }
  return { journals, sandboxes: measureSandboxes() }
}

const run = async (options) => {
  const { text, server: pin } = pinLoad()
  if (options.profile) {
    const target = targetOf(options.vendors[0])
    return profile(pin, target, await capture(pin, target), options)
  }
  const { rounds, seconds, connections, starts } = options
  const date = new Date().toISOString().slice(0, 10)
  const settings = `${rounds} rounds of ${seconds} s, ${connections} connections, ${starts} start-ups`
  const title = `membermock beside a bare Fastify route: ${date}, Node ${process.version}, ${settings}; ${text}`
  say(title)
  const { figures, others } = await compare(pin, options)
  say(`\n${tableOf(figures)}\n\nOther programs took ${(others * 100).toFixed(0)} % of the machine meanwhile.`)
  const { journals, sandboxes } = await steer(pin, options)
  say(steeringText(journals, sandboxes))
  if (options.json !== undefined)
    await writeFile(
      options.json,
      `${JSON.stringify({ title, others, figures, journals, sandboxes }, null, 2)}\n`,
    )
  const failed = [...figures, ...journals].filter(({ verdict }) => verdict === 'FAIL')
  say(
    failed.length === 0
      ? '\nPASS: every figure is within its bound'
      : `\nFAIL: ${failed.length} out of bounds`,
  )
  if (failed.length > 0) process.exitCode = 1
}

try {
  const options = readOptions(process.argv.slice(2), vendorIds)
  if (options.help) say(HELP)
  else await run(options)
} catch (error) {
  process.stderr.write(`bench: ${error.message}\n`)
  process.exitCode = 1
}
