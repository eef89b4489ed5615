/** What can be made to happen, and what came of it; each schema and its type share a name. */
import type { FromSchema } from 'json-schema-to-ts'

export const TriggerBody = {
  title: 'Trigger',
  type: 'object',
  properties: {
    event: { type: 'string', description: 'The name of an event, as the vendor writes it.' },
    vendor: { type: 'string', description: 'Needed where several vendors have an event of that name.' },
    member: {
      type: 'string',
      description: 'The id of a member. Default: the first that it can happen to, or a new one.',
    },
    place: { type: 'string', description: 'What the member is in, where ids alone do not tell.' },
  },
  required: ['event'],
  additionalProperties: false,
} as const
export type TriggerBody = FromSchema<typeof TriggerBody>

export const Triggered = {
  title: 'Triggered',
  type: 'object',
  description: 'What came of a trigger.',
  properties: {
    vendor: { type: 'string', description: 'Whose event.' },
    event: { type: 'string', description: 'Its name, as the vendor writes it.' },
    member: { type: ['string', 'null'], description: 'The id of the member that it happened to.' },
    deliveries: {
      type: 'array',
      items: { type: 'string' },
      description: 'Ids of the deliveries that came of it; none where no webhook asks for them.',
    },
  },
  required: ['vendor', 'event', 'member', 'deliveries'],
  additionalProperties: false,
} as const
export type Triggered = FromSchema<typeof Triggered>

export const Triggers = {
  title: 'Triggers',
  type: 'object',
  properties: {
    triggers: {
      type: 'array',
      description: 'Every event that can be brought about.',
      items: {
        type: 'object',
        properties: {
          vendor: { type: 'string', description: 'Whose event.' },
          event: { type: 'string', description: 'Its name, as the vendor writes it.' },
        },
        required: ['vendor', 'event'],
        additionalProperties: false,
      },
    },
  },
  required: ['triggers'],
  additionalProperties: false,
} as const
export type Triggers = FromSchema<typeof Triggers>
