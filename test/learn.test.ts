/** What was seen of a vendor: answered by with `--observed`, written by `verify --learn`. */
import t, { type Test } from 'tap'
import { stringify } from 'yaml'
import { ConfigError, startMembermock } from '../src/index.ts'

const SEEN = 'api.example.com 2026-11-25'
const FULL = { authorization: 'Bearer so_mock_site_a' }
const ADA = '/sotion/api/v1/members/11111111-1111-4111-8111-111111111111'
const NOBODY = '/sotion/api/v1/members/00000000-0000-4000-8000-000000000000'

/** Starts a mock that has seen `seen`, and asks it in the process. */
const observing = async (test: Test, seen: object, options: object = {}) => {
  const dir = test.testdir({ 'observed.yaml': stringify({ version: 1, ...seen }) })
  const mock = await startMembermock({
    members: 0,
    seed: 1,
    ...options,
    observed: `${dir}/observed.yaml`,
  })
  test.teardown(() => mock.close())
  return async (path: string, headers: Record<string, string> = {}, method = 'GET') => {
    const answer = await mock.fetch(mock.url + path, { method, headers })
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() }
  }
}

t.test('a refusal is answered as it was seen, with what varies filled in', async (t) => {
  const ask = await observing(t, {
    sotion: {
      refusals: {
        memberNotFound: {
          status: 410,
          headers: { 'x-gone': '{id}', 'x-ratelimit-limit': null },
          body: '{"error":"no {id}: {method} {path}, {unknown}"}',
          seen: SEEN,
        },
        unknownPath: {
          status: 404,
          headers: { 'content-type': 'text/html' },
          body: '<p>{path}</p>',
          seen: SEEN,
        },
        rateLimited: {
          status: 429,
          headers: { 'retry-after': '{seconds}' },
          body: 'wait {seconds} s, {limit} is all',
          seen: SEEN,
        },
        wrongMethod: { status: 405, headers: { 'content-type': null }, seen: SEEN },
      },
      settings: { limit: { value: 2, seen: SEEN } },
    },
  })
  const gone = await ask(NOBODY, FULL)
  t.match(gone, {
    status: 410,
    headers: { 'x-gone': '00000000-0000-4000-8000-000000000000', 'x-ratelimit-remaining': '1' },
    body: '{"error":"no 00000000-0000-4000-8000-000000000000: GET /api/v1/members/00000000-0000-4000-8000-000000000000, {unknown}"}',
  })
  t.notOk('x-ratelimit-limit' in gone.headers, 'what was not sent there is not sent')
  t.match(await ask('/sotion/api/v1/<b>"', FULL), {
    status: 404,
    headers: { 'content-type': 'text/html' },
    body: '<p>/api/v1/%3Cb%3E%22</p>',
  })
  t.match(await ask(ADA, FULL, 'OPTIONS'), { status: 405, body: '' })
  await ask(ADA, FULL)
  t.match(await ask(ADA, FULL), {
    status: 429,
    headers: { 'retry-after': /^(59|60)$/ },
    body: /^wait (59|60) s, 2 is all$/,
  })
  t.match(await ask(ADA, { ...FULL, prefer: 'kind=memberNotFound' }), { status: 410 }, 'forced, too')
})

t.test('headers of every answer, the order of checks, and fields', async (t) => {
  const ask = await observing(t, {
    sotion: {
      headers: {
        'x-powered-by': { value: 'Express', seen: SEEN },
        'x-trace': { value: '{uuid}', seen: SEEN },
        'x-at': { value: '{date}', seen: SEEN },
        'x-request-id': { value: null, seen: SEEN },
        'content-type': { value: 'application/json', seen: SEEN },
      },
      order: [
        { first: 'missingCredential', before: 'unknownPath', seen: SEEN },
        { first: 'malformedId', before: 'missingCredential', seen: SEEN },
      ],
      fields: {
        getMember: {
          '$.data.paid': { type: 'absent', seen: SEEN },
          '$.data.phone': { type: 'string or null', seen: SEEN },
          '$.data.verified': { type: 'string', seen: SEEN },
          '$.data.accessGroups[].slug': { type: 'string', seen: SEEN },
        },
      },
    },
  })
  const ada = await ask(ADA, FULL)
  t.match(ada.headers, {
    'x-powered-by': 'Express',
    'x-trace': /^[0-9a-f-]{36}$/,
    'x-at': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
    'content-type': /^application\/json$/,
  })
  t.notOk('x-request-id' in ada.headers)
  const { data } = JSON.parse(ada.body)
  t.match(data, { phone: null, verified: 'true', accessGroups: [{ slug: '' }, { slug: '' }] })
  t.notOk('paid' in data)
  t.match(await ask('/sotion/api/v1/nowhere'), { status: 401, headers: { 'x-powered-by': 'Express' } })
  t.match(await ask('/sotion/api/v1/nowhere', FULL), { status: 404 })
  t.match(await ask('/sotion/api/v1/members/x'), { status: 400 })
  t.match(await ask(ADA), { status: 401 })
})

