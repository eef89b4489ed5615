/** `membermock record`: what is asked goes to the vendor, its answer to the client, and nobody of them to the disk. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import t, { type Test } from 'tap'
import { runRecord } from '../src/cli/record/command.ts'
import { ConfigError } from '../src/config/problems.ts'
import { askedOf, type Exchange } from '../src/exchange/format.ts'
import { parseExchanges } from '../src/exchange/read.ts'
import { StandIns } from '../src/server/recording/stand-ins.ts'
import { buildPackage } from './support/build.ts'

const KEY = 'so_live_9f8e7d6c5b4a3928'
const OTHER_KEY = 'so_live_0011aabbccddeeff'
const COOKIE = 'cookiesecret77665544'
const ID = '7d3f0c1e-9b2a-4f6d-8c5e-1a2b3c4d5e6f'
const GROUP = '0b9a8c7d-6e5f-4a3b-9c2d-1e0f9a8b7c6d'
const EMAIL = 'zsofia.brandt@kelemen-privat.hu'
const NAME = 'Zsófia Kelemenova-Brandt'
const PHONE = '+36301234567'
const encoded = [...EMAIL].map((sign) => `%${sign.charCodeAt(0).toString(16)}`).join('')
const base64 = (text: string): string => Buffer.from(text).toString('base64')

/** None of these may be found again, in whatever capitals. */
const NEEDLES = [
  ...[
    '9f8e7d6c5b4a',
    '0011aabbccdd',
    'cookiesecret',
    '7d3f0c1e',
    '0b9a8c7d',
    'zsofia',
    'zsófia',
    'kelemen',
    'brandt',
  ],
  ...[
    'zsozsoka',
    'beeblebrox',
    'zaphod',
    'trillian',
    'prefect',
    'slartibartfast',
    'marvin',
    '301234567',
    '9988776655',
    '123 4567',
    '1987-04-23',
    'felhasznalo',
    'inner circle of',
    encoded.slice(0, 18),
  ],
  ...[base64(EMAIL).slice(0, 20), base64(NAME).slice(0, 20), base64(KEY).slice(0, 20), 'trace-kelem'],
].map((needle) => needle.toLowerCase())

const foundIn = (text: string): string[] => {
  const lower = text.toLowerCase()
  return NEEDLES.filter((needle) => lower.includes(needle))
}

const MEMBER = {
  id: ID,
  email: EMAIL,
  displayName: NAME,
  status: 'active',
  verified: true,
  paid: null,
  registeredAt: '2025-02-03T10:20:31.118Z',
  lastLoginAt: null,
}
const TIMES = { createdAt: '2025-02-03T10:20:30.000Z', updatedAt: '2025-12-19T08:41:07.931Z' }

/** Beside what its pages have, what a service may send one day. */
const NEWS = {
  nickname: 'Zsozsoka99',
  phone: PHONE,
  phoneNumber: 36301234567,
  birthday: '1987-04-23',
  avatar: `https://cdn.kelemen-privat.hu/a/zsofia.png?owner=${encodeURIComponent(EMAIL)}`,
  note: `Call ${NAME} at +36 30 123 4567, or write to <${EMAIL}>.`,
  byAddress: { [EMAIL]: { felhasznalo_brandt: [EMAIL, { deep: NAME }] } },
  token: base64(KEY),
  packed: `${base64(EMAIL)}|${encoded}|${base64(NAME)}`,
  template: 'Dear {{zsofia}}',
  // Who knows whom, as names of fields.
  zaphodBeeblebrox: 1,
  friend_of_trillian: { trillian: { since: '2020-01-01' } },
  ford_prefect: [{ slartibartfast: null }],
  invitedBy: { marvin: true },
}

const alone = {
  data: { ...MEMBER, ...TIMES, accessGroups: [{ id: GROUP, name: 'Inner circle of Zsofia' }], ...NEWS },
}
const listed = { data: [{ ...MEMBER, ...TIMES }], pagination: { hasMore: true, nextCursor: ID } }

