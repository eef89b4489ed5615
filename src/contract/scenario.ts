/** A scenario as users write it: what is to happen to members, and when. The schema and its type share a name. */
import type { FromSchema } from 'json-schema-to-ts'

export const ScenarioStep = {
  title: 'ScenarioStep',
  type: 'object',
  description: 'What is to happen to a member, and when.',
  properties: {
    at: {
      type: 'string',
      minLength: 1,
      description: 'An ISO 8601 duration from the start of the scenario, or a date and time.',
      examples: ['P30D', '2026-03-01T12:00:00Z'],
    },
    vendor: { type: 'string', minLength: 1, description: 'Whose member.' },
    member: { type: 'string', minLength: 1, description: 'The id of the member; one that joins is made.' },
    event: { type: 'string', minLength: 1, description: 'What happens to the member: joined.' },
    place: {
      type: 'string',
      minLength: 1,
      description: 'What the member is in, where ids alone do not tell.',
    },
  },
  required: ['at', 'vendor', 'member', 'event'],
  additionalProperties: false,
} as const
export type ScenarioStep = FromSchema<typeof ScenarioStep>

/** By name. */
export const Scenarios = {
  type: 'object',
  description: 'Lives of members by name: --scenario starts one of them',
  additionalProperties: { type: 'array', items: ScenarioStep, minItems: 1 },
} as const
export type Scenarios = Readonly<Record<string, readonly ScenarioStep[]>>
