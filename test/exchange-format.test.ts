/** The format of exchanges: what is read, refused, written, compared, and handed from one exchange to the next. */
import fc from 'fast-check'
import t from 'tap'
import { captureFrom } from '../src/exchange/capture.ts'
import { readExchanges } from '../src/exchange/files.ts'
import type { Case, Exchange, ExchangeFile, Message, Provenance } from '../src/exchange/format.ts'
import { differences } from '../src/exchange/match.ts'
import { parseExchanges } from '../src/exchange/read.ts'
import { report, runFile, type Target } from '../src/exchange/run.ts'
import { parseAnswer } from '../src/exchange/socket-target.ts'
import { writeExchanges } from '../src/exchange/write.ts'

const TEXT = `# Words.
# read 2026-11-22
# known assumed: nobody says: this is what most do

# case b: It shows this.

# case c-d: And that, of another operation.
# known documented 2026-11-20: https://example.com/page
# refusal memberNotFound
# operation getMember
# provoke ask for {nobody}
# with x-a x-b
# without x-c
# charset observed: a third party
# shape source: the client
# verify member exhaust
# given PUT /__admin/clock {"freeze":"x"}
# capture made $.data[0].id
# published whop/published/422.json

POST /x HTTP/1.1
A: {{3 y}}

body

HTTP/1.1 200 OK
Request-Id: {{uuid}}
Content-Type: text/plain

{{ms}} of it

###
# Only for people.

GET /y/{{made}} HTTP/1.1

HTTP/1.1 204 No Content

###
# case e: A socket that is cut.
# test test/faults.test.ts
`

const NONE: Omit<Case, 'line' | 'name' | 'what' | 'known'> = {
  refusal: undefined,
  isSuccess: false,
  operation: undefined,
  provoke: undefined,
  test: undefined,
  with: [],
  without: [],
  charset: undefined,
  shape: undefined,
  writing: undefined,
  has: [],
  mentions: undefined,
  probe: [],
  verify: undefined,
}
const DATE = '2026-11-22'
const NOBODY: Provenance = { how: 'assumed', source: 'nobody says: this is what most do', date: DATE }

t.test('the format', async (t) => {
  const { exchanges, ...file } = parseExchanges('f.http', TEXT)
  t.strictSame(file, {
    name: 'f.http',
    notes: ['Words.'],
    cases: [
      {
        ...NONE,
        line: 40,
        name: 'e',
        what: 'A socket that is cut.',
        known: NOBODY,
        test: 'test/faults.test.ts',
      },
    ],
    settings: undefined,
    isRaw: false,
    isWriting: false,
  })
  t.strictSame(exchanges[0], {
    line: 21,
    place: 'f.http:21',
    notes: [],
    cases: [
      { ...NONE, line: 5, name: 'b', what: 'It shows this.', known: NOBODY },
      {
        ...NONE,
        line: 7,
        name: 'c-d',
        what: 'And that, of another operation.',
        known: { how: 'documented', source: 'https://example.com/page', date: '2026-11-20' },
        refusal: 'memberNotFound',
        operation: 'getMember',
        provoke: 'ask for {nobody}',
        with: ['x-a', 'x-b'],
        without: ['x-c'],
        charset: { how: 'observed', source: 'a third party', date: DATE },
        shape: { how: 'source', source: 'the client', date: DATE },
        verify: ['member', 'exhaust'],
      },
    ],
    givens: [{ method: 'PUT', path: '/__admin/clock', body: '{"freeze":"x"}' }],
    captures: [{ name: 'made', from: '$.data[0].id' }],
    again: undefined,
    published: 'whop/published/422.json',
    request: { startLine: 'POST /x HTTP/1.1', headers: [['A', 'yyy']], body: 'body' },
    answer: {
      startLine: 'HTTP/1.1 200 OK',
      headers: [
        ['Request-Id', '{{uuid}}'],
        ['Content-Type', 'text/plain'],
      ],
      body: '{{ms}} of it',
    },
  })
  t.match(exchanges[1], {
    place: 'f.http:35',
    notes: ['Only for people.'],
    request: { startLine: 'GET /y/{{made}} HTTP/1.1', body: '' },
    answer: { startLine: 'HTTP/1.1 204 No Content', body: '' },
  })
})

const ASK = '\nGET / HTTP/1.1\n\nHTTP/1.1 200 OK\n'
const KNOWN = '# read 2026-11-22\n# known assumed: so\n'

