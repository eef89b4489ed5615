/** A short run of the second fuzzer: bytes that are broken, pipelined, of vendors and the admin alike. */
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { complaintAbout } from '../tools/fuzz-raw/judge.ts'
import { caseOf, fuzzRaw } from '../tools/fuzz-raw/run.ts'
import { createTestApp } from './support/app.ts'

/** `npm run fuzz:raw -- --cases N` sends any number. */
const CASES = 20_000
const SEED = 1

t.test(`${CASES} cases from seed ${SEED}`, { timeout: 600_000 }, async (t) => {
  const { app, failures } = createTestApp({ members: 3, rateLimit: false })
  await app.listen({ port: 0, host: '127.0.0.1' })
  t.teardown(() => app.close())
  const { port } = app.server.address() as AddressInfo // it listens on a port, not on a pipe
  const failure = () => (failures.length === 0 ? undefined : String(failures[0]))
  t.equal(await fuzzRaw({ port, cases: CASES, seed: SEED, failure }), undefined)
  t.equal((await app.inject('/__admin/ready')).statusCode, 200)
})

t.test('a case follows from its seed', async (t) => {
  t.strictSame(caseOf(7), caseOf(7))
  t.strictNotSame(caseOf(7), caseOf(8))
})

const ok = (body: string, more = ''): string =>
  `HTTP/1.1 200 OK\r\n${more}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`
const BARE = 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'

t.test('the judge can say no', async (t) => {
  const page = readFileSync(new URL('../page/index.html', import.meta.url), 'latin1')
  t.equal(complaintAbout(ok(page).replace('application/json', 'text/html')), undefined)
  const head = ok('{}').slice(0, -2)
  for (const good of ['', ok('{}'), ok('[]') + BARE, ok('{}', 'Connection: close\r\n'), head, head + ok('1')])
    t.equal(complaintAbout(good), undefined, good)
  t.equal(
    complaintAbout(
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n',
    ),
    undefined,
  )
  const bad: [text: string, complaint: RegExp][] = [
    [BARE + ok('{}'), /behind the last/],
    [ok('{}').slice(0, -1), /does not end/],
    [`${ok('{"a":1}').slice(0, -3)}${BARE}`, /no status line|behind|JSON|does not end/],
    [`${ok('{}')}x`, /head that does not end/],
    [ok('{"code":"FST_ERR_CTP"}'), /not ours: FST_/],
    [ok('{'), /JSON that is none/],
    [ok('<!DOCTYPE html>\n<html lang="en">'), /not ours: <!DOCTYPE/],
    ['HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n', /fault of our own/],
    ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab', /does not end/],
    ['HTTP/1.1 200 OK\r\nBad header\r\n\r\n', /no header/],
  ]
  for (const [text, complaint] of bad) t.match(complaintAbout(text), complaint)
})
