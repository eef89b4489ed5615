/**
 * What ten million members and many sandboxes take with a store: start-up, first page, memory of the process and of the
 * store. `npm run build && node bench/store-size.js [sandboxes]`; it takes redis-server and redis-cli on the PATH.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { median } from './figures.js'
import { startServer, startStore } from './store-programs.js'

const [sandboxes = '100000'] = process.argv.slice(2)
const STARTS = 5
const AT_ONCE = 32
const PAGE = '/sotion/api/v1/members?limit=50'

const say = (text) => process.stdout.write(`${text}\n`)
const megabytes = (bytes) => `${(bytes / 1024 / 1024).toFixed(1)} MB`

const rssOf = ({ child }) =>
  1024 * Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1])

const heldBy = (url) => {
  const text = execFileSync('redis-cli', ['-u', url, 'info', 'memory'], { encoding: 'utf8' })
  return Number(/^used_memory:(\d+)/m.exec(text)?.[1])
}

const ask = async ({ url }, path, key) => {
  const answer = await fetch(url + path, { headers: { authorization: `Bearer ${key}` } })
  if (!answer.ok) throw new Error(`${answer.status} ${path}`)
  await answer.arrayBuffer()
}

/** Milliseconds to ready and of the first page, and bytes then. */
const begin = async (members, url) => {
  const started = performance.now()
  const server = await startServer(['--members', members, '--store', url])
  const ready = performance.now() - started
  const asked = performance.now()
  await ask(server, PAGE, 'so_mock_site_a')
  const found = { ready, page: performance.now() - asked, rss: rssOf(server) }
  server.child.kill('SIGKILL')
  return found
}

const compareSizes = async () => {
  const found = { 100: [], 10000000: [] }
  for (let nth = 0; nth < STARTS; nth++)
    for (const members of Object.keys(found)) {
      const store = await startStore()
      found[members].push(await begin(members, store.url))
      store.child.kill('SIGKILL')
      store.end()
    }
  const of = (members, pick) => median(found[members].map(pick))
  for (const [name, pick] of [
    ['start-up', ({ ready }) => ready],
    ['first page', ({ page }) => page],
    ['memory', ({ rss }) => rss],
  ])
    say(
      `ten million members beside a hundred: ${name} ${(of(10000000, pick) / of(100, pick)).toFixed(2)} times`,
    )
}

const makeSandboxes = async () => {
  const store = await startStore()
  const server = await startServer(['--store', store.url])
  await ask(server, PAGE, 'so_mock_site_a')
  const before = { rss: rssOf(server), held: heldBy(store.url) }
  const count = Number(sandboxes)
  let left = count
  const keys = []
  const work = async () => {
    while (left-- > 0) {
      const answer = await fetch(`${server.url}/__admin/sandboxes`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      })
      const { credentials } = await answer.json()
      keys.push(Object.values(credentials.sotion)[0])
    }
  }
  const started = performance.now()
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  const seconds = (performance.now() - started) / 1000
  const each = (bytes) => Math.round(bytes / count)
  const after = { rss: rssOf(server), held: heldBy(store.url) }
  say(`${count} sandboxes: ${Math.round(count / seconds)} made a second`)
  say(`  the process ${megabytes(after.rss)}, ${each(after.rss - before.rss)} bytes each`)
  say(`  the store ${megabytes(after.held)}, ${each(after.held - before.held)} bytes each`)
  const other = await startServer(['--store', store.url])
  const asked = performance.now()
  await ask(other, PAGE, keys.at(-1))
  say(
    `  a process more: the first answer to the last of them after ${Math.round(performance.now() - asked)} ms`,
  )
  for (const { child } of [server, other, store]) child.kill('SIGKILL')
  store.end()
}

await compareSizes()
await makeSandboxes()
