/** What is asked of the journal beside its entries, and what it says; each schema and its type share a name. */
import type { FromSchema } from 'json-schema-to-ts'
import { Filters } from './entry-schemas.ts'

const AT_LEAST_ONE = { type: 'integer', minimum: 1 } as const
const COUNT = { type: 'integer', minimum: 0 } as const

export const CountBody = {
  title: 'CountBody',
  type: 'object',
  properties: { match: Filters },
  additionalProperties: false,
} as const
export type CountBody = FromSchema<typeof CountBody>

export const VerifyBody = {
  title: 'VerifyBody',
  type: 'object',
  description: 'One of atLeast, atMost and exactly; atLeast 1 without.',
  properties: {
    match: Filters,
    atLeast: { ...COUNT, description: 'There should be as many, or more.' },
    atMost: { ...COUNT, description: 'There should be as many, or fewer.' },
    exactly: { ...COUNT, description: 'There should be just as many.' },
  },
  additionalProperties: false,
} as const
export type VerifyBody = FromSchema<typeof VerifyBody>

export const WaitBody = {
  title: 'WaitBody',
  type: 'object',
  properties: {
    match: Filters,
    count: { ...AT_LEAST_ONE, default: 1, description: 'How many are waited for.' },
    timeoutMs: {
      type: 'integer',
      minimum: 0,
      maximum: 60_000,
      default: 5000,
      description: 'How long at most, in milliseconds.',
    },
  },
  additionalProperties: false,
} as const
export type WaitBody = FromSchema<typeof WaitBody>

export const Count = {
  title: 'Count',
  type: 'object',
  properties: { count: { ...COUNT, description: 'How many fit.' } },
  required: ['count'],
  additionalProperties: false,
} as const
export type Count = FromSchema<typeof Count>

const Difference = {
  title: 'Difference',
  type: 'object',
  properties: {
    field: { type: 'string', description: 'The name of a filter.' },
    expected: { description: 'What the filter asks for.' },
    found: { description: 'What the request has in its place; null for nothing.' },
  },
  required: ['field', 'expected', 'found'],
  additionalProperties: false,
} as const

export const Nearest = {
  title: 'Nearest',
  type: 'object',
  description: 'A request, and in what it differs from those that are counted; nothing for one that is.',
  properties: {
    id: { type: 'string', description: 'Of its entry in the journal.', examples: ['r_1'] },
    method: { type: 'string', description: 'In capitals.' },
    url: { type: 'string', description: 'As the client sent it.' },
    status: { type: ['integer', 'null'], description: 'Null when the socket was cut.' },
    differs: { type: 'array', items: Difference, description: 'The filters that it does not pass.' },
  },
  required: ['id', 'method', 'url', 'status', 'differs'],
  additionalProperties: false,
} as const
export type Nearest = FromSchema<typeof Nearest>

export const Verdict = {
  title: 'Verdict',
  type: 'object',
  description: 'Whether there are as many as there should be.',
  properties: {
    ok: { type: 'boolean', description: 'Are they as many as there should be?' },
    count: { ...COUNT, description: 'How many requests fit.' },
    message: { type: 'string', description: 'Where verify is not ok: what came instead, in words.' },
    nearest: {
      type: 'array',
      items: Nearest,
      description:
        'Where verify is not ok: up to three requests, those first that differ least; the latest first.',
    },
  },
  required: ['ok', 'count'],
  additionalProperties: false,
} as const
export type Verdict = FromSchema<typeof Verdict>
