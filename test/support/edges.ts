/** The edges, as a table: what is asked, and what each vendor answers to it. */

export const VENDORS = {
  whop: { base: '/whop/api/v1', good: 'mber_Joined0000001', key: 'apik_mock_full' },
  aitable: {
    base: '/aitable/fusion/v1/spaces/spcjXzqVrjaP3',
    good: 'kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6',
    key: 'uskYtInkHozfsMikhh0yfoS',
  },
  sotion: { base: '/sotion/api/v1', good: '11111111-1111-4111-8111-111111111111', key: 'so_mock_site_a' },
} as const
export type Name = keyof typeof VENDORS

export const WHOP_404 = '{"error":{"type":"not_found","message":"Resource not found"}}'
const AITABLE_404 = '{"success":false,"code":404,"message":"The API does not exist"}'
const NO_UNIT = '{"success":false,"code":400,"message":"The unit specified by the unit ID does not exist"}'
const whop501 = (operation: string): string =>
  `{"error":{"type":"not_implemented","message":"membermock does not emulate ${operation}."}}`
export const sotion = (message: string): string => `{"error":"${message}"}`

export type Expected = readonly [status: number, body: string]

/** What each vendor answers to one edge; `null`: its good member. */
export interface Edge {
  name: string
  method?: string
  /** Below the vendor's base; `GOOD` stands for the good member's id. */
  path: string
  headers?: string
  body?: string
  expected: Readonly<Record<Name, Expected | null>>
}

const all404: Edge['expected'] = {
  whop: [404, WHOP_404],
  aitable: [404, AITABLE_404],
  sotion: [404, sotion('Not found')],
}
const lookUp: Edge['expected'] = {
  whop: [404, WHOP_404],
  aitable: [200, NO_UNIT],
  sotion: [400, sotion('Invalid member ID')],
}
export const served: Edge['expected'] = { whop: null, aitable: null, sotion: null }
const wrongMethod: Edge['expected'] = { ...all404, sotion: [405, sotion('Method not allowed')] }
const update: Edge['expected'] = {
  whop: [404, WHOP_404],
  aitable: [404, AITABLE_404],
  sotion: [400, sotion('Invalid request')],
}
/** On paths that AITable has: the members' with PUT, the roles' with POST. */
const wrongMethodOf = (method: 'PUT' | 'POST'): Edge['expected'] =>
  method === 'PUT' ? wrongMethod : { ...all404 }
const aitable500 = (message: string): string => `{"success":false,"code":500,"message":"${message}"}`
const aitable400 = (message: string): string => `{"success":false,"code":400,"message":"${message}"}`
/** The router of AITable's server takes a hundred characters. */
const longId: Edge['expected'] = { ...lookUp, aitable: [404, AITABLE_404] }
const badUrl = (part: string): Edge['expected'] => ({
  ...lookUp,
  aitable: [
    400,
    `{"error":"Bad Request","message":"'${part}' is not a valid url component","statusCode":400}`,
  ],
})
const JSON_BODY = 'Content-Type: application/json\r\n'
export const sized = (body: string): string => `Content-Length: ${Buffer.byteLength(body)}\r\n`