t.test('what is wrong is refused with its file and line', async (t) => {
  for (const [text, complaint] of [
    ['GET / HTTP/1.1\n', 'f.http:1: no answer'],
    ['GET\n\nHTTP/1.1 200 OK\n', 'f.http:1: GET; accepted: METHOD PATH HTTP/1.1'],
    ['GET / HTTP/1.1\nHost\n\nHTTP/1.1 200 OK\n', 'f.http:2: "Host" is no header; accepted: NAME: VALUE'],
    [`# kwown x\n${ASK}`, /^f.http:1: # kwown is unknown; accepted: case, known, .* or a sentence/],
    [`#known\n${ASK}`, 'f.http:1: "#known"; accepted: "# " and a sentence'],
    [`# case a\n${ASK}`, /^f.http:1: "a" is no case; accepted: NAME: WHAT IT SHOWS/],
    [`# case A: x\n${ASK}`, /^f.http:1: "A: x" is no case/],
    [`# case a: x\n${ASK}`, /^f.http:1: how is a known\? Accepted: a line "# known/],
    [`# case a: x\n# known assumed: y\n${ASK}`, /^f.http:2: when was it read\?/],
    [`# read today\n${ASK}`, 'f.http:1: # read today; accepted: YYYY-MM-DD'],
    [`# known assumed today: y\n${ASK}`, 'f.http:1: today is no date; accepted: YYYY-MM-DD'],
    [`# known guessed: y\n${ASK}`, /^f.http:1: "guessed: y" is no provenance; accepted: documented, source,/],
    [`${KNOWN}# refusal x\n${ASK}`, 'f.http:3: # refusal stands below no # case'],
    [`${KNOWN}# case a: x\n# test y\n# test z\n${ASK}`, 'f.http:5: a second # test in one case'],
    [`${KNOWN}# case a: x\n# refusal\n${ASK}`, 'f.http:4: # refusal says nothing'],
    [`${KNOWN}# case a: x\n# success yes\n${ASK}`, 'f.http:4: # success takes nothing behind it'],
    [
      `${KNOWN}# case a: x\n# verify 2\n${ASK}`,
      /^f.http:4: verify can be given no "2"; accepted: member, place/,
    ],
    [
      `${KNOWN}# case a: x\n`,
      'f.http:3: no exchange shows a; accepted: one below it, or a line "# test FILE"',
    ],
    ['# given GET /__admin/clock\n', 'f.http:1: # given stands above no exchange'],
    [`# given put /x {}\n${ASK}`, 'f.http:1: put /x {}; accepted: METHOD /PATH JSON'],
    [`# given PUT /x {a}\n${ASK}`, /^f.http:1: .*JSON.* in \{a\}$/],
    [`# settings []\n${ASK}`, 'f.http:1: []; accepted: {"VENDOR":{"SETTING":VALUE}}'],
    [`${ASK}\n###\n# raw\n${ASK}`, 'f.http:7: # raw stands at the head of a file'],
    [`# capture id $.id\n${ASK}`, 'f.http:1: {{id}} has a meaning already'],
    [`# capture one $..x\n${ASK}`, /^f.http:1: one \$\.\.x; accepted: NAME \$\.path/],
    [`# published a\n# published b\n${ASK}`, 'f.http:2: a second # published'],
    ['GET /{{one}} HTTP/1.1\n\nHTTP/1.1 200 OK\n', /^f.http:1: \{\{one\}\} stands for nothing here/],
    ['GET /{{id}} HTTP/1.1\n\nHTTP/1.1 200 OK\n', /^f.http:1: \{\{id\}\} stands for nothing here/],
    [`${ASK}\n{{other}}\n`, /^f.http:4: \{\{other\}\} stands for nothing here/],
    [
      'GET /{{9999999 x}} HTTP/1.1\n\nHTTP/1.1 200 OK\n',
      'f.http:1: {{9999999 x}} is longer than 1000000 characters',
    ],
  ] as const)
    t.throws(() => parseExchanges('f.http', text), { message: complaint }, text)
})

/** Line numbers are where they come to stand. */
const plain = (file: ExchangeFile): unknown =>
  JSON.parse(JSON.stringify(file, (key, value) => (key === 'line' || key === 'place' ? undefined : value)))

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,7}$/)
const sentence = fc.stringMatching(/^[A-Z][\x21-\x7a ]{0,20}[\x21-\x7a]$/)
const line = fc.stringMatching(/^[\x21-\x7a]([\x20-\x7a]{0,20}[\x21-\x7a])?$/)
const text = fc
  .array(fc.stringMatching(/^[\x20-\x22\x24-\x47\x49-\x7a\u00e0-\u00ff]{0,20}$/))
  .map((lines) => lines.join('\n'))
const optional = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(of, { nil: undefined })

const provenance: fc.Arbitrary<Provenance> = fc.record({
  how: fc.constantFrom('documented', 'source', 'observed', 'assumed'),
  source: line,
  date: fc.constantFrom('2026-11-22', '2027-01-01'),
})