t.test('rows, the admin and the explain header say where it was seen', async (t) => {
  const ask = await observing(t, {
    sotion: {
      refusals: { memberNotFound: { status: 410, body: '{"gone":true}', seen: SEEN } },
      order: [{ first: 'missingCredential', before: 'unknownPath', seen: SEEN }],
      cases: {
        'member-not-found': { seen: SEEN },
        'path-before-token': { as: 'missingCredential', seen: SEEN },
      },
    },
  })
  const explained = await ask(NOBODY, { ...FULL, 'x-membermock-explain': '1' })
  t.match(explained.headers, {
    'x-membermock-case': 'sotion/member-not-found',
    'x-membermock-provenance': 'observed; source="api.example.com"; date=2026-11-25',
  })
  const { rows } = JSON.parse((await ask('/__admin/fidelity?vendor=sotion')).body)
  const rowOf = (name: string) => rows.find((row: { case: string }) => row.case === name)
  const provenance = { how: 'observed', source: 'api.example.com', date: '2026-11-25' }
  t.match(rowOf('member-not-found'), { status: 410, body: { gone: true }, provenance })
  t.match(rowOf('path-before-token'), {
    status: 401,
    kind: 'missingCredential',
    what: 'Not so at api.example.com: An unknown path is refused before the token is looked at.',
    provenance,
  })
  t.match(rowOf('malformed-id'), { provenance: { how: 'assumed' } })
})

t.test('what was seen of settings counts where the user says nothing', async (t) => {
  const seen = {
    sotion: {
      settings: { errorShape: { value: 'nested', seen: SEEN } },
      refusals: { memberNotFound: { status: 404, body: 'x', setting: 'errorShape', seen: SEEN } },
    },
  }
  const body = '{"error":{"code":"not_found","message":"Member not found"}}'
  t.equal((await (await observing(t, seen))(NOBODY, FULL)).body, body)
  const own = await observing(t, seen, { sotion: { errorShape: 'flat' } })
  t.equal((await own(NOBODY, FULL)).body, '{"error":"Member not found"}')
})

t.test('a file that cannot be answered by is refused, and says why', async (t) => {
  const refused = async (content: string): Promise<string> => {
    const dir = t.testdir({ 'o.yaml': content })
    const error: unknown = await startMembermock({ observed: `${dir}/o.yaml` }).catch((reason) => reason)
    if (!(error instanceof ConfigError)) return t.fail(`${error}`) ? '' : ''
    return error.message.replaceAll(`${dir}/`, '')
  }
  const seen = `seen: ${SEEN}`
  for (const [content, message] of [
    ['', 'o.yaml: version: found nothing; accepted: 1'],
    ['version: 2', 'o.yaml: version: found 2; accepted: 1'],
    ['version: 1\nsotin: {}', /^o\.yaml: sotin: found an unknown name; accepted: .*did you mean sotion\?/],
    ['version: [', /^o\.yaml:1:\d+: found a mistake/],
    [
      `version: 1\nsotion: { refusals: { memberNotFund: { status: 404, ${seen} } } }`,
      /^o\.yaml: sotion\.refusals: found "memberNotFund"; .*\(did you mean memberNotFound\?\)/,
    ],
    [
      `version: 1\nsotion: { refusals: { memberNotFound: { status: 99, ${seen} } } }`,
      'o.yaml: sotion.refusals.memberNotFound.status: found 99; accepted: a whole number from 200 to 599',
    ],
    [
      `version: 1\nsotion: { headers: { content-length: { value: '1', ${seen} } } }`,
      /^o\.yaml: sotion\.headers: found "content-length"; accepted: the name of a header in lower case/,
    ],
    [
      `version: 1\nsotion: { headers: { x-a: { value: "a\\nb", ${seen} } } }`,
      /^o\.yaml: sotion\.headers\.x-a\.value: found "a\\nb"; accepted: text that matches/,
    ],
    [
      `version: 1\nsotion: { order: [{ first: memberNotFound, before: unknownPath, ${seen} }] }`,
      'o.yaml: sotion.order[0]: found "memberNotFound" before "unknownPath"; accepted: kinds that are refused before anything is looked up',
    ],
    [
      `version: 1\nsotion: { settings: { errorShape: { value: nestd, ${seen} } } }`,
      'o.yaml: sotion.settings.errorShape.value: found "nestd"; accepted: flat, nested',
    ],
    [
      `version: 1\nsotion: { cases: { membr: { ${seen} } } }`,
      /found "membr"; accepted: a case of FIDELITY\.md/,
    ],
    ['version: 1\nsotion: { cases: { member: { seen: yesterday } } }', /seen: found "yesterday"; accepted: /],
  ] as const)
    t.match(await refused(content), message, content)
  t.match(await startMembermock({ observed: 'nowhere.yaml' }).catch((reason) => reason.message), /ENOENT/)
})
