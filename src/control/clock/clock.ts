/** A sandbox's clock, read and set: so that a test crosses a rate window without sleeping. */
import type { Clock as SandboxClock } from '../../sandbox/clock.ts'
import { ControlError } from '../control-error.ts'
import { SandboxQuery } from '../queries.ts'
import { useCase } from '../use-case.ts'
import { DURATIONS, millisecondsIn } from './duration.ts'
import { type Clock, ClockChange } from './schemas.ts'

/** The last year that is written with four digits. */
const END = Date.parse('9999-12-31T23:59:59.999Z')

const shown = (clock: SandboxClock): Clock => ({
  now: new Date(clock.now()).toISOString(),
  mode: clock.mode,
})

const advance = (clock: SandboxClock, duration: string): void => {
  const refuse = (why: string): ControlError =>
    new ControlError('refused', '/advance', `"${duration.slice(0, 60)}" ${why}`, DURATIONS)
  const ms = millisecondsIn(duration)
  if (ms === undefined)
    throw refuse(
      'is no duration of days, hours, minutes and seconds (months, years, weeks and negatives are not taken)',
    )
  if (clock.now() + ms > END) throw refuse('is past the year 9999')
  clock.advance(ms)
}

/** The schema has seen to it that it is exactly one. */
const change = (clock: SandboxClock, body: ClockChange): void => {
  if (body.freeze !== undefined) clock.freeze(Date.parse(body.freeze))
  else if (body.advance !== undefined) advance(clock, body.advance)
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
    run({ sandbox, body }) {
      const { clock } = sandbox()
      change(clock, body)
      return shown(clock)
    },
  }),
})