const shownCase: fc.Arbitrary<Case> = fc.record({
  line: fc.constant(0),
  name: fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join('-')),
  what: line,
  known: provenance,
  refusal: optional(word),
  isSuccess: fc.boolean(),
  operation: optional(word),
  provoke: optional(line),
  test: optional(word),
  with: fc.array(word, { maxLength: 3 }),
  without: fc.array(word, { maxLength: 3 }),
  charset: optional(provenance),
  shape: optional(provenance),
  writing: optional(provenance),
  has: fc.array(word, { maxLength: 2 }),
  mentions: optional(line),
  probe: fc.subarray(['number', 'counts', 'spares', 'keys', 'window', 'remaining', 'wait']),
  verify: optional(fc.subarray(['member', 'place', 'exhaust'])),
})

const headers: fc.Arbitrary<Message['headers']> = fc.array(fc.tuple(word, fc.oneof(line, fc.constant(''))))

const exchange: fc.Arbitrary<Exchange> = fc.record({
  line: fc.constant(0),
  place: fc.constant(''),
  notes: fc.array(sentence, { maxLength: 2 }),
  cases: fc.array(shownCase, { maxLength: 2 }),
  givens: fc.array(
    fc.record({
      method: fc.constantFrom('PUT', 'POST'),
      path: fc.webPath().map((path) => `/${path.replace(/^\//, '')}`),
      body: optional(
        fc
          .jsonValue()
          .map((value) => JSON.stringify(value))
          .filter((json) => !json.includes('{{')),
      ),
    }),
    { maxLength: 2 },
  ),
  captures: fc.constant([]),
  again: optional(word),
  published: optional(word),
  request: fc.record({
    startLine: fc.constantFrom('GET /x HTTP/1.1', 'POST /y?z=1 HTTP/1.1'),
    headers,
    body: text,
  }),
  answer: fc.record({
    startLine: fc.constantFrom('HTTP/1.1 200 OK', 'HTTP/1.1 204 No Content'),
    headers,
    body: fc.oneof(text, fc.constant('{"id":"{{uuid}}"}')),
  }),
})

const file: fc.Arbitrary<ExchangeFile> = fc.record({
  name: fc.constant('f.http'),
  notes: fc.array(sentence, { maxLength: 2 }),
  cases: fc
    .array(shownCase, { maxLength: 2 })
    .map((cases) => cases.map((one) => ({ ...one, test: 'x.test.ts' }))),
  settings: optional(fc.dictionary(word, fc.dictionary(word, fc.boolean()))),
  isRaw: fc.boolean(),
  isWriting: fc.boolean(),
  exchanges: fc.array(exchange, { maxLength: 3 }),
})

t.test('what is written is read as the same', async (t) => {
  fc.assert(
    fc.property(file, (one) => {
      t.strictSame(plain(parseExchanges(one.name, writeExchanges(one))), plain(one))
    }),
    { numRuns: 200 },
  )
  for (const one of readExchanges())
    t.strictSame(plain(parseExchanges(one.name, writeExchanges(one))), plain(one))
})

t.test('what the format cannot say is not written', async (t) => {
  const [first] = parseExchanges('f.http', TEXT).exchanges
  if (first === undefined) return t.fail('TEXT has it')
  const withBody = (body: string): ExchangeFile => ({
    ...{ name: 'f.http', notes: [], cases: [], settings: undefined, isRaw: false, isWriting: false },
    exchanges: [{ ...first, request: { ...first.request, body } }],
  })
  t.match(writeExchanges(withBody('## \n# x')), '## \n# x')
  for (const body of ['###', 'x\nHTTP/1.1 200 OK', '{{2 x}}', '{{id}}'])
    t.throws(() => writeExchanges(withBody(body)), body)
})

t.test('the comparison', async (t) => {
  const [first] = parseExchanges('f.http', TEXT).exchanges
  if (first === undefined) return t.fail('TEXT has it')
  const one: Exchange = { ...first, published: undefined }
  const ID = '11111111-1111-4111-8111-111111111111'
  const compare = (...lines: string[]): readonly string[] =>
    differences(one, parseAnswer(Buffer.from(lines.join('\r\n'))))
  const good = ['HTTP/1.1 200 OK', `REQUEST-ID: ${ID}`, 'content-type: text/plain', 'content-length: 3']
  t.same(compare(...good, 'Date: x', 'Connection: close', '', '12 of it'), [])
  t.same(compare('HTTP/1.1 201 Created', ...good.slice(1), 'x-more: 1', '', 'some of it'), [
    'expected: HTTP/1.1 200 OK',
    '  actual: HTTP/1.1 201 Created',
    'expected: x-more: (absent)',
    '  actual: x-more: 1',
    'expected: {{ms}} of it',
    '  actual: some of it',
  ])
  t.same(compare('HTTP/1.1 200 OK', `Request-Id: ${ID}`, `Request-Id: ${ID}`, '', '1 of it'), [
    'expected: request-id: {{uuid}}',
    `  actual: request-id: ${ID}, ${ID}`,
    'expected: content-type: text/plain',
    '  actual: content-type: (absent)',
  ])
  const published = { ...first, answer: { ...first.answer, headers: [], body: '{{ms}}' } }
  const other = { startLine: 'HTTP/1.1 200 OK', headers: [], body: '1' }
  t.same(differences(published, other), ['expected: {"error":null} (whop/published/422.json)', '  actual: 1'])
})

