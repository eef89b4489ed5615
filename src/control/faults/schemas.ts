/** Planned faults as they are written and listed; which names a vendor has is checked beside these. */

const MILLISECONDS = { type: 'integer', minimum: 0, maximum: 3_600_000 } as const

const DELAY = {
  title: 'Delay',
  description: 'Milliseconds before the answer: as many, or evenly drawn from a range.',
  oneOf: [
    MILLISECONDS,
    {
      type: 'object',
      properties: {
        uniform: {
          type: 'array',
          items: MILLISECONDS,
          minItems: 2,
          maxItems: 2,
          description: 'The least and the most; anything between is as likely.',
        },
      },
      required: ['uniform'],
      additionalProperties: false,
      examples: [{ uniform: [100, 300] }],
    },
  ],
} as const

const ANSWER = {
  title: 'FaultAnswer',
  description: 'What is answered in place of what the vendor would.',
  oneOf: [
    {
      type: 'object',
      properties: {
        status: {
          type: 'integer',
          description:
            'An HTTP status that the vendor refuses with, in its words. With headers or body it may be any from 200 to 599, and they are the answer: none of the vendor’s headers is there.',
        },
        retryAfter: {
          type: 'integer',
          minimum: 0,
          description: 'For 429: the seconds that it names, where the vendor names any.',
        },
        headers: {
          type: 'object',
          description:
            'The headers of the answer. Its length is added; without a content-type, one that suits the body.',
          additionalProperties: {
            oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' }, minItems: 1 }],
          },
          examples: [{ 'retry-after': '5' }],
        },
        body: { description: 'Text is sent as it is, any other value as JSON.' },
      },
      required: ['status'],
      additionalProperties: false,
      examples: [{ status: 500 }, { status: 503, body: '<h1>Service Unavailable</h1>' }],
    },
    {
      type: 'object',
      properties: {
        code: { type: 'integer', description: 'A code in the body, for a vendor that has them.' },
      },
      required: ['code'],
      additionalProperties: false,
      examples: [{ code: 1503 }],
    },
    {
      type: 'object',
      properties: { kind: { type: 'string', description: "A kind of the vendor's refusals." } },
      required: ['kind'],
      additionalProperties: false,
      examples: [{ kind: 'rateLimited' }],
    },
    {
      type: 'object',
      properties: { html: { enum: [502, 503, 522], description: 'The page of a proxy in front.' } },
      required: ['html'],
      additionalProperties: false,
      examples: [{ html: 502 }],
    },
  ],
} as const

const SOCKET = {
  title: 'SocketFault',
  description: 'What happens to the connection in place of an answer, or to the answer on its way.',
  oneOf: [
    { type: 'string', enum: ['reset', 'close', 'hang', 'malformed'] },
    {
      type: 'object',
      properties: {
        truncate: { type: 'integer', minimum: 0, description: 'Closes after so many bytes of the body.' },
      },
      required: ['truncate'],
      additionalProperties: false,
      examples: [{ truncate: 20 }],
    },
    {
      type: 'object',
      properties: { dribble: { ...MILLISECONDS, description: 'Spreads the body over these milliseconds.' } },
      required: ['dribble'],
      additionalProperties: false,
      examples: [{ dribble: 1000 }],
    },
  ],
} as const

const DELIVERY = {
  title: 'DeliveryFault',
  description: 'Befalls attempts to deliver an event to a webhook, and no request.',
  oneOf: [
    { type: 'string', enum: ['lost', 'twice', 'outOfOrder', 'badSignature', 'staleTimestamp'] },
    {
      type: 'object',
      properties: { late: { ...MILLISECONDS, description: "Held up so long, on the sandbox's clock." } },
      required: ['late'],
      additionalProperties: false,
      examples: [{ late: 60000 }],
    },
  ],
} as const

const RULE_PROPERTIES = {
  vendor: { type: 'string', description: 'Whose requests, or deliveries, it befalls.' },
  delivery: DELIVERY,
  event: { type: 'string', description: 'Of deliveries: the name of an event. Default: every one.' },
  operation: { type: 'string', description: 'Default: every operation that is served.' },
  match: {
    title: 'FaultMatch',
    type: 'object',
    description: 'Only requests with all of these.',
    properties: {
      key: { type: 'string', description: 'The credential.' },
      member: { type: 'string', description: 'The id of the member, as in the path.' },
      headers: {
        type: 'object',
        additionalProperties: { type: 'string' },
        description: 'Headers of the request, by name in any case, and their whole values.',
      },
    },
    additionalProperties: false,
  },
  times: { type: ['integer', 'null'], minimum: 1, description: 'null: always. Default 1.' },
  after: { type: 'integer', minimum: 0, description: 'Matching requests that go by before. Default 0.' },
  probability: {
    type: 'number',
    minimum: 0,
    maximum: 1,
    description: "Drawn from the sandbox's seed. Default 1.",
  },
  delay: DELAY,
  answer: ANSWER,
  socket: SOCKET,
} as const

export const FaultRule = {
  title: 'FaultRule',
  type: 'object',
  properties: RULE_PROPERTIES,
  required: ['vendor'],
  anyOf: [
    { required: ['delay'] },
    { required: ['answer'] },
    { required: ['socket'] },
    { required: ['delivery'] },
  ],
  not: { type: 'object', required: ['answer', 'socket'] },
  additionalProperties: false,
} as const

export const PlannedFault = {
  title: 'PlannedFault',
  type: 'object',
  properties: {
    id: { type: 'string', description: 'What it is deleted by, and what the journal calls it.' },
    ...RULE_PROPERTIES,
    matched: { type: 'integer', description: 'Requests that it was asked about and that fit.' },
    applied: { type: 'integer', description: 'Requests that it befell.' },
  },
  required: ['id', 'vendor', 'matched', 'applied'],
  additionalProperties: false,
} as const

export const FaultRules = {
  title: 'FaultRules',
  type: 'object',
  properties: { faults: { type: 'array', items: FaultRule, description: 'In this order.' } },
  required: ['faults'],
  additionalProperties: false,
} as const

export const PlannedFaults = {
  title: 'PlannedFaults',
  type: 'object',
  properties: {
    faults: { type: 'array', items: PlannedFault, description: 'In the order in which they are asked.' },
  },
  required: ['faults'],
  additionalProperties: false,
} as const
