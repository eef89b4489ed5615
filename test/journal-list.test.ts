/** A list of the worst entries there can be: bounded as it is sent, and made in turns that are bounded too. */
import { setImmediate as untilNextTurn } from 'node:timers/promises'
import t from 'tap'
import { weightOf } from '../src/control/journal/weight.ts'
import { TURN_WORK } from '../src/control/turns.ts'
import { CAPTURED_BYTES, CapturedBody, type Journal, type Slot } from '../src/sandbox/journal.ts'
import { createTestApp } from './support/app.ts'

const MIB = 1024 * 1024
const ENTRIES = 1000

const note = (journal: Journal, filled: Partial<Slot>): void => {
  const slot = journal.take()
  Object.assign(
    slot,
    { url: '/whop/nowhere', rawHeaders: ['Host', 'x'], method: 'POST', status: 404 },
    filled,
  )
  journal.announce(slot)
}

const body = (text: string): Partial<Slot> => ({ requestBody: CapturedBody.of(Buffer.from(text, 'latin1')) })

const headers = Array.from({ length: 1900 }, (_, i) => [`X-Whop-${i}`, '"'.repeat(15)]).flat()

/** Each as long as the journal holds a thousand of, or as is just shown whole. */
const KINDS: Readonly<Record<string, () => Partial<Slot>>> = {
  'ordinary ones': () => ({ responseBody: '{"error":"x"}' }),
  'bodies of control characters': () => body('\x01'.repeat(15_000)),
  'bodies of few control characters': () => body('\x01'.repeat(250)),
  'bodies of quotes': () => body('"'.repeat(15_000)),
  'bodies of no UTF-8': () => body('\xff'.repeat(15_000)),
  'bodies in pieces': () => {
    const requestBody = new CapturedBody()
    for (let i = 0; i < 20; i++) requestBody.add(Buffer.alloc(500, 1))
    return { requestBody }
  },
  'bodies full of keys': () => body('apik_mock_full'.repeat(4000)),
  'long answers': () => ({ responseBody: '{"a":1}'.repeat(9000) }),
  'long ids': () => ({ url: `/whop/api/v1/members/${'x'.repeat(60_000)}` }),
  'many headers': () => ({ rawHeaders: headers }),
}

for (const [kind, filled] of Object.entries(KINDS))
  t.test(`${ENTRIES} ${kind}`, async (t) => {
    const { app, sandboxes } = createTestApp({ members: 0 })
    await app.ready()
    const { default: sandbox, redactor } = sandboxes
    for (let i = 0; i < ENTRIES; i++) note(sandbox.journal, filled())
    const held = sandbox.journal.entries().length

    let [inTurn, longest, isOver] = [0, 0, false]
    const redact = redactor.redact.bind(redactor)
    redactor.redact = (text) => {
      inTurn += text.length
      return redact(text)
    }
    const watch = async (): Promise<void> => {
      while (!isOver) {
        longest = Math.max(longest, inTurn)
        inTurn = 0
        await untilNextTurn()
      }
    }
    const watching = watch()
    const answer = await app.inject('/__admin/requests')
    isOver = true
    await watching

    const { requests } = answer.json()
    t.equal(requests.length, held)
    // A character that is shown of a long one may take six in JSON.
    t.ok(answer.rawPayload.length <= 7 * MIB, `${answer.rawPayload.length} bytes`)
    t.ok(longest > 0 && longest <= TURN_WORK + CAPTURED_BYTES, `${longest} characters in one turn`)
    const isLong =
      Buffer.byteLength(filled().url ?? '') > 1000 || weightOf(sandbox.journal.last) > (3 * MIB) / ENTRIES
    t.equal(requests.at(-1).shortened, isLong ? true : undefined)
    await app.close()
  })

t.test('few are shown whole, however long', async (t) => {
  const { app, sandboxes } = createTestApp({ members: 0 })
  const text = '\x01'.repeat(CAPTURED_BYTES)
  for (let i = 0; i < 3; i++) note(sandboxes.default.journal, body(text))
  const { requests } = (await app.inject('/__admin/requests')).json()
  t.strictSame(
    requests.map(({ request }: { request: { body: string } }) => request.body),
    [text, text, text],
  )
  await app.close()
})

t.test('a weight is what the entry comes to in JSON, or somewhat more', async (t) => {
  for (const [kind, filled] of Object.entries(KINDS)) {
    const { app, sandboxes } = createTestApp({ members: 0 })
    const { journal } = sandboxes.default
    note(journal, filled())
    const weight = weightOf(journal.last)
    const { rawPayload } = await app.inject('/__admin/requests/r_1')
    t.ok(rawPayload.length <= weight, `${kind}: ${rawPayload.length} bytes, weighed as ${weight}`)
    t.ok(weight <= rawPayload.length * 3 + 2000, `${kind}: ${rawPayload.length} bytes, weighed as ${weight}`)
    for (const most of [0, 1500, 2000, 20_000])
      t.equal(weightOf(journal.last, most) > most, weight > most, 'however little of it is looked at')
    await app.close()
  }
})
