/** The flags of the comparison with the peers. */
import { parseArgs } from 'node:util'
import { positive } from './options.js'

export const PARTS = ['sizes', 'starts', 'load', 'growth']

export const PEER_HELP = `npm run bench:peers -- [flags]

  --peer NAME      beside membermock only this one; may be given more than once (default: all)
  --part NAME      only this part: sizes, starts, load, growth; may be given more than once (default: all)
  --growth         the same as --part growth
  --rounds N       rounds of load, each with fresh processes (default 5)
  --seconds N      length of one measurement (default 2)
  --starts N       start-ups of each (default 5)
  --requests N     how many of them the memory is watched for (default 2000000)
  --json FILE      write every figure there
  --write          write bench/RESULTS.md and bench/results.svg
  --help`

const FLAGS = {
  peer: { type: 'string', multiple: true },
  part: { type: 'string', multiple: true },
  growth: { type: 'boolean', default: false },
  rounds: { type: 'string', default: '5' },
  seconds: { type: 'string', default: '2' },
  starts: { type: 'string', default: '5' },
  requests: { type: 'string', default: '2000000' },
  json: { type: 'string' },
  write: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
}

/** Refuses what is not among `all`. */
const chosen = (flag, values, all) => {
  const unknown = values?.find((value) => !all.includes(value))
  if (unknown !== undefined) throw new Error(`--${flag} ${unknown}: one of ${all.join(', ')} is needed`)
  return values ?? all
}

export const readPeerOptions = (args, peerNames) => {
  const { values } = parseArgs({ args, options: FLAGS })
  const asked = values.growth ? [...(values.part ?? []), 'growth'] : values.part
  const peers = chosen('peer', values.peer, peerNames)
  const parts = chosen('part', asked, PARTS)
  const partial = peers.length < peerNames.length || parts.length < PARTS.length
  if (values.write && partial) throw new Error('--write needs every peer and every part')
  const numbers = ['rounds', 'seconds', 'starts', 'requests'].map((flag) => [
    flag,
    positive(flag, values[flag]),
  ])
  return { ...values, ...Object.fromEntries(numbers), peers, parts }
}
