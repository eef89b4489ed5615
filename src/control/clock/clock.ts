/** A sandbox's clock, read and set: so that a test crosses a rate window without sleeping. */
import { isClockTime, type Clock as SandboxClock } from '../../sandbox/clock.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { ControlError } from '../control-error.ts'
import { SandboxQuery } from '../queries.ts'
import { untilNextTurn } from '../turns.ts'
import { useCase } from '../use-case.ts'
import { DURATIONS, millisecondsIn } from './duration.ts'
import { type Clock, ClockChange } from './schemas.ts'

const shown = (clock: SandboxClock): Clock => ({
  now: new Date(clock.now()).toISOString(),
  mode: clock.mode,
})

const advance = async (sandbox: Sandbox, duration: string): Promise<void> => {
  const { clock } = sandbox
  const refuse = (why: string): ControlError =>
    new ControlError('refused', '/advance', `"${duration.slice(0, 60)}" ${why}`, DURATIONS)
  const ms = millisecondsIn(duration)
  if (ms === undefined)
    throw refuse(
      'is no duration of days, hours, minutes and seconds (months, years, weeks and negatives are not taken)',
    )
  if (!isClockTime(clock.now() + ms)) throw refuse('is past the year 9999')
  try {
    await sandbox.advance(ms, untilNextTurn)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new ControlError('conflict', '/advance', `${error.message}; the clock stands at the last of them`)
  }
}

/** Milliseconds since the epoch; throws for a time that no clock shows. `path` is where it stands. */
export const instantAt = (text: string, path: string): number => {
  const time = Date.parse(text)
  if (isClockTime(time)) return time
  throw new ControlError('refused', path, `"${text}" is before 1970 or past the year 9999`, [
    '1970-01-01T00:00:00Z to 9999-12-31T23:59:59.999Z',
  ])
}

/** The schema has seen to it that it is exactly one. */
const change = async (sandbox: Sandbox, body: ClockChange): Promise<void> => {
  const { clock } = sandbox
  if (body.freeze !== undefined) clock.freeze(instantAt(body.freeze, '/freeze'))
  else if (body.advance !== undefined) await advance(sandbox, body.advance)
  else clock.follow()
}

export const createClockControl = () => ({
  getClock: useCase()({
    query: SandboxQuery,
    run({ sandbox }) {
      return shown(sandbox().clock)
    },
  }),

  setClock: useCase<object, ClockChange>()({
    query: SandboxQuery,
    body: ClockChange,
    async run({ sandbox, body }) {
      const made = sandbox()
      await change(made, body)
      return shown(made.clock)
    },
  }),
})
