/** A short soak of the program, and that each thing a soak looks at can be found wrong. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { runDeliveries } from '../tools/deliveries/run.ts'
import { readAnswer } from '../tools/soak/answer.ts'
import { fast } from '../tools/soak/fast.ts'
import { Line } from '../tools/soak/line.ts'
import { readOptions } from '../tools/soak/options.ts'
import { type Expected, judge, type Outcome } from '../tools/soak/outcome.ts'
import { soak } from '../tools/soak/run.ts'
import { type Findings, reasonsIn, summaryText } from '../tools/soak/summary.ts'
import { Tally } from '../tools/soak/tally.ts'
import { readTargets } from '../tools/soak/targets.ts'
import { Scene } from '../tools/soak/terminate.ts'
import { buildPackage } from './support/build.ts'

t.test('a second of everything: nothing is wrong, nothing is left, SIGTERM drops nothing', async (t) => {
  const main = `${buildPackage(t)}/dist/main.js`
  const findings = await soak({ seconds: 1, warm: 0, slow: 16, fast: 4 }, () => {}, main)
  const { tally, after, termination, starved, stderr } = findings
  t.strictSame(tally.reasons, [])
  t.equal(tally.unsettled, 0)
  t.strictSame(
    tally.rows.filter(({ sent, wrong }) => sent === 0 || wrong > 0),
    [],
  )
  t.ok(tally.rows.length >= 32, 'every kind of client has had its turn')
  t.equal(after.sockets, 0)
  t.equal(termination.exitCode, 0)
  t.equal(starved.exitCode, 0)
  t.equal(stderr, '')
})

t.test(
  'many deliveries: each as often as the rules say, and what SIGTERM leaves is said and goes on',
  async (t) => {
    const main = `${buildPackage(t)}/dist/main.js`
    const { said, events, attempts, wrong, due, recovered } = await runDeliveries(90, main)
    t.strictSame(
      { events, attempts, wrong, recovered },
      { events: 90, attempts: 130, wrong: 0, recovered: due },
    )
    t.match(said, /^membermock: 90 deliveries to webhooks were still due; /m)
  },
)

const answered = (status: number, body: string, ms = 0): Outcome => ({
  end: 'answered',
  answer: { status, head: `HTTP/1.1 ${status} OK\r\nX-Left: 1`, body },
  rest: '',
  ms,
})
const ended = (end: Outcome['end'], rest = ''): Outcome => ({ end, rest, ms: 0 })

t.test('what came is told from what was to come', async (t) => {
  const good = { status: 200, body: 'a' }
  const cut = { end: 'closed', rest: { status: 200, body: 'ab' } } as const
  const silent = { end: 'silent', rest: '' } as const
  const right: [Expected, Outcome][] = [
    [good, answered(200, 'a')],
    [{ status: 200 }, answered(200, 'anything')],
    [{ ...good, headers: { 'x-left': '1' }, after: 100 }, answered(200, 'a', 100)],
    [[good, { status: 200, body: 'b' }], answered(200, 'b')],
    [cut, ended('closed', 'HTTP/1.1 200 OK\r\nA: b\r\n\r\nab')],
    [silent, ended('silent')],
  ]
  for (const [expected, outcome] of right) t.equal(judge(expected, outcome), undefined)
  const wrong: [Expected, Outcome, string][] = [
    [good, answered(404, 'a'), '404 "a" in place of 200'],
    [good, answered(200, 'ab'), '"ab" in place of "a"'],
    [good, ended('reset'), 'reset with "" in place of 200'],
    [good, ended('closed', 'HTTP/1.1 200 OK\r\n'), 'closed with "HTTP/1.1 200 OK\\r\\n" in place of 200'],
    [{ ...good, headers: { 'x-left': '0' } }, answered(200, 'a'), 'x-left: 1 in place of 0'],
    [{ ...good, after: 100 }, answered(200, 'a', 20), 'an answer after 20 ms in place of 100'],
    [{ ...good, within: 100 }, answered(200, 'a', 101), 'an answer after 101 ms in place of 100 at most'],
    [[good, { status: 200, body: 'b' }], answered(200, 'c'), '"c" in place of "a"; nor "c" in place of "b"'],
    [cut, ended('closed', 'HTTP/1.1 200 OK\r\n\r\na'), 'closed, but with "HTTP/1.1 200 OK\\r\\n\\r\\na"'],
    [
      cut,
      ended('reset', 'HTTP/1.1 200 OK\r\n\r\nab'),
      'reset with "HTTP/1.1 200 OK\\r\\n\\r\\nab" in place of closed',
    ],
    [silent, answered(200, 'a'), '200 "a" in place of silent'],
    [silent, ended('silent', 'x'), 'silent, but with "x"'],
  ]
  for (const [expected, outcome, reason] of wrong) t.equal(judge(expected, outcome), reason)
})

t.test('an answer is read when it is whole, and not before', async (t) => {
  const chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n'
  const sized = 'HTTP/1.1 404 Not Found\r\nContent-Length: 3\r\n\r\nabc'
  for (const text of [chunked, sized]) {
    const read = readAnswer(Buffer.from(`${text}HTTP/1.1 `), false)
    t.match(read, { answer: { body: 'abc' }, end: text.length })
    for (let length = 0; length < text.length; length++)
      t.equal(readAnswer(Buffer.from(text.slice(0, length)), false), undefined)
  }
  t.equal(readAnswer(Buffer.from('These bytes are not HTTP.\r\n\r\n'), false), undefined)
})

t.test('a server that answers wrongly, or drops what it has, is found out', async (t) => {
  const server = createServer((_request, response) => response.end('something else'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  const { port } = server.address() as AddressInfo // it listens on a port, not on a pipe
  const targets = readTargets()
  const [large] = targets
  if (large === undefined) return t.fail('there is something to ask')

  const tally = new Tally()
  const stage = { port, tally, targets, large, within: Infinity, waitedMs: () => 0, programWaitedMs: () => 0 }
  await fast(stage, () => tally.sent >= 5, 0)
  t.strictSame(tally.rows, [{ kind: 'full speed', sent: 5, answered: 0, closed: 0, wrong: 5 }])

  server.removeAllListeners('request')
  // Others have had the processors for so long since the signal.
  for (const [waited, row] of [
    [100, { closed: 0, wrong: 1 }],
    [300, { closed: 1, wrong: 0 }],
  ] as const) {
    const tally = new Tally()
    let sum = 1000
    const scene = new Scene({ ...stage, tally, waitedMs: () => sum })
    const line = new Line(port)
    await line.opened()
    line.socket.write(large.text)
    const asked = scene.expect('dropped', line, { status: 200 })
    await once(server, 'request')
    scene.signal(() => server.closeAllConnections())
    sum += waited
    t.equal(await asked, false)
    t.strictSame(tally.rows, [{ kind: 'SIGTERM: dropped', sent: 1, answered: 0, ...row }])
  }
})

const rest = { held: 100, rss: 1000, sockets: 0 }
const passed: Findings = {
  tally: { rows: [{ kind: 'one', sent: 2, answered: 1, closed: 1, wrong: 0 }], reasons: [], unsettled: 0 },
  before: rest,
  after: { ...rest, held: 110 },
  endingMs: 5,
  termination: { exitCode: 0, ms: 40, waited: 0 },
  starved: { exitCode: 0, ms: 40, waited: 0 },
  stderr: '',
}

t.test('each finding is a reason to fail', async (t) => {
  t.strictSame(reasonsIn(passed), [])
  t.match(summaryText(passed), /^one +2 +1 +1 +0$/m)
  t.match(summaryText(passed), /\n\nPASS$/)
  const wrong = {
    rows: [{ kind: 'one', sent: 1, answered: 0, closed: 0, wrong: 1 }],
    reasons: ['why'],
    unsettled: 0,
  }
  const cases: [Partial<Findings>, string][] = [
    [{ tally: wrong }, '1 wrong: why'],
    [{ tally: { ...passed.tally, unsettled: 3 } }, '3 requests came to no end'],
    [{ after: { ...rest, sockets: 2 } }, '0 and 2 connections left open'],
    [{ after: { ...rest, held: 111 } }, 'memory is not back within 10 %'],
    [{ termination: { exitCode: null, ms: 40, waited: 0 } }, 'exit code null after SIGTERM'],
    [{ termination: { exitCode: 0, ms: 2040, waited: 40 } }, '2000 ms from SIGTERM to the end'],
    [
      { starved: { exitCode: null, ms: 40, waited: 0 } },
      'exit code null after SIGTERM, when nobody reads its log',
    ],
    [
      { starved: { exitCode: 0, ms: 2040, waited: 40 } },
      '2000 ms from SIGTERM to the end, when nobody reads its log',
    ],
    [{ stderr: 'oh' }, 'standard error: oh'],
  ]
  for (const [change, reason] of cases) {
    t.strictSame(reasonsIn({ ...passed, ...change }), [reason])
    t.match(summaryText({ ...passed, ...change }), `FAIL: ${reason}`)
  }
})

t.test('flags', async (t) => {
  t.strictSame(readOptions([]), { seconds: 60, warm: 20, slow: 256, fast: 32, within: 250 })
  t.strictSame(readOptions(['--seconds', '5', '--slow=1']), {
    seconds: 5,
    warm: 20,
    slow: 1,
    fast: 32,
    within: 250,
  })
  t.equal(readOptions(['-h']), 'help')
  for (const text of ['0', '601', '1.5', 'x', ''])
    t.throws(() => readOptions([`--seconds=${text}`]), {
      message: `--seconds: found "${text}"; accepted: a whole number from 1 to 600`,
    })
  t.throws(() => readOptions(['--second', '5']), TypeError)
})