const CHAIN = `# Made, then read.

# capture made $.data[0].id
# capture tag ETag: W/"{{id}}"
# capture whole ETag

POST /things HTTP/1.1

HTTP/1.1 201 Created
etag: W/"{{id}}"

{"data":[{"id":"{{id}}"}]}

###
# given PUT /__admin/things/{{made}} {"tag":"{{tag}}"}

PUT /things/{{made}} HTTP/1.1
If-Match: {{whole}}

{"id":"{{made}}"}

HTTP/1.1 200 OK
etag: {{whole}}

{"id":"{{made}}","at":"{{date}}"}
`

/** Answers as it is told to, and remembers what it was sent. */
const fakeTarget = (answers: readonly Message[], sent: unknown[]): Target => ({
  takesRaw: true,
  async send(request) {
    sent.push(request)
    return (
      answers[sent.filter((one) => typeof one === 'object').length - 1] ?? {
        startLine: '',
        headers: [],
        body: '',
      }
    )
  },
  async admin({ method, path, body }) {
    sent.push(`${method} ${path} ${body}`)
  },
})

const made = (id: unknown): Message => ({
  startLine: 'HTTP/1.1 201 Created',
  headers: [['ETag', 'W/"v1"']],
  body: JSON.stringify({ data: [{ id }] }),
})

t.test('an exchange uses what an earlier one was answered', async (t) => {
  const chain = parseExchanges('f.http', CHAIN)
  const sent: unknown[] = []
  const body = '{"id":"a1","at":"2026-03-01T12:00:00.000Z"}'
  const answers = [made('a1'), { startLine: 'HTTP/1.1 200 OK', headers: [['etag', 'W/"v1"'] as const], body }]
  t.equal((await runFile(chain, fakeTarget(answers, sent))).map(report).join(''), '')
  t.strictSame(sent.slice(2), [
    'PUT /__admin/things/a1 {"tag":"v1"}',
    { startLine: 'PUT /things/a1 HTTP/1.1', headers: [['If-Match', 'W/"v1"']], body: '{"id":"a1"}' },
  ])
  const [, second] = await runFile(chain, fakeTarget([made('b2'), ...answers.slice(1)], []))
  t.same(second?.differences, ['expected: {"id":"b2","at":"{{date}}"}', `  actual: ${body}`])
})

t.test('what cannot be captured is a difference', async (t) => {
  const chain = parseExchanges('f.http', CHAIN)
  const [first] = await runFile(chain, fakeTarget([{ ...made('a1'), body: '{}', headers: [] }], []))
  t.same(first?.differences.slice(-6), [
    'expected: $.data[0].id, to be called made',
    '  actual: (absent)',
    'expected: ETag: W/"{{id}}", to be called tag',
    '  actual: (absent)',
    'expected: ETag, to be called whole',
    '  actual: (absent)',
  ])
  const from = (id: unknown): string | undefined =>
    captureFrom({ name: 'made', from: '$.data[0].id' }, made(id), new Map())
  t.equal(from(7), '7')
  for (const id of ['', 'a\r\nHost: evil', 'x'.repeat(4097), null, { a: 1 }]) t.equal(from(id), undefined)
  t.equal(captureFrom({ name: 'x', from: '$.__proto__.y' }, made('a'), new Map()), undefined)
  t.equal(captureFrom({ name: 'x', from: '$' }, { ...made('a'), body: 'no JSON' }, new Map()), undefined)
})

t.test('what was captured is compared as it is, not as a pattern', async (t) => {
  const [, second] = parseExchanges('f.http', CHAIN).exchanges
  if (second === undefined) return t.fail('CHAIN has it')
  const captured = new Map([
    ['made', '.*'],
    ['whole', 'x'],
  ])
  const answer = (id: string): Message => ({
    startLine: 'HTTP/1.1 200 OK',
    headers: [['etag', 'x']],
    body: `{"id":"${id}","at":"2026-03-01T12:00:00.000Z"}`,
  })
  t.same(differences(second, answer('.*'), captured), [])
  t.equal(differences(second, answer('abc'), captured).length, 2)
})
