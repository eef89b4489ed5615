/** One soak: warm up, measure, load, measure again, and end the program under load. */
import { requestText } from './answer.ts'
import { Line } from './line.ts'
import { gather, runLoad } from './load.ts'
import type { SoakOptions } from './options.ts'
import { type Holding, type Program, startProgram } from './program.ts'
import { pause, type Stage } from './stage.ts'
import { starve } from './starved.ts'
import type { Findings } from './summary.ts'
import { Tally } from './tally.ts'
import { readTargets, type Target } from './targets.ts'
import { terminate } from './terminate.ts'

const LARGE = requestText({ path: '/__admin/docs/swagger-ui-bundle.js' })

/** As it is sent when nothing else is. */
const readLarge = async (port: number): Promise<Target> => {
  const line = new Line(port)
  line.socket.write(LARGE)
  const { answer } = await line.next()
  line.close()
  if (answer === undefined || answer.body.length < 2 ** 20) throw new Error('no large answer')
  return { text: LARGE, isHead: false, expected: { status: answer.status, body: answer.body } }
}

const CLOSING_MS = 10_000

/** When the last connection is gone, or has had long enough to be. */
const measureAtRest = async (program: Program): Promise<Holding> => {
  const end = performance.now() + CLOSING_MS
  for (;;) {
    const holding = await program.measure()
    if (holding.sockets === 0 || performance.now() > end) return holding
    await pause(100)
  }
}

export const soak = async (
  { seconds, warm, slow, fast, within = Infinity }: SoakOptions,
  progress: (text: string) => void,
  main?: string,
): Promise<Findings> => {
  const program = await startProgram(main)
  try {
    const { port } = program
    const tally = new Tally()
    const large = await readLarge(port)
    const stage: Stage = {
      port,
      tally,
      targets: readTargets(),
      large,
      within,
      waitedMs: program.waitedMs,
      programWaitedMs: program.programWaitedMs,
    }
    const clients = await gather(stage, { slow, fast })
    await runLoad(stage, clients, warm, (text) => progress(`warm-up: ${text}`))
    const before = await measureAtRest(program)
    const endingMs = await runLoad(stage, clients, seconds, (text) => progress(`load: ${text}`))
    const after = await measureAtRest(program)
    progress('SIGTERM')
    const termination = await terminate(stage, program, fast)
    progress('with 64 descriptors, and nobody who reads its log')
    const starved = await starve(tally, main)
    return { tally, before, after, endingMs, termination, starved, stderr: program.stderr() }
  } finally {
    program.kill()
  }
}
