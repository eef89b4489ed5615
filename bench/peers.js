/** Membermock's speed, memory and size beside other mock servers', in one run; `--help` tells the flags. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vendorDefinitions } from '../src/routes/index.ts'
import { compareLoads, compareStarts } from './alternate.js'
import { chartOf } from './chart.js'
import { contestants } from './contestants.js'
import { pinLoad } from './cores.js'
import { measureGrowth } from './growth.js'
import { ensurePeers } from './install.js'
import { METHOD, machineText, settingsText } from './machine.js'
import { othersIn, ratiosOf, rowsOf } from './peer-figures.js'
import { PEER_HELP, readPeerOptions } from './peer-options.js'
import { resultsPage, sectionsOf } from './results.js'
import { capture } from './servers.js'
import { measureSizes } from './sizes.js'

const [own, ...peers] = contestants

const say = (text) => process.stdout.write(`${text}\n`)

const targetOf = (id) => {
  const { sample } = vendorDefinitions.find((one) => one.id === id)
  return { id, vendors: vendorDefinitions.map((one) => one.id), ...sample }
}

const measureParts = async (pin, folder, chosen, options) => {
  const wants = (part) => options.parts.includes(part)
  const target = targetOf('whop')
  const subject = { target, folder, answer: await capture(pin, target) }
  const sizes = wants('sizes') ? measureSizes(chosen, folder) : undefined
  const starts = wants('starts') ? await compareStarts(pin, chosen, subject, options) : undefined
  const rounds = wants('load') ? await compareLoads(pin, chosen, subject, options) : undefined
  const growth = wants('growth') ? await measureGrowth(pin, own, subject, options) : undefined
  return { sizes, starts, rounds, growth }
}

const inFolder = async (work) => {
  const folder = await mkdtemp(join(tmpdir(), 'membermock-peers-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

const write = async (results, words) => {
  const at = (name) => new URL(name, import.meta.url)
  await writeFile(at('RESULTS.md'), `${resultsPage(results, { ...words, text: METHOD })}\n`)
  await writeFile(at('results.svg'), chartOf(results.rows))
}

const run = async (options) => {
  ensurePeers()
  const { text, server: pin } = pinLoad()
  const words = { machine: machineText(text), settings: settingsText(options) }
  say(`${words.machine}\n${words.settings}`)
  const chosen = [own, ...peers.filter(({ name }) => options.peers.includes(name))]
  const { growth, ...samples } = await inFolder((folder) => measureParts(pin, folder, chosen, options))
  const { rounds } = samples
  const results = {
    rows: rowsOf(chosen, samples),
    ratios: rounds && ratiosOf(rounds, options.peers),
    others: rounds && othersIn(rounds),
    growth,
  }
  for (const [title, body] of sectionsOf(results)) say(`\n# ${title}\n\n${body}`)
  if (options.write) await write(results, words)
  if (options.json !== undefined)
    await writeFile(options.json, `${JSON.stringify({ ...words, ...results, samples }, null, 2)}\n`)
  const verdicts = [...(results.ratios ?? []), ...(growth?.verdicts ?? [])]
  const failed = verdicts.filter(({ verdict }) => verdict === 'FAIL')
  say(failed.length === 0 ? '\nPASS: nothing is out of bounds' : `\nFAIL: ${failed.length} out of bounds`)
  if (failed.length > 0) process.exitCode = 1
}

try {
  const names = peers.map(({ name }) => name)
  const options = readPeerOptions(process.argv.slice(2), names)
  if (options.help) say(PEER_HELP)
  else await run(options)
} catch (error) {
  process.stderr.write(`bench: ${error.message}\n`)
  process.exitCode = 1
}
