/** What a page of a list and a create cost, beside a bare Fastify with a Map: `node bench/lists-and-writes.js [seconds]`. */
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'
import { pinLoad } from './cores.js'
import { median } from './figures.js'
import { membermockArgs, spawnPinned, untilDead } from './servers.js'
import { markdownTable } from './table.js'

const BARE = fileURLToPath(new URL('./bare-map.js', import.meta.url))
const TELLER = fileURLToPath(new URL('./teller.js', import.meta.url))
const TARGET = { id: 'sotion', vendors: ['whop', 'aitable', 'sotion'] }
const KEY = 'so_mock_site_a'
const CONNECTIONS = 8
const ROUNDS = 3
/** Pages that are asked for in turn, from the newest on. */
const PAGES = 10
const LIMIT = 50

const seconds = Number(process.argv[2] ?? 2)
const { text, server: pin } = pinLoad()
const folder = mkdtempSync(join(tmpdir(), 'membermock-lists-'))
process.once('exit', () => rmSync(folder, { recursive: true }))

const start = async (args) => {
  const server = spawnPinned(pin, args, ['ignore', 'pipe', 'inherit'])
  const died = untilDead(server.child, args[0])
  const [line] = await Promise.race([once(createInterface({ input: server.child.stdout }), 'line'), died])
  died.catch(() => {}) // it ends some time
  return { ...server, ready: JSON.parse(line) }
}

const startMembermock = async (members, flags = []) => {
  const server = await start([...membermockArgs(TARGET), '--members', String(members), ...flags])
  return { ...server, url: `${server.ready.baseUrl.sotion}/members` }
}

/** Without an endpoint; `silent`: without the means to tell one. */
const startTeller = async (...args) => {
  const server = await start(['--import', import.meta.resolve('tsx'), TELLER, ...args])
  return { ...server, url: `${server.ready.baseUrl.sotion}/members` }
}

const authorization = `Bearer ${KEY}`

/** The first pages of the list: their queries, their texts, and the headers that they come with. */
const readPages = async (url) => {
  const pages = []
  let query = `?limit=${LIMIT}`
  let headers = {}
  for (let i = 0; i < PAGES; i++) {
    const answer = await fetch(url + query, { headers: { authorization } })
    if (answer.status !== 200) throw new Error(`${url}${query}: ${answer.status}`)
    const body = await answer.text()
    headers = Object.fromEntries([...answer.headers].filter(([name]) => /^(x-|content-type)/.test(name)))
    pages.push({ query, body })
    query = `?limit=${LIMIT}&after=${JSON.parse(body).pagination.nextCursor}`
  }
  return { pages, headers }
}

const startBare = async (url, { pages, headers }) => {
  const path = new URL(url).pathname
  const file = join(folder, 'pages.json')
  const texts = Object.fromEntries(pages.map(({ query, body }) => [path + query, body]))
  writeFileSync(file, JSON.stringify({ path, headers, pages: texts }))
  const server = await start([BARE, file])
  return { ...server, url: server.ready.url + path }
}

let made = 0

const listing = (pages) => ({
  status: 200,
  requests: pages.map(({ query }) => ({ method: 'GET', path: query })),
})

const creating = () => ({
  status: 201,
  requests: [
    {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      setupRequest: (request) => ({ ...request, body: JSON.stringify({ email: `m${made++}@example.com` }) }),
    },
  ],
})

/** Microseconds of the server's CPU an answer. */
const measure = async (server, { status, requests }, duration) => {
  const { pathname, origin } = new URL(server.url)
  const before = server.cpu()
  const result = await autocannon({
    url: origin,
    connections: CONNECTIONS,
    duration,
    headers: { authorization },
    requests: requests.map(({ path = '', ...rest }) => ({ ...rest, path: pathname + path })),
  })
  const cpu = server.cpu() - before
  const good = result.statusCodeStats[status]?.count ?? 0
  const bad = Object.keys(result.statusCodeStats).filter((one) => Number(one) !== status)
  if (good === 0 || bad.length > 0 || result.errors > 0)
    throw new Error(`${server.url}: ${JSON.stringify(result.statusCodeStats)}, ${result.errors} errors`)
  return cpu / good
}

/** Each side warmed up and measured in processes of its own; the ratio of the medians of all rounds. */
const compare = async ({ name, bound, work, one, other }) => {
  const figures = { one: [], other: [] }
  for (let i = 0; i < ROUNDS; i++)
    for (const [side, open] of [
      ['one', one],
      ['other', other],
    ]) {
      const server = await open()
      await measure(server, work(server), seconds)
      figures[side].push(await measure(server, work(server), seconds))
      await server.stop()
    }
  const [a, b] = [median(figures.one), median(figures.other)]
  return { name, a, b, ratio: a / b, bound, verdict: a / b <= bound ? 'PASS' : 'FAIL' }
}

const withPages = async (server) => ({ ...server, ...(await readPages(server.url)) })

const pagesOf = async (members) => {
  const server = await startMembermock(members)
  const read = await readPages(server.url)
  await server.stop()
  return { ...read, url: server.url }
}

const run = async () => {
  const read = await pagesOf(100_000)
  const bare = () => startBare(read.url, read)
  const many = async () => withPages(await startMembermock(100_000))
  const list = ({ pages = read.pages }) => listing(pages)
  const figures = []
  const comparisons = [
    { name: 'a page of 50 out of 100,000, beside bare', bound: 2, work: list, one: many, other: bare },
    {
      name: 'a page of 50 out of 100,000, beside one out of 1,000',
      bound: 1.2,
      work: list,
      one: many,
      other: async () => withPages(await startMembermock(1_000)),
    },
    {
      name: 'a create without the journal, beside bare',
      bound: 2,
      work: creating,
      one: () => startMembermock(100, ['--journal-size', '0']),
      other: bare,
    },
    {
      name: 'a create with the journal, beside bare',
      bound: 2,
      work: creating,
      one: () => startMembermock(100),
      other: bare,
    },
    {
      name: 'a create with no endpoint, beside a vendor without webhooks',
      bound: 1.1,
      work: creating,
      one: () => startTeller(),
      other: () => startTeller('silent'),
    },
  ]
  for (const comparison of comparisons) {
    process.stderr.write(`${comparison.name} ...\n`)
    figures.push(await compare(comparison))
  }
  const rows = figures.map(({ name, a, b, ratio, bound, verdict }) => [
    name,
    `${a.toFixed(1)} µs`,
    `${b.toFixed(1)} µs`,
    ratio.toFixed(2),
    `<= ${bound.toFixed(2)}`,
    verdict,
  ])
  const title = `CPU a request: Node ${process.version}, ${ROUNDS} rounds of ${seconds} s; ${text}`
  process.stdout.write(
    `${title}\n\n${markdownTable([['what', 'it', 'the other', 'ratio', 'bound', ''], ...rows])}\n`,
  )
  if (figures.some(({ verdict }) => verdict === 'FAIL')) process.exitCode = 1
}

try {
  await run()
} catch (error) {
  process.stderr.write(`bench: ${error.message}\n`)
  process.exitCode = 1
}
process.exit()
