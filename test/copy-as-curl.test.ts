/** What "Copy as curl" gives, pasted into shells on a terminal, brings the same bytes to a server and runs nothing else. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import t, { type Test } from 'tap'

const PASTE = fileURLToPath(new URL('support/paste.py', import.meta.url))
const CASES = 1000

const isThere = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
const missing = ['python3', 'curl', 'bash', 'dash', 'base64', 'xargs'].filter((program) => !isThere(program))
const skip = missing.length > 0 && `${missing.join(', ')}: not here`

/** As the page shows a request, and as a server receives it. */
interface Shown {
  method: string
  url: string
  headers: [name: string, value: string][]
  body: string | null
}

const { asCurl } = await import(new URL('../page/curl.js', import.meta.url).href)

/** What acts in a shell or on a terminal, and what only looks as if. */
const BITES = [
  ...[
    '!',
    '!!',
    '!$',
    '^a^b',
    '$WHOP_API_KEYdef',
    '$(touch ruined)',
    '`touch ruined`',
    '${x',
    '$',
    '"',
    "'",
    '\\',
  ],
  ...["$'\\x41'", ';touch ruined;', '|', '&', '>ruined', '#', '~', '*', '?', '[', '{a,b}', '%s', '%%', '-n'],
]
const CONTROLS = [
  '\x03',
  '\x03\ntouch ruined\n',
  '\n',
  '\n^a^b\n',
  '\r',
  '\t',
  '\x04',
  '\x1a',
  '\x1b[200~',
  '\0',
  '\x7f',
]
const WIDE = ['é', '\u0085', '\u009b', '\u2028', '漢字', '🙂', '\ufffd', '\u202e']

const text = (...bites: string[]) =>
  fc
    .array(fc.oneof(fc.constantFrom(...bites), fc.string({ maxLength: 6 })), { maxLength: 8 })
    .map((parts) => parts.join('').replaceAll('[...', '['))

const latin1 = text(...BITES, '\t', 'é', '\xff', '\x85').map((value) =>
  value.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '').trim(),
)

const request: fc.Arbitrary<Shown> = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'M-SEARCH', 'HEAD'),
    url: text(...BITES, '/..', '/.').map((path) => `/${path.replaceAll(/[^!-~]/g, '')}`),
    headers: fc.array(fc.tuple(fc.constantFrom('X-One', "x-t'wo", 'X-$THREE', 'Cookie'), latin1), {
      maxLength: 3,
    }),
    body: fc.option(fc.oneof(text(...BITES, ...CONTROLS, ...WIDE), text(...BITES)), { nil: null }),
    times: fc.oneof(
      { weight: 30, arbitrary: fc.constant(1) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 400 }) },
    ),
  })
  .map(({ body, times, ...rest }) => ({
    ...rest,
    body: body === null ? null : Buffer.from(body.repeat(times).slice(0, 16_000)).toString(),
  }))

/** Without what curl adds by itself. */
const sentIn = (rawHeaders: readonly string[]): [string, string][] =>
  rawHeaders
    .flatMap((name, i) => (i % 2 === 0 ? [[name, rawHeaders[i + 1] ?? ''] as [string, string]] : []))
    .filter(([name]) => /^(x-|cookie|auth)/i.test(name))

/**
 * In place of a process for each command: the words that the shell has made of it, and what is piped into it, are written
 * down. Curl itself is given them afterwards, many at once.
 */
const NOTE =
  'curl() { printf \'%s\\0\' "$#" "$@" >> asked; case "$*" in *\'--data-binary @-\') { base64 -w 0; echo; } >> piped;; esac; }'

/** The words of each command. */
const wordsIn = (asked: string): string[][] => {
  const all = asked.split('\0').slice(0, -1)
  const commands: string[][] = []
  for (let at = 0; at < all.length; at += Number(all[at]) + 1)
    commands.push(all.slice(at + 1, at + 1 + Number(all[at])))
  return commands
}

/** As many commands as one process takes, and as many bytes. */
const BATCH = 50
const BYTES = '1900000'

