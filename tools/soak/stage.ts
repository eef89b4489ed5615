/** What all clients share: the program's port, what can be asked of it, the tally, and the sandboxes made for them. */
import { type Answer, requestText } from './answer.ts'
import { Line } from './line.ts'
import type { Expected } from './outcome.ts'
import type { Tally } from './tally.ts'
import type { Target } from './targets.ts'

export interface Stage {
  port: number
  tally: Tally
  targets: readonly Target[]
  /** An answer larger than the kernel takes at once. */
  large: Target
  /** Milliseconds that an answer may take at most while the journal is read. */
  within: number
  /** Milliseconds so far for which the program and its clients were ready and other processes had the processor. */
  waitedMs(): number
  /** Of these, the program's. */
  programWaitedMs(): number
}

/** Goes on until `isOver`, and then to the end of what it has begun. `index` tells it from others of its kind. */
export type Client = (stage: Stage, isOver: () => boolean, index: number) => Promise<void>

/** One thing that a client does from start to end. */
export type Round = (stage: Stage, turn: number) => Promise<void>

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

export const targetAt = ({ targets }: Stage, turn: number): Target => {
  const target = targets[turn % targets.length]
  if (target === undefined) throw new Error('there is nothing to ask')
  return target
}

const ADMIN = '/__admin'

/** A call to the admin, which has to succeed; resolves with the body, parsed. */
export const steer = async (stage: Stage, method: string, path: string, body?: object): Promise<unknown> => {
  const line = new Line(stage.port)
  const text = body === undefined ? '' : JSON.stringify(body)
  const headers = [['Content-Type', 'application/json']] as const
  line.socket.write(
    requestText({ method, path: ADMIN + path, headers: text === '' ? [] : headers, body: text }),
  )
  const { answer, end } = await line.next()
  line.close()
  if (answer === undefined || answer.status >= 300)
    throw new Error(`${method} ${ADMIN}${path}: ${answer?.status ?? end} ${answer?.body ?? ''}`)
  return answer.body === '' ? undefined : JSON.parse(answer.body)
}

/** A request over a connection that is kept, judged; undefined when there was no answer. */
export const exchange = async (
  stage: Stage,
  kind: string,
  line: Line,
  { text, isHead, expected }: Omit<Target, 'expected'> & { expected: Expected },
): Promise<Answer | undefined> => {
  const { tally } = stage
  tally.send(kind)
  line.socket.write(text)
  const outcome = await line.next({ isHead })
  tally.settle(kind, expected, outcome)
  return outcome.answer
}

export interface Made {
  id: string
  credentials: {
    whop: { full: string }
    aitable: { admin: string }
    sotion: { siteA: string }
  }
}

export const makeSandbox = async (stage: Stage, options: object = {}): Promise<Made> =>
  (await steer(stage, 'POST', '/sandboxes', options)) as Made // as its schema says
