/** Sandboxes that are changed, reset, moved in time, made and deleted under load: no answer is ever a mixture. */
import { Line } from './line.ts'
import { askMemberOf, memberBodies } from './members.ts'
import type { Expected } from './outcome.ts'
import { type Client, exchange, type Made, makeSandbox, type Stage, steer } from './stage.ts'

const PHONE = '+15550001111'

/** The member as it is at first, and as the admin changes it. */
const whopBodies = (): { first: string; changed: string } => {
  const { whop: first } = memberBodies()
  return { first, changed: first.replace(/"phone":"[^"]*"/, `"phone":"${PHONE}"`) }
}

const createReader =
  (sandbox: Made, expected: Expected): Client =>
  async (stage, isOver) => {
    const line = new Line(stage.port)
    const text = askMemberOf('whop', sandbox)
    while (!isOver()) await exchange(stage, 'read while it is reset', line, { text, isHead: false, expected })
    line.close()
  }

/** Changes and resets by turns; what it reads in between is certain. */
const createResetter =
  (sandbox: Made): Client =>
  async (stage, isOver) => {
    const { first, changed } = whopBodies()
    const line = new Line(stage.port)
    const text = askMemberOf('whop', sandbox)
    const read = (body: string): Promise<unknown> =>
      exchange(stage, 'read after a change or reset', line, {
        text,
        isHead: false,
        expected: { status: 200, body },
      })
    const member = `/whop/members/mber_Joined0000001?sandbox=${sandbox.id}`
    while (!isOver()) {
      await steer(stage, 'PATCH', member, { phone: PHONE })
      await read(changed)
      await steer(stage, 'POST', `/reset?sandbox=${sandbox.id}`)
      await read(first)
    }
    line.close()
  }

const READERS = 6

export const createResets = async (stage: Stage): Promise<readonly Client[]> => {
  const { first, changed } = whopBodies()
  const sandbox = await makeSandbox(stage)
  const either = [first, changed].map((body) => ({ status: 200, body }))
  const readers = Array.from({ length: READERS }, () => createReader(sandbox, either))
  return [createResetter(sandbox), ...readers]
}

const START = '2026-03-01T12:00:00.000Z'
const window = (remaining: number, end: number): Record<string, string> => ({
  'x-ratelimit-remaining': String(remaining),
  'x-ratelimit-reset': String(end),
})

/** A whole life: made with its clock stopped and two requests a minute, used up, moved on, reset, deleted. */
export const living: Client = async (stage, isOver) => {
  const { sotion: body } = memberBodies()
  const end = Date.parse(START) / 1000 + 60
  const line = new Line(stage.port)
  while (!isOver()) {
    const sandbox = await makeSandbox(stage, { clock: { freeze: START }, limits: { sotion: { limit: 2 } } })
    const text = askMemberOf('sotion', sandbox)
    const read = (expected: Expected): Promise<unknown> =>
      exchange(stage, 'a sandbox’s life', line, { text, isHead: false, expected })
    const at = `?sandbox=${sandbox.id}`
    await read({ status: 200, body, headers: window(1, end) })
    await read({ status: 200, body, headers: window(0, end) })
    await read({ status: 429, body: '{"error":"Rate limit exceeded"}', headers: { 'retry-after': '60' } })
    await steer(stage, 'PUT', `/clock${at}`, { advance: 'PT61S' })
    await read({ status: 200, body, headers: window(1, end + 61) })
    await steer(stage, 'POST', `/reset${at}`)
    await read({ status: 200, body, headers: window(1, end) })
    await steer(stage, 'DELETE', `/sandboxes/${sandbox.id}`)
    await read({ status: 401, body: '{"error":"Missing API key. Pass Authorization: Bearer so_..."}' })
  }
  line.close()
}
