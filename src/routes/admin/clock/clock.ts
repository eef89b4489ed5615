/** A sandbox's clock, read and set: so that a test crosses a rate window without sleeping. */
import type { FastifyInstance } from 'fastify'
import type { Clock as SandboxClock } from '../../../sandbox/clock.ts'
import type { AdminOptions } from '../admin.ts'
import { AdminError } from '../errors.ts'
import { SandboxQuery, sandboxOf } from '../sandboxes/sandbox-of.ts'
import { DURATIONS, millisecondsIn } from './duration.ts'
import { Clock, ClockChange } from './schemas.ts'

/** The last year that is written with four digits. */
const END = Date.parse('9999-12-31T23:59:59.999Z')

const shown = (clock: SandboxClock): Clock => ({
  now: new Date(clock.now()).toISOString(),
  mode: clock.mode,
})

const advance = (clock: SandboxClock, duration: string): void => {
  const refuse = (why: string): AdminError =>
    new AdminError(400, '/advance', `"${duration.slice(0, 60)}" ${why}`, DURATIONS)
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

export const mountClock = (scope: FastifyInstance, { sandboxes }: AdminOptions): void => {
  scope.get('/clock', {
    schema: {
      operationId: 'getClock',
      summary: "What time it is in a sandbox, and whether its clock follows the machine's.",
      querystring: SandboxQuery,
      response: { 200: Clock },
    },
    handler(request) {
      return shown(sandboxOf(sandboxes, request).clock)
    },
  })

  scope.put<{ Body: ClockChange }>('/clock', {
    schema: {
      operationId: 'setClock',
      summary: "Stops a sandbox's clock, moves it on, or lets it follow the machine's again.",
      querystring: SandboxQuery,
      body: ClockChange,
      response: { 200: Clock },
    },
    handler(request) {
      const { clock } = sandboxOf(sandboxes, request)
      change(clock, request.body)
      return shown(clock)
    },
  })
}
