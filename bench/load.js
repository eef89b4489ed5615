/** One measurement: autocannon against one server for some seconds, every answer looked at. */
import autocannon from 'autocannon'

const percentile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]

const assertAnswers = (result, count, url) => {
  const { errors, timeouts, mismatches, statusCodeStats } = result
  const good = statusCodeStats['200']?.count ?? 0
  if (count > 0 && good === count && errors + timeouts + mismatches === 0) return
  const found = JSON.stringify({ count, statusCodeStats, errors, timeouts, mismatches })
  throw new Error(`${url}: not every answer was the expected 200: ${found}`)
}

/** Resolves with requests a second, CPU microseconds a request, milliseconds of p99, and megabytes afterwards. */
export const measure = async (server, body, { seconds, connections }) => {
  const latencies = []
  let [first, last] = [0, 0]
  const before = server.cpu()
  const run = autocannon({
    url: server.url,
    connections,
    duration: seconds,
    sampleInt: 100,
    headers: { authorization: `Bearer ${server.credential}` },
    expectBody: body,
  })
  run.on('response', (_client, _status, _bytes, milliseconds) => {
    last = performance.now()
    if (latencies.length === 0) first = last
    latencies.push(milliseconds)
  })
  const result = await run
  const cpu = server.cpu() - before
  const count = latencies.length
  assertAnswers(result, count, server.url)
  const sorted = Float64Array.from(latencies).sort()
  return {
    throughput: ((count - 1) / (last - first)) * 1000,
    cpu: cpu / count,
    p99: percentile(sorted, 0.99),
    memory: server.memory(),
  }
}