/** Stands in for the service; what it was asked is in `asked`. */
const startTarget = async (test: Test) => {
  const asked: { method: string; url: string; authorization: string | undefined; body: string }[] = []
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece)
    const { method = '', url = '', headers } = request
    const body = Buffer.concat(pieces).toString()
    asked.push({ method, url, authorization: headers.authorization, body })
    const json = { 'content-type': 'application/json; charset=utf-8', 'x-request-id': 'trace-kelemen-1' }
    const own = {
      ...json,
      'set-cookie': `sid=${COOKIE}`,
      etag: `"${ID}"`,
      'x-ratelimit-remaining': '17',
      'x-owner': NAME.normalize('NFD').replace(/[^ -~]/g, ''),
      'x-sotion-marvin': '1',
      'x-sotion-account-id': '99887766554',
      'x-sotion-region': 'Trillian',
      'cache-control': 'Ford Prefect, max-age=42',
      vary: 'accept, x-tenant-beeblebrox',
      'content-language': 'zaphod',
      allow: 'Slartibartfast',
    }
    if (url.startsWith('/v9/members?'))
      response.writeHead(200, { ...own, 'content-encoding': 'gzip' }).end(gzipSync(JSON.stringify(listed)))
    else if (url === `/v9/members/${ID}`) {
      response.writeHead(200, own)
      for (const piece of JSON.stringify(alone, null, 2).match(/[\s\S]{1,7}/g) ?? []) response.write(piece)
      response.end()
    } else if (method === 'POST')
      response
        .writeHead(201, { ...own, location: `https://x.kelemen-privat.hu/v9/members/${ID}` })
        .end(JSON.stringify({ data: listed.data[0] }))
    else if (url === '/v9/members/binary') response.writeHead(200, json).end(Buffer.from([0xff, 0xfe, 0]))
    else if (url === '/v9/members/many') response.writeHead(200, json).end(`"${'ab '.repeat(100_001)}"`)
    else if (url === '/v9/moved')
      response.writeHead(302, { location: `/v9/members/${ID}?for=${encoded}` }).end()
    else if (url.startsWith('/v9/site'))
      response
        .writeHead(401, own)
        .end(JSON.stringify({ error: 'Missing API key. Pass Authorization: Bearer so_...' }))
    else
      response
        .writeHead(404, json)
        .end(JSON.stringify({ error: `No member ${EMAIL} for ${KEY} (${encoded})` }))
  }
  const server = createServer((request, response) => void answer(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  test.teardown(() => server.close())
  const { port } = server.address() as AddressInfo // it listens on TCP
  return { url: `http://127.0.0.1:${port}/v9`, host: `127.0.0.1:${port}`, asked }
}

const urlIn = (text: string): string | undefined => /records .* at (http:\S+)/.exec(text)?.[1]

interface Recording {
  url: string
  output(): string
  /** Ends it as a signal does. */
  stop(): Promise<number | 'version'>
}

const startInside = async (test: Test, args: readonly string[]): Promise<Recording> => {
  const lines: string[] = []
  let resolve = (_url: string): void => {}
  const promise = new Promise<string>((done) => {
    resolve = done
  })
  let end = (): void => {}
  const say = (text: string): void => {
    lines.push(text)
    const url = urlIn(text)
    if (url !== undefined) resolve(url)
  }
  const terminal = {
    print: say,
    complain: say,
    onInterrupt: (stop: () => void) => {
      end = stop
    },
  }
  const ended = runRecord({ args: ['--vendor', 'sotion', '--port', '0', ...args], environment: {} }, terminal)
  ended.catch(() => {})
  const url = await Promise.race([promise, ended.then(() => promise)])
  const stop = async () => {
    end()
    return ended
  }
  test.teardown(stop)
  return { url, output: () => lines.join('\n'), stop }
}

const read = (folder: string): readonly Exchange[] =>
  readdirSync(folder)
    .sort()
    .flatMap((name) => parseExchanges(name, readFileSync(`${folder}/${name}`, 'utf8')).exchanges)

const ask = (url: string, path: string, options: RequestInit & { key?: string } = {}): Promise<Response> => {
  const { key = KEY, headers, ...rest } = options
  const all = { authorization: `Bearer ${key}`, cookie: `sid=${COOKIE}`, ...headers }
  return fetch(url + path, { redirect: 'manual', ...rest, headers: all })
}

interface Row {
  id: string
  email: string
  displayName: string
  note: string
}

const bodyOf = ({ answer }: Exchange) =>
  JSON.parse(answer.body) as { data: Row & readonly Row[]; pagination: { nextCursor: string } } // as it was asked for

t.test('the client gets what the vendor answers, and the disk stand-ins that fit together', async (t) => {
  const target = await startTarget(t)
  const out = `${t.testdir({})}/recording`
  const { url, stop, output } = await startInside(t, ['--target', target.url, '--out', out])

  const list = await ask(
    url,
    `/members?limit=2&email=${encodeURIComponent(EMAIL)}&q=Zs%C3%B3fia&new=${encoded}&after=${ID}&friend_of_trillian=1&fields[ford_prefect]=2&fields[email]=3`,
  )
  t.strictSame(await list.json(), listed)
  t.equal(list.headers.get('x-ratelimit-remaining'), '17')
  const one = await ask(url, `/members/${ID}`)
  t.equal(await one.text(), JSON.stringify(alone, null, 2), 'to the letter')
  t.match(one.headers.get('set-cookie'), COOKIE)
  const root = new URL(url).origin
  t.equal((await ask(root, `/api/v1/members/${encoded}`, { key: OTHER_KEY })).status, 404, 'at the root, too')
  t.equal((await ask(url, '/people/max/holder')).status, 404, 'words of fields are names of people, too')
  const moved = await ask(url, '/moved')
  t.match(
    { status: moved.status, location: moved.headers.get('location') },
    { status: 302, location: /members/ },
  )
  t.equal((await ask(url, '/site', { key: '' })).status, 401)
  t.equal((await ask(url, `/members/${ID}`, { method: 'HEAD' })).status, 200)
  t.equal((await ask(url, '/members/binary')).status, 200)

  const write = await ask(url, '/members', { method: 'POST', body: '{}' })
  t.strictSame(
    { status: write.status, body: await write.json() },
    {
      status: 501,
      body: { error: 'membermock does not emulate POST while it records, unless --methods names it.' },
    },
  )
  t.notOk(
    target.asked.some(({ method }) => method === 'POST'),
    'and did not go there',
  )
  t.equal(target.asked[1]?.authorization, `Bearer ${KEY}`, 'with the credential of the client')

  t.equal(await stop(), 1)
  t.match(output(), /7 exchanges of 2 keys in .*\nrecord: 1 not kept: bodies that are no text$/)
  const kept = read(out)
  t.strictSame(
    foundIn(
      readdirSync(out)
        .map((name) => readFileSync(`${out}/${name}`, 'utf8'))
        .join('\n') + output(),
    ),
    [],
  )
  t.equal(statSync(`${out}/0001-list-members.http`).mode & 0o777, 0o600)

  const [first, second, third, named, fourth, fifth, head] = kept
  if (!(first && second && third && named && fourth && fifth && head)) throw new TypeError('there are seven')
  const { pathname, searchParams } = new URL(askedOf(first).path, root)
  const [row] = bodyOf(first).data
  if (row === undefined) throw new TypeError('nobody is listed')
  const { data } = bodyOf(second)
  t.equal(pathname, '/sotion/api/v1/members')
  t.strictSame(
    {
      id: askedOf(second).path.split('/').at(-1),
      email: searchParams.get('email'),
      q: searchParams.get('q'),
    },
    { id: row.id, email: row.email, q: row.displayName.split(' ')[0] },
    'what is asked for is what is answered',
  )
  t.equal(searchParams.get('limit'), '2')
  t.strictSame([searchParams.get('after'), bodyOf(first).pagination.nextCursor], [row.id, row.id])
  t.match(row, {
    id: /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
    status: 'active',
    verified: true,
    paid: null,
    ...TIMES,
  })
  t.strictSame([row.email.length, row.displayName.length], [EMAIL.length, NAME.length])
  t.match(row.email, /^[a-z]+\.[a-z]+@[a-z]+\.test$/)
  t.equal(row.email.split(/[.@]/)[1], row.displayName.split('-').at(-1)?.toLowerCase(), 'of one person')
  t.match(data, row, 'the same person in both')
  t.match(data, {
    phone: /^\+999\d{8}$/,
    phoneNumber: Number,
    birthday: /^\d{4}-\d\d-\d\d$/,
    avatar: /^https:\/\/[a-z]+\.test\/[a-z]\/[a-z]+\.[a-z]{3}\?owner=[a-z.]+%40[a-z]+\.test$/,
  })
  const names = [...Object.keys(data), ...searchParams.keys()]
  t.strictSame(
    names.filter((name) => /_of_|invitedBy|nickname|^fields\[email\]$|^limit$/.test(name)),
    ['nickname', 'invitedBy', 'limit', 'fields[email]'],
    'names of fields stay where services have their words',
  )
  t.ok(
    names.some((name) => /^[a-z]{6}_[a-z]{2}_[a-z]{8}$/.test(name) && searchParams.has(name) && name in data),
    'a stand-in is the same in a query and in an answer',
  )
  t.match(data.note, `${row.displayName} `, 'in a sentence, too')
  t.match(data.note, `<${row.email}>.`)
  t.match(second.answer.body, '{\n  "data": {\n    "id"', 'the layout stays')
  t.strictSame(
    [first, third, fifth].map(({ request }) => new Map(request.headers).get('authorization')),
    ['Bearer so_sb1_key', 'Bearer so_sb2_key', '[unreadable]'],
  )
  t.strictSame(
    bodyOf(fifth),
    { error: 'Missing API key. Pass Authorization: Bearer so_...' },
    'known words stay',
  )
  t.match(new Map(first.answer.headers), new Map([['x-ratelimit-remaining', '17']]))
  t.strictSame([...new Map(first.answer.headers).keys()].sort(), [
    'content-type',
    'etag',
    'x-ratelimit-remaining',
    'x-request-id',
    'x-sotion-region',
  ])
  t.match(fourth.answer, {
    startLine: 'HTTP/1.1 302 Found',
    headers: [['location', /^\/[a-z0-9]+\/members\//]],
  })
  t.notMatch(askedOf(named).path, /people|max|holder/)
  t.strictSame([head.answer.body, askedOf(head).method], ['', 'HEAD'])
  t.match(first.cases, [
    { name: 'recorded-0001', known: { how: 'observed', source: target.host, date: /^\d{4}-\d\d-\d\d$/ } },
  ])
})

t.test('writes that are named, and no more than was wanted', async (t) => {
  const target = await startTarget(t)
  const out = `${t.testdir({})}/recording`
  const args = [
    '--target',
    `${target.url}/`,
    '--out',
    out,
    '--methods',
    'get,post',
    '--limit',
    '2',
    '--rate',
    '1000',
  ]
  const { url, stop } = await startInside(t, args)
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ email: EMAIL, displayName: NAME, paid: true, secret: KEY })
  t.equal((await ask(url, '/members', { method: 'POST', headers, body })).status, 201)
  t.strictSame(target.asked, [{ method: 'POST', url: '/v9/members', authorization: `Bearer ${KEY}`, body }])
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  await ask(url, '/members', { method: 'POST', headers: form, body: `email=${encoded}&${EMAIL}=1` })
  const third = await ask(url, `/members/${ID}`)
  t.strictSame(
    { status: third.status, body: await third.json() },
    {
      status: 501,
      body: { error: 'membermock does not emulate more requests than the 2 of --limit while it records.' },
    },
  )
  t.equal(await stop(), 0)
  const [made] = read(out)
  if (made === undefined) throw new TypeError('nothing was kept')
  t.strictSame(foundIn(JSON.stringify(read(out))), [])
  const sent = JSON.parse(made.request.body ?? '')
  t.strictSame(Object.keys(sent), ['email', 'displayName', 'paid', 'secret'])
  t.strictSame(
    [sent.email, sent.displayName, sent.paid],
    [bodyOf(made).data.email, bodyOf(made).data.displayName, true],
  )

  await t.rejects(
    runRecord(
      { args: ['--vendor', 'sotion', ...args], environment: {} },
      { print() {}, complain() {}, onInterrupt() {} },
    ),
    {
      message: `--out: found ${out}: a recording; accepted: a folder that has no recording yet`,
    },
  )
})

t.test('what cannot be recorded is refused at once, a target that is down when it is asked', async (t) => {
  const terminal = { print() {}, complain() {}, onInterrupt() {} }
  const refused = async (...args: string[]): Promise<string> => {
    try {
      return String(await runRecord({ args, environment: {} }, terminal))
    } catch (error) {
      return error instanceof ConfigError ? error.message : `${error}`
    }
  }
  t.equal(
    await refused('--vendor', 'whop', '--target', 'https://user:pass@x.test'),
    '--target: found text; accepted: an http or https URL without password, query and fragment',
  )
  t.match(await refused('--vendor', 'whop', '--methods', 'GETT'), '--methods: found "GETT"')
  t.match(await refused('--vendor', 'whop'), '--target: found nothing')
  t.match(await refused('now'), 'record: found "now"; accepted: nothing more')

  const closed = createServer().listen(0, '127.0.0.1')
  await once(closed, 'listening')
  const { port } = closed.address() as AddressInfo // it listens on TCP
  closed.close()
  await once(closed, 'close')
  const { url } = await startInside(t, [
    '--target',
    `http://127.0.0.1:${port}`,
    '--out',
    `${t.testdir({})}/x`,
  ])
  const answer = await ask(url, `/members/${ID}`)
  t.strictSame(
    { status: answer.status, body: await answer.json() },
    {
      status: 502,
      body: { error: { message: `membermock record: 127.0.0.1:${port} has not answered: ECONNREFUSED` } },
    },
  )
})

t.test('nothing of anybody is in the memory of the program either, once it has answered', async (t) => {
  const target = await startTarget(t)
  const home = buildPackage(t, { cwd: {} })
  const cwd = `${home}/cwd`
  const args = ['record', '--vendor', 'sotion', '--target', target.url, '--out', 'here', '--port', '0']
  const child = spawn(process.execPath, ['--heapsnapshot-signal=SIGUSR2', `${home}/dist/main.js`, ...args], {
    cwd,
  })
  t.teardown(() => child.kill('SIGKILL'))
  let output = ''
  child.stderr.on('data', (data) => {
    output += data
  })
  const url = await new Promise<string>((resolve) => {
    child.stdout.on('data', (data) => {
      output += data
      const found = urlIn(output)
      if (found !== undefined) resolve(found)
    })
  })
  for (const path of [`/members?q=${encoded}`, `/members/${ID}`, `/members/${encoded}`, '/moved', '/site'])
    await (await ask(url, path)).text()
  child.kill('SIGUSR2')
  const snapshot = await new Promise<string>((resolve) => {
    const look = setInterval(() => {
      const name = readdirSync(cwd).find((one) => one.endsWith('.heapsnapshot'))
      const text = name === undefined ? '' : readFileSync(`${cwd}/${name}`, 'utf8')
      if (!text.endsWith(']}')) return
      clearInterval(look)
      resolve(text)
    }, 200)
  })
  t.match(snapshot, 'so_sb1_key', 'it does show what is kept')
  t.strictSame(foundIn(snapshot), [])
  child.kill('SIGTERM')
  const [code] = await once(child, 'close')
  t.equal(code, 0)
  t.strictSame(foundIn(output), [])
  t.match(output, '5 exchanges of 1 key in here')
})

t.test('of an answer with more words than can be looked through, nothing is kept', async (t) => {
  const target = await startTarget(t)
  const out = `${t.testdir({})}/recording`
  const { url, stop, output } = await startInside(t, ['--target', target.url, '--out', out])
  t.equal((await (await ask(url, '/members/many')).text()).length, 300_005, 'the client has it whole')
  await stop()
  t.match(output(), /record: 1 not kept: so many ids, names and words as nobody could look through$/)
  t.strictSame(readdirSync(out), [])

  const standIns = new StandIns()
  const ada = standIns.forOne(() => standIns.word('Ada'))
  const words = (count: number): void => {
    standIns.forOne(() => {
      for (let i = 0; i < count; i++) standIns.word(`Grace${i}`)
    }, 3)
  }
  t.throws(() => words(4), /so many ids/)
  t.equal(standIns.size, 1, 'nor is it remembered')
  words(3)
  t.equal(standIns.size, 4)
  t.equal(standIns.word('Ada'), ada)
})

t.test('a target that never says the same twice does not fill the memory', async (t) => {
  const standIns = new StandIns(2)
  const first = standIns.word('Ada')
  standIns.word('Grace')
  t.throws(() => standIns.word('Joan'), { message: 'more than 2 different ids, names and words' })
  t.equal(standIns.word('Ada'), first)
})
