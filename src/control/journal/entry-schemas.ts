/** A request as people read it, and what they can ask for; each schema and its type share a name. */
import type { FromSchema } from 'json-schema-to-ts'
import { SANDBOX_PARAMETER } from '../queries.ts'

const FILTERS = {
  vendor: { type: 'string', description: 'The id of a served vendor.' },
  operation: { type: 'string', description: 'The id of an operation, served or answered 501.' },
  method: { type: 'string', description: 'In any case.' },
  path: {
    type: 'string',
    description: "The URL's path as the client sent it, without the query; with * at its end, how it begins.",
  },
  status: { type: 'integer', minimum: 100, maximum: 599, description: 'Of the answer; a cut one has none.' },
  since: {
    type: 'string',
    description: 'A date and time, itself included, or the id of an entry, itself excluded.',
    examples: ['r_12', '2026-01-01T00:00:00Z'],
  },
  unimplemented: { type: 'boolean', description: 'Answered 501, because only the vendor has it.' },
  unmatched: { type: 'boolean', description: 'A path or method that the vendor does not have.' },
  limit: { type: 'integer', minimum: 1, description: 'As many of the newest.' },
} as const

/** All of them have to hold. */
export const Filters = {
  title: 'Filters',
  type: 'object',
  description: 'Which requests of a journal; all of what is given has to hold.',
  properties: FILTERS,
  additionalProperties: false,
} as const
export type Filters = FromSchema<typeof Filters>

export const FiltersQuery = {
  type: 'object',
  properties: { ...SANDBOX_PARAMETER, ...FILTERS },
  additionalProperties: false,
} as const
export type FiltersQuery = FromSchema<typeof FiltersQuery>

const STRINGS = { type: 'array', items: { type: 'string' } } as const
const TEXT_OR_NULL = { type: ['string', 'null'] } as const

const REQUEST = {
  type: 'object',
  properties: {
    method: { type: 'string', description: 'In capitals.' },
    url: { type: 'string', description: 'As the client sent it.' },
    headers: {
      type: 'array',
      description: 'Names and values, in the order and the spelling in which they came.',
      items: { type: 'array', items: { type: 'string' }, minItems: 2, maxItems: 2 },
    },
    body: { ...TEXT_OR_NULL, description: 'Its first 64 KiB; null when none was announced.' },
  },
  required: ['method', 'url', 'headers', 'body'],
  additionalProperties: false,
} as const

const RESPONSE = {
  type: ['object', 'null'],
  description: 'Null when the socket was cut.',
  properties: {
    status: { type: 'integer', description: 'Of HTTP.' },
    headers: {
      type: 'object',
      description: "By lower-case name; without those of Node's own.",
      additionalProperties: { anyOf: [{ type: 'string' }, STRINGS] },
    },
    body: { type: 'string', description: 'Its first 64 KiB.' },
  },
  required: ['status', 'headers', 'body'],
  additionalProperties: false,
} as const

export const Entry = {
  title: 'JournalEntry',
  type: 'object',
  description:
    'A request and its answer. Of credentials, the scheme and four characters of a long one are left.',
  properties: {
    id: { type: 'string', description: 'Counted up in each sandbox.', examples: ['r_1'] },
    direction: { type: 'string', const: 'in', description: 'What goes out is a delivery.' },
    time: { type: 'string', format: 'date-time', description: "Of its arrival, on the sandbox's clock." },
    vendor: { ...TEXT_OR_NULL, description: 'Null for what is nobody’s.' },
    operation: { ...TEXT_OR_NULL, description: 'Served, or answered 501; null where there is none.' },
    request: { ...REQUEST, description: 'As it came.' },
    response: RESPONSE,
    fault: { ...TEXT_OR_NULL, description: 'The id of the fault that befell it.' },
    refusedBy: {
      ...TEXT_OR_NULL,
      description: "A check's name, or path, emulated or lookup; null when served.",
    },
    reason: { ...TEXT_OR_NULL, description: 'Why, where more is known than who refused it.' },
    unimplemented: { type: 'boolean', description: 'Answered 501, because only the vendor has it.' },
    unmatched: { type: 'boolean', description: 'A path or method that the vendor does not have.' },
    unread: {
      type: 'object',
      description: 'What was sent and is not declared by the operation.',
      properties: {
        query: { ...STRINGS, description: 'Names in the query.' },
        headers: { ...STRINGS, description: 'Names of headers that begin like the vendor’s own.' },
        body: { ...STRINGS, description: 'Names at the top of a JSON body.' },
      },
      required: ['query', 'headers', 'body'],
      additionalProperties: false,
    },
    answeredBy: {
      type: 'string',
      description:
        'Who answered, where it was not emulated: `recording`, the origin that it was sent on to, or the document that the answer is a sample of.',
    },
    durationMs: {
      type: 'number',
      description: 'From its arrival to its answer, in milliseconds of the machine.',
    },
    shortened: {
      type: 'boolean',
      description:
        'True where this entry is long and a list of them would be too: its texts are cut to 1,024 characters, its headers to 20, and what was not read is left out. Asked for by its id, it is whole.',
    },
  },
  required: [
    'id',
    'direction',
    'time',
    'vendor',
    'operation',
    'request',
    'response',
    'fault',
    'refusedBy',
    'reason',
    'unimplemented',
    'unmatched',
    'unread',
    'durationMs',
  ],
  additionalProperties: false,
} as const
export type Entry = FromSchema<typeof Entry>

export const Entries = {
  title: 'JournalEntries',
  type: 'object',
  properties: {
    requests: { type: 'array', items: Entry, description: 'In the order they were answered, oldest first.' },
    dropped: { type: 'integer', description: 'How many more there were, that the journal no longer holds.' },
  },
  required: ['requests', 'dropped'],
  additionalProperties: false,
} as const
export type Entries = FromSchema<typeof Entries>
