/** Sandboxes with a fault for every request, and clients that look at what it does to them. */
import { Line } from './line.ts'
import { askMemberOf, memberBodies, VENDORS, type VendorName } from './members.ts'
import type { Expected } from './outcome.ts'
import { type Client, type Made, makeSandbox, type Stage, steer } from './stage.ts'

interface Fault {
  name: string
  /** As the admin takes it, without the vendor. */
  rule: object
  /** `body` is that of the member who is asked for. */
  expected(body: string): Expected
  /** How long a client waits for it, in milliseconds. */
  patience?: number
}

const PROXY_PAGE =
  '<html>\n<head><title>502 Bad Gateway</title></head>\n<body>\n<h1>502 Bad Gateway</h1>\n</body>\n</html>\n'

const whole = (body: string, after = 0): Expected => ({ status: 200, body, after })

export const FAULTS: readonly Fault[] = [
  { name: 'reset', rule: { socket: 'reset' }, expected: () => ({ end: 'reset', rest: '' }) },
  { name: 'close', rule: { socket: 'close' }, expected: () => ({ end: 'closed', rest: '' }) },
  {
    name: 'hang',
    rule: { socket: 'hang' },
    expected: () => ({ end: 'silent', rest: '' }),
    patience: 1000,
  },
  {
    name: 'malformed',
    rule: { socket: 'malformed' },
    expected: () => ({ end: 'closed', rest: 'These bytes are not HTTP.\r\n\r\n' }),
  },
  {
    name: 'truncate',
    rule: { socket: { truncate: 20 } },
    expected: (body) => ({ end: 'closed', rest: { status: 200, body: body.slice(0, 20) } }),
  },
  { name: 'dribble', rule: { socket: { dribble: 300 } }, expected: (body) => whole(body, 300) },
  { name: 'delay', rule: { delay: 200 }, expected: (body) => whole(body, 200) },
  { name: 'answer', rule: { answer: { html: 502 } }, expected: () => ({ status: 502, body: PROXY_PAGE }) },
]

export const makeFaulty = async (stage: Stage, rule: object): Promise<Made> => {
  const sandbox = await makeSandbox(stage)
  const faults = VENDORS.map((vendor) => ({ vendor, times: null, ...rule }))
  await steer(stage, 'PUT', `/faults?sandbox=${sandbox.id}`, { faults })
  return sandbox
}

/** One that meets the same fault again and again, at every vendor. */
const createVictim =
  (
    { name, expected, patience }: Fault,
    sandbox: Made,
    bodies: Readonly<Record<VendorName, string>>,
  ): Client =>
  async (stage, isOver) => {
    const kind = `fault: ${name}`
    while (!isOver())
      for (const vendor of VENDORS) {
        const line = new Line(stage.port)
        stage.tally.send(kind)
        line.socket.write(askMemberOf(vendor, sandbox))
        const outcome = await line.next(patience === undefined ? {} : { patience })
        stage.tally.settle(kind, expected(bodies[vendor]), outcome)
        line.close()
      }
  }

export const createVictims = async (stage: Stage): Promise<readonly Client[]> => {
  const bodies = memberBodies()
  const sandboxes = await Promise.all(FAULTS.map(({ rule }) => makeFaulty(stage, rule)))
  return FAULTS.flatMap((fault, i) => {
    const sandbox = sandboxes[i]
    if (sandbox === undefined) return []
    const victim = createVictim(fault, sandbox, bodies)
    return [victim, victim]
  })
}
