/** The flags of the benchmark. */
import { parseArgs } from 'node:util'

export const HELP = `npm run bench -- [flags]

  --vendor NAME    only this vendor; may be given more than once (default: all)
  --rounds N       rounds a vendor, each with fresh processes in the order A B B A (default 7)
  --seconds N      length of one measurement (default 2)
  --connections N  open connections (default 32)
  --starts N       pairs of start-ups a vendor (default 11)
  --json FILE      write every figure there
  --profile        instead: where one vendor's CPU time goes, beside the bare route's
  --help`

export const positive = (flag, text) => {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`--${flag} ${text}: a whole number from 1 is needed`)
  return value
}

const FLAGS = {
  vendor: { type: 'string', multiple: true },
  rounds: { type: 'string', default: '7' },
  seconds: { type: 'string', default: '2' },
  connections: { type: 'string', default: '32' },
  starts: { type: 'string', default: '11' },
  json: { type: 'string' },
  profile: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
}

export const readOptions = (args, vendorIds) => {
  const { values } = parseArgs({ args, options: FLAGS })
  const vendors = values.vendor ?? vendorIds
  const unknown = vendors.find((id) => !vendorIds.includes(id))
  if (unknown !== undefined) throw new Error(`--vendor ${unknown}: one of ${vendorIds.join(', ')} is needed`)
  const numbers = ['rounds', 'seconds', 'connections', 'starts'].map((flag) => [
    flag,
    positive(flag, values[flag]),
  ])
  return { ...values, ...Object.fromEntries(numbers), vendors }
}
