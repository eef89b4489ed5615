/**
 * Three programs on one store under load, one of them killed every ten seconds: nothing that was answered may be lost, and
 * each change has to reach a webhook. `npm run soak:replicas -- --seconds N`; it takes redis-server on the PATH.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Fleet } from './replicas/fleet.ts'
import { Load } from './replicas/load.ts'

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '60' } } })
const SECONDS = Number(values.seconds)
const CLIENTS = 12
const KILL_EVERY_MS = 10_000
/** What a dead process leaves is taken over within 12 seconds. */
const TAKEN_OVER_MS = 20_000

/** Counts by the address of the member that an event is about. */
const openReceiver = async (counts: Map<string, number>) => {
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const piece of request) text += piece
    const [, email = ''] = /"email":"([^"]+)"/.exec(text) ?? []
    counts.set(email, (counts.get(email) ?? 0) + 1)
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on TCP
  return { url: `http://127.0.0.1:${port}/`, close: () => server.closeAllConnections() ?? server.close() }
}

const fleet = await Fleet.start(3)
const counts = new Map<string, number>()
const receiver = await openReceiver(counts)
const registered = await fetch(`${fleet.url(0)}/__admin/sotion/webhooks`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ site: 'site_a', url: receiver.url, events: ['member.created'] }),
})
if (!registered.ok) throw new Error(await registered.text())

const load = new Load(fleet)
const end = performance.now() + SECONDS * 1000
const isOver = (): boolean => performance.now() > end
const killing = (async () => {
  while (performance.now() + KILL_EVERY_MS < end) {
    await sleep(KILL_EVERY_MS)
    await fleet.killOne()
  }
})()
await Promise.all([
  killing,
  ...Array.from({ length: CLIENTS }, (_, nth) => load.work(`client${nth}`, isOver)),
])
await load.check()
const undelivered = (): number => [...load.created].filter((email) => !counts.has(email)).length
const patience = performance.now() + TAKEN_OVER_MS
while (undelivered() > 0 && performance.now() < patience) await sleep(100)
const more = [...load.created].filter((email) => (counts.get(email) ?? 0) > 1).length
const rss = await fleet.rss()
const { said } = fleet
const isClean = await fleet.stop()
receiver.close()

const figures = {
  seconds: SECONDS,
  kills: fleet.kills,
  answered: load.answered,
  'cut by a kill': load.lost,
  created: load.created.size,
  'wrong answers': load.wrong.length,
  'events that never came': undelivered(),
  'events that came twice': more,
  'megabytes of the largest process': Math.round(rss / 1024 / 1024),
}
const isRight =
  load.wrong.length === 0 &&
  undelivered() === 0 &&
  more <= fleet.kills &&
  said === '' &&
  isClean &&
  load.created.size > 0
process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)
for (const line of [...load.wrong.slice(0, 10), said]) if (line !== '') process.stdout.write(`${line}\n`)
process.stdout.write(isRight ? 'PASS\n' : 'FAIL\n')
process.exitCode = isRight ? 0 : 1
