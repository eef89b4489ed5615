/** What it takes to read a journal of the worst entries there can be: `node bench/read-journal.js [sandboxes]`. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import { median } from './figures.js'
import { markdownTable } from './table.js'

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url))
const PROBE = new URL('./block-probe.js', import.meta.url).href
const FLAGS = ['--json', '--port', '0', '--rate-limit', 'off', '--members', '0']
const ENTRIES = 1000
const ROUNDS = 5

const head = (path, more = '', method = 'GET') =>
  `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer apik_mock_full\r\n${more}\r\n`

const posted = (body) => head('/whop/nowhere', `Content-Length: ${body.length}\r\n`, 'POST') + body

const fields = Array.from({ length: 6000 }, (_, i) => `"f${i}":1`)

const KINDS = {
  'ordinary ones': head('/whop/api/v1/members/mber_Joined0000001'),
  'ids of 60,000 letters': head(`/whop/api/v1/members/${'x'.repeat(60_000)}`),
  'ids of 20,000 percent-encoded letters': head(`/whop/api/v1/members/${'%78'.repeat(20_000)}`),
  'queries of 15,000 names': head(
    `/whop/nowhere?${Array.from({ length: 15_000 }, (_, i) => `a${i % 9}`).join('&')}`,
  ),
  'queries full of what keys begin with': head(`/whop/nowhere?${'apik_sb1full'.repeat(5000)}`),
  'queries full of keys': head(`/whop/nowhere?${'apik_mock_full'.repeat(4000)}`),
  '1,900 headers': head(
    '/whop/nowhere',
    Array.from({ length: 1900 }, (_, i) => `X-Whop-${i}: apik\r\n`).join(''),
  ),
  'bodies of 64 KiB': posted('x'.repeat(65_536)),
  'bodies of 6,000 fields': posted(`{${fields.join(',')}}`.slice(0, 65_000)),
  'bodies of 64 KiB and ids of 60,000 letters': posted('"'.repeat(65_536)).replace(
    'nowhere',
    'x'.repeat(60_000),
  ),
  'as many of 3 KB as are shown whole': posted(`{"a":"${'so_mock'.repeat(220)}"}`),
  'as many full of what keys begin with': posted(`{"a":"${'apik_sb1full'.repeat(125)}"}`),
  'as many full of keys': posted(`{"a":"${'apik_mock_full'.repeat(105)}"}`),
  'as many full of control characters': posted(`{"a":"${'\x01'.repeat(250)}"}`),
}

const start = async () => {
  const child = fork(MAIN, FLAGS, {
    execArgv: ['--import', PROBE],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const [text] = await once(child.stdout, 'data')
  const ask = async (name) => {
    child.send(name)
    const [answer] = await once(child, 'message')
    return answer
  }
  return { url: JSON.parse(text).url, ask, stop: () => child.kill() }
}

/** One after another on one connection; each has its answer before the next. */
const fill = async (url, request) => {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  for (let i = 0; i < ENTRIES; i++) {
    socket.write(request)
    await once(socket, 'data')
  }
  socket.destroy()
}

const read = async ({ url, ask }) => {
  await ask('start')
  const from = performance.now()
  const answer = await fetch(`${url}/__admin/requests`)
  const bytes = (await answer.arrayBuffer()).byteLength
  const ms = performance.now() - from
  return { ms, bytes, ...(await ask('stop')) }
}

const post = async (url, path) => {
  const answer = await fetch(`${url}/__admin/${path}`, { method: 'POST' })
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  await answer.arrayBuffer()
}

const sandboxes = Number(process.argv[2] ?? 0)
const server = await start()
for (let made = 0; made < sandboxes; made += 50)
  await Promise.all(
    Array.from({ length: Math.min(50, sandboxes - made) }, () => post(server.url, 'sandboxes')),
  )

const rows = []
for (const [kind, request] of Object.entries(KINDS)) {
  await fetch(`${server.url}/__admin/requests`, { method: 'DELETE' })
  await fill(server.url, request)
  const rounds = []
  for (let i = 0; i < ROUNDS; i++) rounds.push(await read(server))
  const of = (name) => median(rounds.map((round) => round[name])).toFixed(1)
  rows.push([kind, of('cpuMs'), of('ms'), of('longestMs'), (rounds[0].bytes / 1e6).toFixed(1)])
}
server.stop()
console.log(
  `${ENTRIES} entries sent of each kind; ${sandboxes} sandboxes beside the default; medians of ${ROUNDS}\n`,
)
console.log(markdownTable([['1,000 requests', 'CPU ms', 'ms', 'longest block, ms', 'answer, MB'], ...rows]))