/** JSON that is not what a member is changed with. */
const BODIES: readonly (readonly [name: string, body: string])[] = [
  ['an array for an object', '[{"paid":true}]'],
  ['null for an object', 'null'],
  ['a number for a text', '{"email":7}'],
  ['a text for a flag', '{"paid":"true"}'],
  ['duplicate keys', '{"paid":true,"paid":null}'],
  ['__proto__', '{"__proto__":{"paid":true}}'],
  ['deep nesting', `{"email":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
]

/** What Whop has a path for, and Sotion at the most for other methods. */
const ofWhop = (expected: Expected, path: string): Edge['expected'] => ({
  ...(path.startsWith('/webhooks/') ? wrongMethod : all404),
  whop: expected,
})
const whop400 = (error: object): Expected => [400, JSON.stringify({ error })]
const whopInvalid = (param: string): Expected =>
  whop400({
    type: 'invalid_request_error',
    code: 'parameter_invalid',
    message: `Invalid value for parameter '${param}'`,
    param,
  })
const WHOP_NO_JSON = whop400({
  type: 'invalid_request_error',
  code: 'invalid_json',
  message: 'Invalid JSON in request body.',
})
const CANCEL = '/memberships/mem_Active00000001/cancel'
const DEEP = '['.repeat(50_000) + ']'.repeat(50_000)

/** Of the operations that change a membership or an endpoint; none of these changes anything. */
const WHOP_WRITES: readonly (readonly [
  name: string,
  method: string,
  path: string,
  body: string,
  expected: Expected,
])[] = [
  ['malformed JSON', 'POST', CANCEL, '{"reason":', WHOP_NO_JSON],
  ['an array for an object', 'POST', CANCEL, '[{"reason":"x"}]', whopInvalid('body')],
  [
    'a list for a text',
    'POST',
    CANCEL,
    '{"cancellation_mode":["immediate"]}',
    whopInvalid('cancellation_mode'),
  ],
  ['an unknown field', 'POST', CANCEL, '{"toString":1}', whopInvalid('toString')],
  ['__proto__', 'POST', CANCEL, '{"__proto__":{"reason":"x"}}', whopInvalid('__proto__')],
  [
    'days past counting',
    'POST',
    '/memberships/x/add_free_days',
    '{"free_days":1e999}',
    whopInvalid('free_days'),
  ],
  [
    'deep nesting',
    'PATCH',
    '/memberships/mem_Active00000001',
    `{"metadata":{"a":${DEEP}}}`,
    whopInvalid('metadata'),
  ],
  ['duplicate keys', 'PATCH', '/webhooks/x', '{"url":"https://example.com","url":7}', whopInvalid('url')],
  [
    'an event of nobody',
    'PATCH',
    '/webhooks/x',
    '{"url":"https://example.com","events":["x"]}',
    whopInvalid('events'),
  ],
  [
    'a body that is too large',
    'POST',
    CANCEL,
    'x'.repeat(2 ** 21),
    [413, '{"error":{"type":"invalid_request_error","message":"Request body is too large."}}'],
  ],
  ['nobody’s method', 'PUT', '/memberships/mem_Active00000001', '{}', [404, WHOP_404]],
  ['a method of nothing', 'GET', CANCEL, '{}', [404, WHOP_404]],
]

/** Of the lists and what else only Whop reads. */
const WHOP_READS: readonly (readonly [path: string, expected: Expected])[] = [
  ['/memberships?after=W10', whopInvalid('after')],
  ['/memberships?first=1e999', whopInvalid('first')],
  ['/memberships?order=__proto__', whopInvalid('order')],
  ['/memberships?created_after=2026-02-30', whopInvalid('created_after')],
  ['/plans?created_before=%00', whopInvalid('created_before')],
  ['/memberships/%zz', [404, WHOP_404]],
  ['/memberships/__proto__', [404, WHOP_404]],
  ['/memberships/', [501, whop501('retrieveMembershipWithoutId')]],
  [`/users/${'x'.repeat(4096)}`, [404, WHOP_404]],
  ['/users/me/access/%2F', [404, WHOP_404]],
  ['/webhooks/a%00/deliveries', [404, WHOP_404]],
]

export const edges: readonly Edge[] = [
  { name: 'unknown path', path: '/nowhere', expected: all404 },
  { name: 'double slash', path: '//members/GOOD', expected: all404 },
  { name: 'double slash within', path: '/members//GOOD', expected: all404 },
  { name: 'trailing slash', path: '/members/GOOD/', expected: all404 },
  {
    name: 'the list, with a slash',
    path: '/members/',
    expected: {
      whop: [501, whop501('retrieveMemberWithoutId')],
      aitable: [200, NO_UNIT],
      sotion: [501, sotion('membermock does not emulate listMembersSlash.')],
    },
  },
  {
    name: 'the list',
    path: '/members?first=1&email=nobody&query=nobody',
    expected: {
      whop: [
        200,
        '{"data":[],"page_info":{"end_cursor":null,"start_cursor":null,"has_next_page":false,"has_previous_page":false}}',
      ],
      aitable: [404, AITABLE_404],
      sotion: [200, '{"data":[],"pagination":{"hasMore":false,"nextCursor":null}}'],
    },
  },
  {
    name: 'a sibling’s method',
    method: 'DELETE',
    path: '/members/GOOD0',
    expected: {
      whop: [404, WHOP_404],
      aitable: [200, NO_UNIT],
      sotion: [400, sotion('Invalid member ID')],
    },
  },
  ...(['PUT', 'POST'] as const).flatMap((method): Edge[] => [
    {
      name: `malformed JSON, ${method}`,
      method,
      path: method === 'POST' ? '/roles' : '/members/GOOD',
      body: '{"name":',
      headers: JSON_BODY,
      expected: { ...wrongMethodOf(method), aitable: [500, aitable500('Unexpected end of JSON input')] },
    },
    {
      name: `wrong content type, ${method}`,
      method,
      path: method === 'POST' ? '/roles' : '/members/GOOD',
      body: '<a/>',
      headers: 'Content-Type: text/xml\r\n',
      expected: { ...wrongMethodOf(method), aitable: [500, aitable500('Unsupported Media Type: text/xml')] },
    },
    {
      name: `too large, ${method}`,
      method,
      path: method === 'POST' ? '/roles' : '/members/GOOD',
      body: 'x'.repeat(2 ** 21),
      headers: JSON_BODY,
      expected: { ...wrongMethodOf(method), aitable: [500, aitable500('Request body is too large')] },
    },
    {
      name: `no object, ${method}`,
      method,
      path: method === 'POST' ? '/roles' : '/members/GOOD',
      body: '[]',
      headers: JSON_BODY,
      expected: {
        ...wrongMethodOf(method),
        aitable: [
          200,
          aitable400(
            method === 'POST' ? 'the parameter name is required' : 'The parameter unitId is required',
          ),
        ],
      },
    },
  ]),
  {
    name: 'another method',
    method: 'POST',
    path: '/members/GOOD',
    body: '{}',
    headers: JSON_BODY,
    expected: wrongMethod,
  },
  { name: 'a rare method', method: 'PROPFIND', path: '/members/GOOD', expected: wrongMethod },
  { name: 'QUERY', method: 'QUERY', path: '/members/GOOD', expected: wrongMethod },
  { name: 'TRACE', method: 'TRACE', path: '/members/GOOD', expected: wrongMethod },
  {
    name: 'malformed JSON',
    method: 'PATCH',
    path: '/members/GOOD',
    body: '{"a":',
    headers: JSON_BODY,
    expected: update,
  },
  {
    name: 'empty JSON',
    method: 'PATCH',
    path: '/members/GOOD',
    body: '',
    headers: JSON_BODY,
    expected: update,
  },
  {
    name: 'wrong content type',
    method: 'PATCH',
    path: '/members/GOOD',
    body: '<a/>',
    headers: 'Content-Type: text/xml\r\n',
    expected: update,
  },
  {
    name: 'too large',
    method: 'PATCH',
    path: '/members/GOOD',
    body: 'x'.repeat(2 ** 21),
    headers: JSON_BODY,
    expected: { ...update, sotion: [413, sotion('Payload too large')] },
  },
  ...BODIES.map(([name, body]) => ({
    name,
    method: 'PATCH',
    path: '/members/GOOD',
    body,
    headers: JSON_BODY,
    expected: update,
  })),
  { name: 'a body on GET', path: '/members/GOOD', body: '{"a":', headers: JSON_BODY, expected: served },
  {
    name: 'a large body on GET',
    path: '/members/GOOD',
    body: 'x'.repeat(2 ** 21),
    headers: JSON_BODY,
    expected: served,
  },
  { name: 'Expect', path: '/members/GOOD', headers: 'Expect: 100-continue\r\n', expected: served },
  { name: 'another Expect', path: '/members/GOOD', headers: 'Expect: the unexpected\r\n', expected: served },
  {
    name: 'a second Authorization',
    path: '/members/GOOD',
    headers: 'Authorization: Bearer other\r\n',
    expected: served,
  },
  { name: 'an upgrade', path: '/members/GOOD', headers: 'Upgrade: websocket\r\n', expected: served },
  { name: 'a long id', path: `/members/${'x'.repeat(4096)}`, expected: longId },
  { name: 'a long encoded id', path: `/members/${'%C3%A9'.repeat(4096)}`, expected: longId },
  { name: '%2F', path: '/members/a%2Fb', expected: lookUp },
  { name: '%00', path: '/members/a%00', expected: lookUp },
  { name: '%C3%A9', path: '/members/%C3%A9', expected: lookUp },
  { name: '%zz', path: '/members/%zz', expected: badUrl('%zz') },
  { name: '%FF', path: '/members/%FF', expected: badUrl('%FF') },
  { name: '%', path: '/members/%', expected: badUrl('%') },
  { name: '%zz elsewhere', path: '/%zz', expected: all404 },
  ...WHOP_WRITES.map(([name, method, path, body, expected]) => ({
    name: `${name}, on what Whop writes`,
    method,
    path,
    body,
    headers: JSON_BODY,
    expected: ofWhop(expected, path),
  })),
  ...WHOP_READS.map(([path, expected]) => ({
    name: `${path.slice(0, 40)}`,
    path,
    expected: { ...all404, whop: expected },
  })),
]
