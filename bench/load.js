/** One measurement: autocannon against one server, every answer looked at. */
import autocannon from 'autocannon'
import { machine } from './cores.js'

const percentile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]

const assertAnswers = (result, count, url) => {
  const { errors, timeouts, mismatches, statusCodeStats } = result
  const good = statusCodeStats['200']?.count ?? 0
  if (count > 0 && good === count && errors + timeouts + mismatches === 0) return
  const found = JSON.stringify({ count, statusCodeStats, errors, timeouts, mismatches })
  throw new Error(`${url}: not every answer was the expected 200: ${found}`)
}

/** Runs autocannon; resolves with the milliseconds that each answer took, and all of them together. */
export const load = async (server, body, extent, longest) => {
  const latencies = []
  let [first, last] = [0, 0]
  const run = autocannon({
    ...extent,
    url: server.url,
    sampleInt: 100,
    headers: { authorization: `Bearer ${server.credential}` },
    expectBody: body,
  })
  run.on('response', (_client, _status, _bytes, milliseconds) => {
    last = performance.now()
    if (latencies.length === 0) first = last
    latencies.push(milliseconds)
  })
  const timer = longest === undefined ? undefined : setTimeout(() => run.stop(), longest * 1000)
  const result = await run
  clearTimeout(timer)
  assertAnswers(result, latencies.length, server.url)
  return { latencies, milliseconds: last - first }
}

/** So many answers that V8 has settled, however slow the machine is just now. */
const WARM = 60_000

/** `longest`, in seconds, is for servers that would take a minute for so many. */
export const warmUp = (server, body, { connections, longest }) =>
  load(server, body, { connections, amount: WARM }, longest)

/** What has been used so far, in microseconds of CPU: by the server, by the whole machine, by all but this and it. */
const usage = (server) => {
  const [cpu, own] = [server.cpu(), process.cpuUsage()]
  const { busy, all } = machine()
  const load = own.user + own.system
  return { cpu, all, load, time: performance.now() * 1000, others: busy - cpu - load }
}

/**
 * Resolves with requests a second, CPU microseconds a request, milliseconds of p50 and p99, megabytes afterwards, and the
 * shares of a core that the server and the load took, and of the machine that other programs took meanwhile.
 */
export const measure = async (server, body, { seconds, connections }) => {
  const before = usage(server)
  const { latencies, milliseconds } = await load(server, body, { connections, duration: seconds })
  const after = usage(server)
  const count = latencies.length
  const sorted = Float64Array.from(latencies).sort()
  return {
    throughput: ((count - 1) / milliseconds) * 1000,
    cpu: (after.cpu - before.cpu) / count,
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
    memory: server.memory(),
    serverBusy: (after.cpu - before.cpu) / (after.time - before.time),
    loadBusy: (after.load - before.load) / (after.time - before.time),
    others: Math.max(0, (after.others - before.others) / (after.all - before.all)),
  }
}
