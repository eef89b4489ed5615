/** SIGTERM while requests are under way everywhere: what the server had when it came is answered, whole. */
import { headerIn } from './answer.ts'
import { makeFaulty } from './faulty.ts'
import { Line } from './line.ts'
import { askMember, askMemberOf, memberBodies } from './members.ts'
import type { Expected } from './outcome.ts'
import type { Program } from './program.ts'
import { writeSlowly } from './slow.ts'
import { pause, type Stage, targetAt } from './stage.ts'

/** To who comes too late, or is not done in time, the server may say nothing; but never a part of an answer. */
const NOTHING: Expected = [
  { end: 'closed', rest: '' },
  { end: 'reset', rest: '' },
]

/** Requests of which nothing has come back, and whether they are out of this process. */
export class Scene {
  readonly stage: Stage
  readonly #waiting = new Set<{ line: Line; isAccepted: boolean }>()
  isOver = false

  constructor(stage: Stage) {
    this.stage = stage
  }

  /** What `line` has been sent is whole. Resolves with true when the connection can be used again. */
  async expect(kind: string, line: Line, expected: Expected, isHead = false): Promise<boolean> {
    const one = { line, isAccepted: !this.isOver }
    this.#waiting.add(one)
    const outcome = await line.next({ isHead })
    this.#waiting.delete(one)
    const { tally } = this.stage
    const row = `SIGTERM: ${one.isAccepted ? '' : 'later, '}${kind}`
    tally.send(row)
    tally.settle(row, one.isAccepted ? expected : ([expected, NOTHING].flat() as Expected), outcome)
    const { answer } = outcome
    return answer !== undefined && headerIn(answer.head, 'connection') !== 'close'
  }

  /** In one go, so that nothing is written between the look and the signal. */
  signal(send: () => void): void {
    for (const one of this.#waiting) one.isAccepted = one.line.isOpen && one.line.socket.writableLength === 0
    this.isOver = true
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
      isKept = await scene.expect('full speed', line, expected, isHead)
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

/** Whose answers are on their way: waited for on purpose, dribbling, or read slowly. */
const askThoseUnderWay = async (scene: Scene): Promise<readonly Promise<unknown>[]> => {
  const { stage } = scene
  const { large, port } = stage
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
    for (const line of await openMany(port, 8))
      asked.push(askOn(scene, fault.kind, line, text, fault.expected))
  }
  for (const line of await openMany(port, 4)) {
    line.readSlowly(5)
    asked.push(askOn(scene, 'large answer, read slowly', line, large.text, large.expected))
  }
  return asked
}

/** Their heads are half sent when the signal comes, and go on. */
const askSlowly = (scene: Scene, lines: readonly Line[]): readonly Promise<unknown>[] =>
  lines.map(async (line, i) => {
    const { text, isHead, expected } = targetAt(scene.stage, i * 3)
    await writeSlowly(line, text, false)
    await scene.expect('sent slowly', line, expected, isHead)
  })

/** The kernel has opened them and has their requests; whether the server has looked at them is its own affair. */
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
}

export const terminate = async (stage: Stage, program: Program, clients: number): Promise<Termination> => {
  const scene = new Scene(stage)
  const asked: Promise<unknown>[] = Array.from({ length: clients }, (_, i) => keepAsking(scene, i))
  asked.push(...(await askThoseUnderWay(scene)))
  const silent = await openMany(stage.port, 8)
  asked.push(...askSlowly(scene, await openMany(stage.port, COUNT)))
  await pause(400)
  asked.push(...(await askAtTheDoor(scene)))
  const before = performance.now()
  scene.signal(program.signal)
  const exitCode = await program.ended
  const ms = performance.now() - before
  await Promise.all(asked)
  for (const line of silent) line.close()
  return { exitCode, ms }
}
