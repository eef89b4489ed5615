/**
 * What a store costs, beside none, in turns of one run: CPU time a request of the server and of the store, and requests a
 * second. `npm run build && node bench/store.js [rounds] [requests]`; it takes redis-server on the PATH.
 */
import { readFileSync } from 'node:fs'
import autocannon from 'autocannon'
import { median } from './figures.js'
import { startServer, startStore } from './store-programs.js'

const [rounds = '5', requests = '20000'] = process.argv.slice(2)
/** At most so many times the CPU of a server without a store. */
const BOUND = 2
const CASES = [
  { name: 'Whop, one member', path: '/whop/api/v1/members/mber_Joined0000001', key: 'apik_mock_full' },
  {
    name: 'Sotion, one member',
    path: '/sotion/api/v1/members/11111111-1111-4111-8111-111111111111',
    key: 'so_mock_site_a',
  },
]

/** Microseconds of user and system time; the kernel counts hundredths of a second. */
const cpuOf = ({ pid }) => {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10_000
}

/** Of `amount` requests: CPU of the server and of the store, for each, and how many there were a second. */
const load = async ({ child, url }, { path, key }, store, amount) => {
  const [own, others] = [cpuOf(child), cpuOf(store)]
  const headers = { authorization: `Bearer ${key}` }
  const result = await autocannon({ url: url + path, connections: 32, amount, headers })
  if (result['2xx'] !== amount) throw new Error(`${result['2xx']} of ${amount} were answered with 2xx`)
  return {
    cpu: (cpuOf(child) - own) / amount,
    store: (cpuOf(store) - others) / amount,
    throughput: amount / result.duration,
  }
}

const say = (text) => process.stdout.write(`${text}\n`)

const compare = async (asked, [alone, sharing], store) => {
  const pairs = []
  for (const server of [alone, sharing]) await load(server, asked, store, 5000)
  for (let round = 0; round < Number(rounds); round++) {
    const pair = {}
    const turns = round % 2 === 0 ? ['alone', 'sharing'] : ['sharing', 'alone']
    for (const turn of turns)
      pair[turn] = await load(turn === 'alone' ? alone : sharing, asked, store, Number(requests))
    pairs.push(pair)
  }
  const of = (pick) => median(pairs.map(pick))
  const ratio = of(({ alone: a, sharing: s }) => s.cpu / a.cpu)
  say(
    `${asked.name}: ${of((p) => p.sharing.cpu).toFixed(1)} µs of CPU with a store, ${of((p) => p.alone.cpu).toFixed(1)} without, ratio ${ratio.toFixed(2)} (at most ${BOUND}: ${ratio <= BOUND ? 'PASS' : 'FAIL'}); the store itself ${of((p) => p.sharing.store).toFixed(1)} µs; ${of((p) => p.sharing.throughput).toFixed(0)} requests a second, ${of((p) => p.alone.throughput).toFixed(0)} without`,
  )
  return ratio <= BOUND
}

const store = await startStore()
const servers = [await startServer([]), await startServer(['--store', store.url])]
try {
  const verdicts = []
  for (const asked of CASES) verdicts.push(await compare(asked, servers, store.child))
  if (verdicts.includes(false)) process.exitCode = 1
} finally {
  for (const { child } of [...servers, store]) child.kill('SIGKILL')
  store.end()
}
