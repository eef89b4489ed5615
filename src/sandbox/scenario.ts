/** What is to happen to members at times to come: a list of steps, each done by the clock at its own time. */
import type { Clock } from './clock.ts'
import type { Database } from './database.ts'
import type { Happening } from './happening.ts'
import type { Random } from './random.ts'

export const STEP_STATES = ['due', 'done', 'failed', 'missed'] as const

/** JSON; replaced, never changed in place. */
export interface Step {
  /** Counts up from 1 in each sandbox. */
  readonly number: number
  /** When, in milliseconds since the epoch on the sandbox's clock. */
  readonly time: number
  readonly vendor: string
  readonly member: string
  readonly event: string
  readonly place: string | null
  /** `missed`: the clock was set past it. */
  readonly state: (typeof STEP_STATES)[number]
  /** Why it could not happen. */
  readonly reason: string | null
}

export type NewStep = Pick<Step, 'time' | 'vendor' | 'member' | 'event' | 'place'>

/** A vendor whose members live. */
export interface Stage {
  readonly db: Database
  readonly random: Random
  readonly life: Readonly<Record<string, Happening>>
}

export interface ScenarioOptions {
  readonly clock: Clock
  stageOf(vendorId: string): Stage | undefined
}

const WORKER = 'scenario'

/** So many steps are remembered. */
export const MOST_STEPS = 10_000

export class Scenario {
  readonly #options: ScenarioOptions
  #steps: Step[] = []

  constructor(options: ScenarioOptions) {
    this.#options = options
    options.clock.employ(WORKER, ({ data }) => this.#take(Number(data)), {
      data: { type: 'integer', minimum: 1, description: 'The number of a step.' },
    })
  }

  /** False: nothing was ever planned. */
  get isUsed(): boolean {
    return this.#steps.length > 0
  }

  /** In the order in which they were added. Those that the clock was set past are missed. */
  get steps(): readonly Step[] {
    const now = this.#options.clock.now()
    const due = new Set(
      this.#options.clock.due.filter(({ worker }) => worker === WORKER).map(({ data }) => Number(data)),
    )
    return this.#steps.map((step) =>
      step.state === 'due' && step.time <= now && !due.has(step.number) ? { ...step, state: 'missed' } : step,
    )
  }

  set steps(steps: readonly Step[]) {
    this.#steps = [...steps]
  }

  /** What is due by now happens at once, in order. */
  add(added: readonly NewStep[]): readonly Step[] {
    const { clock } = this.#options
    const made = added.map((step, i): Step => {
      return { ...step, number: this.#steps.length + i + 1, state: 'due', reason: null }
    })
    this.#steps.push(...made)
    const now = clock.now()
    const inOrder = [...made].sort((a, b) => a.time - b.time)
    // What is to come is planned first: where time does something to a row at the same moment, the step goes first.
    for (const { number, time } of inOrder) if (time > now) clock.at(time, WORKER, number)
    for (const { number, time } of inOrder) if (time <= now) this.#take(number)
    return made.map(({ number }) => this.#steps[number - 1]).filter((step) => step !== undefined)
  }

  reset(): void {
    this.#steps = []
  }

  #take(number: number): void {
    const step = this.#steps[number - 1]
    if (step?.state !== 'due') return
    const reason = this.#happen(step)
    this.#steps[number - 1] = { ...step, state: reason === null ? 'done' : 'failed', reason }
  }

  /** Whole or not at all; says why not. */
  #happen({ vendor, event, member, place }: Step): string | null {
    const stage = this.#options.stageOf(vendor)
    const happening = stage?.life[event]
    if (stage === undefined || happening === undefined) return `there is no event "${event}"`
    const { db, random } = stage
    const cause = { db, now: this.#options.clock.now(), random, member, place: place ?? undefined }
    try {
      db.run(() => happening(cause))
      return null
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }
}