/** Words are bytes: no program but xargs hands them on as they are. */
const runCurl = async (directory: string, env: Readonly<Record<string, string>>): Promise<void> => {
  const read = (name: string): string =>
    existsSync(`${directory}/${name}`) ? readFileSync(`${directory}/${name}`, 'latin1') : ''
  const piped = read('piped').split('\n')
  const commands = wordsIn(read('asked')).map((words, i) => {
    if (words.at(-1) !== '@-') return words
    writeFileSync(`${directory}/body-${i}`, Buffer.from(piped.shift() ?? '', 'base64'))
    return words.with(-1, `@${directory}/body-${i}`)
  })
  for (let from = 0; from < commands.length; from += BATCH) {
    const words = commands
      .slice(from, from + BATCH)
      .flatMap((one) => ['--next', ...one])
      .slice(1)
    const xargs = spawn('xargs', ['-0', '-x', '-s', BYTES, 'curl', '-q', '-sS'], {
      env,
      stdio: ['pipe', 'ignore', 'inherit'],
    })
    xargs.stdin.end(Buffer.from(words.map((word) => `${word}\0`).join(''), 'latin1'))
    await once(xargs, 'close')
  }
}

const paste = async (test: Test, shell: readonly string[], requests: readonly Shown[]): Promise<Shown[]> => {
  const came: Shown[] = []
  const server = createServer(async (incoming, response) => {
    const { method = '', url = '', rawHeaders } = incoming
    came.push({ method, url, headers: sentIn(rawHeaders), body: (await buffer(incoming)).toString() })
    response.setHeader('connection', 'close').end('x')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  test.teardown(() => server.close())
  const { port } = server.address() as AddressInfo // it listens on a port, not on a pipe
  const commands = requests.map((one) => asCurl({ request: one }, `http://127.0.0.1:${port}`, 'WHOP_API_KEY'))
  const directory = test.testdir({})
  const python = spawn('python3', [PASTE], { cwd: directory })
  const PATH = process.env.PATH ?? ''
  const environment = {
    PATH,
    HOME: directory,
    TERM: 'xterm',
    LANG: 'C.UTF-8',
    LC_ALL: 'C.UTF-8',
    WHOP_API_KEY: 'the-key',
  }
  let complaint = ''
  python.stderr.on('data', (piece) => {
    complaint += piece
  })
  python.stdin.end(JSON.stringify({ shell, environment, commands: [NOTE, ...commands] }))
  python.stdout.resume()
  const [code] = await once(python, 'close')
  test.equal(code, 0, complaint)
  await runCurl(directory, { PATH })
  test.notOk(existsSync(`${directory}/ruined`), 'nothing else was run')
  return came
}

const SHELLS = [
  ['bash', '--norc', '--noprofile', '-i'],
  ['dash', '-i'],
]

for (const shell of SHELLS)
  t.test(`${CASES} requests pasted into ${shell[0]}`, { skip, timeout: 600_000 }, async (t) => {
    const requests = fc.sample(request, { numRuns: CASES, seed: 16 })
    const came = await paste(t, shell, requests)
    t.equal(came.length, requests.length)
    const wrong = requests.flatMap((sent, i) => {
      const expected = { ...sent, body: sent.body ?? '' }
      return JSON.stringify(came[i]) === JSON.stringify(expected) ? [] : [{ expected, came: came[i] }]
    })
    t.strictSame(wrong.slice(0, 3), [], `${wrong.length} differ`)
  })

t.test('the variable of a hidden credential ends where it ends', { skip }, async (t) => {
  const requests: Shown[] = [
    {
      method: 'POST',
      url: '/[...abcd]def',
      headers: [['Authorization', 'Bearer [...abcd]def!']],
      body: 'a\t[...abcd]def%s',
    },
    { method: 'POST', url: '/', headers: [], body: '[...abcd]def[...]' },
  ]
  for (const shell of SHELLS)
    t.strictSame(
      (await paste(t, shell, requests)).map(({ url, headers, body }) => [url, headers, body]),
      [
        ['/the-keydef', [['Authorization', 'Bearer the-keydef!']], 'a\tthe-keydef%s'],
        ['/', [], 'the-keydefthe-key'],
      ],
    )
})
