/** A sandbox's clock as it is set and shown; each schema and its type share a name. */
import type { FromSchema } from 'json-schema-to-ts'

export const FREEZE = {
  type: 'string',
  format: 'date-time',
  description: 'The clock stands at this time.',
  examples: ['2026-01-01T00:00:00.000Z'],
} as const

export const ClockChange = {
  title: 'ClockChange',
  type: 'object',
  description: 'Exactly one of the three.',
  properties: {
    freeze: FREEZE,
    advance: {
      type: 'string',
      description:
        'An ISO 8601 duration of days, hours, minutes and seconds, with fractions; moves the clock on, standing or not.',
      examples: ['PT61S'],
    },
    follow: { type: 'boolean', const: true, description: "The clock is the machine's again." },
  },
  minProperties: 1,
  maxProperties: 1,
  additionalProperties: false,
} as const
export type ClockChange = FromSchema<typeof ClockChange>

export const Clock = {
  title: 'Clock',
  type: 'object',
  description: 'The clock of one sandbox.',
  properties: {
    now: { type: 'string', format: 'date-time', description: 'What time it is, in UTC.' },
    mode: {
      type: 'string',
      enum: ['frozen', 'following'],
      description: 'It stands, or goes on with the machine’s.',
    },
  },
  required: ['now', 'mode'],
  additionalProperties: false,
} as const
export type Clock = FromSchema<typeof Clock>
