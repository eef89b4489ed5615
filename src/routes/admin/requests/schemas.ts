/** The calls about the journal, and what goes over the wire; each schema and its type share a name. */
import type { FromSchema } from 'json-schema-to-ts'
import { NOTHING } from '../nothing.ts'
import { SandboxQuery } from '../sandboxes/sandbox-of.ts'
import { Entries, Entry, Filters, FiltersQuery } from './entry-schemas.ts'

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

export const listRequests = {
  operationId: 'listRequests',
  summary: 'The requests of a sandbox with their answers',
  querystring: FiltersQuery,
  response: { 200: Entries },
} as const

export const getRequest = {
  operationId: 'getRequest',
  summary: 'One request with its answer',
  querystring: SandboxQuery,
  response: { 200: Entry },
} as const

export const deleteRequests = {
  operationId: 'deleteRequests',
  summary: 'Forget the requests of a sandbox',
  querystring: SandboxQuery,
  response: NOTHING,
} as const

export const countRequests = {
  operationId: 'countRequests',
  summary: 'How many of the requests held match',
  querystring: SandboxQuery,
  body: CountBody,
  response: { 200: Count },
} as const

export const verifyRequests = {
  operationId: 'verifyRequests',
  summary: 'Whether as many requests match as there should be',
  querystring: SandboxQuery,
  body: VerifyBody,
  response: { 200: Verdict },
} as const

export const waitForRequests = {
  operationId: 'waitForRequests',
  summary: 'Answers when enough requests match, or at the timeout',
  querystring: SandboxQuery,
  body: WaitBody,
  response: { 200: Verdict },
} as const
