/** Rate limits as they are set and shown, of one vendor; each schema and its type share a name. */
import type { FromSchema } from 'json-schema-to-ts'
import { LONGEST_WINDOW_SECONDS, MOST_REQUESTS } from '../../sandbox/rate-limit.ts'

export const VendorLimitChange = {
  title: 'VendorLimitChange',
  type: ['object', 'null'],
  description: 'What is left out stays; null brings back what the sandbox started with, with nothing used.',
  properties: {
    limit: {
      type: ['integer', 'null'],
      minimum: 1,
      maximum: MOST_REQUESTS,
      description: 'Requests in one window; null is off.',
    },
    windowSeconds: {
      type: 'integer',
      minimum: 1,
      maximum: LONGEST_WINDOW_SECONDS,
      description: 'The length of a window.',
    },
    remaining: {
      type: 'integer',
      minimum: 0,
      maximum: MOST_REQUESTS,
      description: 'Requests left in the current window of every credential, not yet seen ones included.',
    },
  },
  additionalProperties: false,
} as const
export type VendorLimitChange = FromSchema<typeof VendorLimitChange>

export const VendorLimit = {
  title: 'VendorLimit',
  type: 'object',
  description: 'The rate limit of a vendor, as it holds now.',
  properties: {
    limit: { type: ['integer', 'null'], description: 'Requests in one window; null is off.' },
    windowSeconds: { type: 'integer', description: 'The length of a window.' },
    remaining: {
      type: ['integer', 'null'],
      description:
        'Requests left in the current window of the credential that has the fewest; null is no limit. A window that has ended does not count.',
    },
  },
  required: ['limit', 'windowSeconds', 'remaining'],
  additionalProperties: false,
} as const
export type VendorLimit = FromSchema<typeof VendorLimit>
