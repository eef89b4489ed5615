/** What `membermock verify --learn` has seen of vendors: the file that `--observed` reads, as schemas and types. */
import type { FromSchema } from 'json-schema-to-ts'
import type { JsonSchema } from './json-schema.ts'

/** Of the file's form. */
export const OBSERVED_VERSION = 1

/** The longest text that is kept of an answer. */
export const LONGEST_TEXT = 8192
/** As many entries of one kind are kept. */
export const MOST_ENTRIES = 500

const Seen = {
  type: 'string',
  description: 'Where it was seen, and when: `api.example.com 2026-11-26`.',
  pattern: '^[!-~]{1,261} \\d{4}-\\d\\d-\\d\\d$',
} as const

/** A header's; neither a line break nor what no header has. */
const HEADER_VALUE = '^(?:[!-~]|[!-~][ -~]{0,1022}[!-~])$'

const HeaderText = { type: ['string', 'null'], pattern: HEADER_VALUE } as const

const ObservedRefusal = {
  type: 'object',
  description: 'How one kind of refusal is answered.',
  properties: {
    status: { type: 'integer', minimum: 200, maximum: 599 },
    headers: {
      type: 'object',
      description: 'By lower-case name; null for one that is not sent.',
      additionalProperties: HeaderText,
      maxProperties: 100,
    },
    body: {
      type: 'string',
      maxLength: LONGEST_TEXT,
      description: 'Absent: none. {seconds}, {limit}, {scope}, {id}, {path}, {method} stand for what varies.',
    },
    setting: { type: 'string', description: 'The setting that makes it so already, where one does.' },
    seen: Seen,
  },
  required: ['status', 'seen'],
  additionalProperties: false,
} as const

const ObservedHeader = {
  type: 'object',
  properties: {
    value: {
      ...HeaderText,
      description: 'A text, {uuid}, {date}, {http-date}, {number}; null: it is never sent.',
    },
    seen: Seen,
  },
  required: ['value', 'seen'],
  additionalProperties: false,
} as const

const ObservedOrder = {
  type: 'object',
  description: 'Which of two reasons to refuse is given, where there are both.',
  properties: { first: { type: 'string' }, before: { type: 'string' }, seen: Seen },
  required: ['first', 'before', 'seen'],
  additionalProperties: false,
} as const

const FIELD_TYPES = 'string|number|boolean|null|object|array'

const ObservedField = {
  type: 'object',
  properties: {
    type: {
      type: 'string',
      description: `absent, or one or more of ${FIELD_TYPES.replaceAll('|', ', ')} with "or" between.`,
      pattern: `^(?:absent|(?:${FIELD_TYPES})(?: or (?:${FIELD_TYPES})){0,5})$`,
    },
    seen: Seen,
  },
  required: ['type', 'seen'],
  additionalProperties: false,
} as const

const ObservedSetting = {
  type: 'object',
  properties: { value: { type: ['string', 'number', 'boolean'] }, seen: Seen },
  required: ['value', 'seen'],
  additionalProperties: false,
} as const

const ObservedCase = {
  type: 'object',
  properties: {
    as: { type: 'string', description: 'The kind of refusal that it is there, where it is another.' },
    seen: Seen,
  },
  required: ['seen'],
  additionalProperties: false,
} as const

/** Of one vendor. */
export const Observations = {
  type: 'object',
  properties: {
    settings: {
      type: 'object',
      description: 'Settings that the vendor answers as if it had; one in the config file wins.',
      additionalProperties: ObservedSetting,
      maxProperties: MOST_ENTRIES,
    },
    refusals: { type: 'object', additionalProperties: ObservedRefusal, maxProperties: MOST_ENTRIES },
    headers: {
      type: 'object',
      description: 'On every answer, by lower-case name.',
      additionalProperties: ObservedHeader,
      maxProperties: 100,
    },
    order: { type: 'array', items: ObservedOrder, maxItems: MOST_ENTRIES },
    fields: {
      type: 'object',
      description: 'By operation and path: what a success has that its schema lacks, or lacks itself.',
      additionalProperties: {
        type: 'object',
        additionalProperties: ObservedField,
        maxProperties: MOST_ENTRIES,
      },
      maxProperties: MOST_ENTRIES,
    },
    cases: {
      type: 'object',
      description: 'Rows of FIDELITY.md that were seen as they are answered with all this.',
      additionalProperties: ObservedCase,
      maxProperties: MOST_ENTRIES,
    },
  },
  additionalProperties: false,
} as const

export type Observations = FromSchema<typeof Observations>
export type ObservedRefusal = FromSchema<typeof ObservedRefusal>
export type ObservedOrder = FromSchema<typeof ObservedOrder>
export type ObservedFields = Readonly<Record<string, FromSchema<typeof ObservedField>>>

/** By vendor id. */
export type ObservedVendors = Readonly<Record<string, Observations>>

/** Of the whole file. */
export const observedFileSchema = (vendors: readonly string[]): JsonSchema => ({
  type: 'object',
  properties: {
    version: { type: 'integer', enum: [OBSERVED_VERSION] },
    ...Object.fromEntries(vendors.map((id) => [id, Observations])),
  },
  required: ['version'],
  additionalProperties: false,
})

/** What `seen` says, apart. */
export const seenAt = (seen: string): { host: string; date: string } => {
  const [host = '', date = ''] = seen.split(' ')
  return { host, date }
}
