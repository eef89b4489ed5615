/** A timeline as it is asked for and shown; each schema and its type share a name. */
import type { FromSchema } from 'json-schema-to-ts'
import { ScenarioStep } from '../../contract/scenario.ts'
import { MOST_STEPS, STEP_STATES } from '../../sandbox/scenario.ts'

export const TimelineBody = {
  title: 'TimelineBody',
  type: 'object',
  description: 'Steps, or the name of a scenario.',
  properties: {
    scenario: { type: 'string', minLength: 1, description: 'One of the config file, or a shipped one.' },
    steps: {
      type: 'array',
      items: ScenarioStep,
      minItems: 1,
      maxItems: 1000,
      description: 'What is to happen, in any order of times.',
    },
  },
  minProperties: 1,
  maxProperties: 1,
  additionalProperties: false,
} as const
export type TimelineBody = FromSchema<typeof TimelineBody>

export const PlannedStep = {
  title: 'PlannedStep',
  type: 'object',
  description: 'A step of a scenario, and what has become of it.',
  properties: {
    id: { type: 'string', description: 'Counted up in each sandbox.', examples: ['s_1'] },
    time: { type: 'string', format: 'date-time', description: "On the sandbox's clock." },
    vendor: { type: 'string', description: 'Whose member.' },
    member: { type: 'string', description: 'The id of the member.' },
    event: { type: 'string', description: 'What happens to the member.' },
    place: { type: ['string', 'null'], description: 'What the member is in, where ids alone do not tell.' },
    state: {
      type: 'string',
      enum: STEP_STATES,
      description: 'missed: the clock was set past it, which makes nothing happen.',
    },
    reason: { type: ['string', 'null'], description: 'Why it could not happen.' },
  },
  required: ['id', 'time', 'vendor', 'member', 'event', 'place', 'state', 'reason'],
  additionalProperties: false,
} as const
export type PlannedStep = FromSchema<typeof PlannedStep>

export const Timeline = {
  title: 'Timeline',
  type: 'object',
  properties: {
    steps: {
      type: 'array',
      items: PlannedStep,
      description: `In the order in which they were added; at most ${MOST_STEPS}.`,
    },
  },
  required: ['steps'],
  additionalProperties: false,
} as const
export type Timeline = FromSchema<typeof Timeline>
