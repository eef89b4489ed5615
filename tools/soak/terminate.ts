/** SIGTERM while requests are under way everywhere: what the server had when it came is answered, whole. */
import { headerIn } from './answer.ts'
import { makeFaulty } from './faulty.ts'
import { Line } from './line.ts'
import { askMember, askMemberOf, memberBodies } from './members.ts'
import type { Expected } from './outcome.ts'
import type { Program } from './program.ts'
import { writeSlowly } from './slow.ts'
import { pause, type Stage, targetAt } from './stage.ts'
import { timed } from './waiting.ts'

/** To who comes too late, or is not done in time, the server may say nothing; but never a part of an answer. */
const NOTHING: Expected = [
  { end: 'closed', rest: '' },
  { end: 'reset', rest: '' },
]

/** What is under way has so long to be answered: when others had this much of it, what was cut was not dropped. */
const OTHERS_MS = 250

/** Requests of which nothing has come back, and whether they are out of this process. */
export class Scene {
  readonly stage: Stage
  readonly #waiting = new Set<{ line: Line; isAccepted: boolean }>()
  #waitedBefore = 0
  isOver = false

  constructor(stage: Stage) {
    this.stage = stage
  }

  /** `line` has been sent whole requests. Resolves with true when the connection can be used again. */
  async expect(
    kind: string,
    line: Line,
    expected: Expected,
    { isHead = false, count = 1 } = {},
  ): Promise<boolean> {
    const { tally } = this.stage
    const one = { line, isAccepted: !this.isOver }
    this.#waiting.add(one)
    let isKept = true
    for (let i = 0; i < count; i++) {
      const outcome = await line.next({ isHead })
      const row = `SIGTERM: ${one.isAccepted ? '' : 'later, '}${kind}`
      tally.send(row)
      if (outcome.answer === undefined && this.#isExcused) tally.leave(row)
      else tally.settle(row, one.isAccepted ? expected : ([expected, NOTHING].flat() as Expected), outcome)
      isKept = outcome.answer !== undefined && headerIn(outcome.answer.head, 'connection') !== 'close'
    }
    this.#waiting.delete(one)
    return isKept
  }

  get #isExcused(): boolean {
    return this.isOver && this.stage.waitedMs() - this.#waitedBefore > OTHERS_MS
  }

  /** In one go, so that nothing is written between the look and the signal. */
  signal(send: () => void): void {
    for (const one of this.#waiting) one.isAccepted = one.line.isOpen && one.line.socket.writableLength === 0
    this.isOver = true
    this.#waitedBefore = this.stage.waitedMs()
    send()
  }
}

const askOn = (
  scene: Scene,
  kind: string,
  line: Line,
  text: string,
  expected: Expected,
): Promise<boolean> => {
  line.socket.write(text)
  return scene.expect(kind, line, expected)
}

const keepAsking = async (scene: Scene, index: number): Promise<void> => {
  for (let turn = index * 7; !scene.isOver; ) {
    const line = new Line(scene.stage.port)
    for (let isKept = true; isKept; turn++) {
      const { text, isHead, expected } = targetAt(scene.stage, turn)
      line.socket.write(text)
      isKept = await scene.expect('full speed', line, expected, { isHead })
    }
    line.close()
  }
}

const openMany = async (port: number, count: number): Promise<readonly Line[]> => {
  const lines = Array.from({ length: count }, () => new Line(port))
  await Promise.all(lines.map((line) => line.opened()))
  return lines
}

const COUNT = 32

/** Whose answers are held back on purpose. */
const askTheFaulty = async (scene: Scene): Promise<readonly Promise<unknown>[]> => {
  const { stage } = scene
  const { whop: body } = memberBodies()
  const expected = { status: 200, body }
  const faults = [
    { kind: 'delayed', rule: { delay: 60_000 }, expected },
    { kind: 'dribbling', rule: { socket: { dribble: 60_000 } }, expected },
    { kind: 'hanging', rule: { socket: 'hang' }, expected: { end: 'closed', rest: '' } as const },
  ]
  const asked: Promise<unknown>[] = []
  for (const fault of faults) {
    const text = askMemberOf('whop', await makeFaulty(stage, fault.rule))
    for (const line of await openMany(stage.port, 8))
      asked.push(askOn(scene, fault.kind, line, text, fault.expected))
  }
  return asked
}

/** More than the kernel takes on its way to who does not read. */
const LARGE_ANSWERS = 6

/** They begin to read when the signal has been sent. */
const askWithoutReading = (scene: Scene, lines: readonly Line[]): readonly Promise<unknown>[] =>
  lines.map((line) => {
    const { text, expected } = scene.stage.large
    line.socket.pause()
    line.socket.write(text.repeat(LARGE_ANSWERS))
    return scene.expect('large answers, not read yet', line, expected, { count: LARGE_ANSWERS })
  })

/** Their heads are half sent when the signal comes, and go on. */
const askSlowly = (scene: Scene, lines: readonly Line[]): readonly Promise<unknown>[] =>
  lines.map(async (line, i) => {
    const { text, isHead, expected } = targetAt(scene.stage, i * 3)
    await writeSlowly(line, text, false)
    await scene.expect('sent slowly', line, expected, { isHead })
  })

/** The kernel has opened them and has their requests; the program, which stands still, has seen none of them. */
const askAtTheDoor = async (scene: Scene): Promise<readonly Promise<unknown>[]> => {
  const { whop: body } = memberBodies()
  const text = askMember('whop', 'apik_mock_full')
  const lines = await openMany(scene.stage.port, COUNT)
  return lines.map((line) => askOn(scene, 'connected just before', line, text, { status: 200, body }))
}

export interface Termination {
  exitCode: number | null
  /** From the signal to the end of the process, in milliseconds. */
  ms: number
  /** Of these, so many in which other processes had the processors. */
  waited: number
}

export const terminate = async (stage: Stage, program: Program, clients: number): Promise<Termination> => {
  const scene = new Scene(stage)
  const asked: Promise<unknown>[] = Array.from({ length: clients }, (_, i) => keepAsking(scene, i))
  asked.push(...(await askTheFaulty(scene)))
  const silent = await openMany(stage.port, 8)
  const unread = await openMany(stage.port, 4)
  asked.push(...askWithoutReading(scene, unread))
  asked.push(...askSlowly(scene, await openMany(stage.port, COUNT)))
  await pause(400)
  program.freeze()
  asked.push(...(await askAtTheDoor(scene)))
  const taken = await timed(stage.waitedMs, () => {
    scene.signal(program.terminate)
    for (const line of unread) line.socket.resume()
    return program.ended
  })
  await Promise.all(asked)
  for (const line of silent) line.close()
  return { exitCode: await program.ended, ...taken }
}
