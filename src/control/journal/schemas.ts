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
  properties: { match: Filters, atLeast: COUNT, atMost: COUNT, exactly: COUNT },
  additionalProperties: false,
} as const
export type VerifyBody = FromSchema<typeof VerifyBody>

export const WaitBody = {
  title: 'WaitBody',
  type: 'object',
  properties: {
    match: Filters,
    count: { ...AT_LEAST_ONE, default: 1 },
    timeoutMs: { type: 'integer', minimum: 0, maximum: 60_000, default: 5000 },
  },
  additionalProperties: false,
} as const
export type WaitBody = FromSchema<typeof WaitBody>

export const Count = {
  title: 'Count',
  type: 'object',
  properties: { count: COUNT },
  required: ['count'],
  additionalProperties: false,
} as const
export type Count = FromSchema<typeof Count>

export const Verdict = {
  title: 'Verdict',
  type: 'object',
  properties: { ok: { type: 'boolean' }, count: COUNT },
  required: ['ok', 'count'],
  additionalProperties: false,
} as const
export type Verdict = FromSchema<typeof Verdict>
