/** The committed OpenAPI documents: current, valid, complete, and in agreement with what the vendor publishes. */
import { readFile } from 'node:fs/promises'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import t from 'tap'
import { configSchema } from '../src/config/schema.ts'
import { caseOf, readRows } from '../src/contract/fidelity.ts'
import { createControl } from '../src/control/control.ts'
import { vendorDefinitions } from '../src/routes/index.ts'
import { ACCESS_LEVELS, ACTIONS, Member, STATUSES } from '../src/routes/whop/schemas.ts'
import { adminDocumentOf } from '../tools/admin-document.ts'
import { referToNamed } from '../tools/openapi/named-schemas.ts'
import { documentFor, documentText } from '../tools/openapi/vendor-document.ts'
import { createTestApp } from './support/app.ts'

interface Media {
  schema: object
  example?: unknown
  examples?: Record<string, { value: unknown }>
}

interface Answer {
  headers?: Record<string, unknown>
  content: { 'application/json': Media }
}

interface Document {
  paths: Record<string, { get: { responses: Record<string, Answer | Reference> } }>
  components: {
    schemas: Record<string, { properties: Record<string, unknown>; required: string[] }>
    responses?: Record<string, Answer>
  }
}

/** What many operations refer to. */
interface Reference {
  $ref: string
}

const read = (path: string): Promise<string> => readFile(new URL(`../${path}`, import.meta.url), 'utf8')
// The documents are ours or pinned, and this test is what holds them to their shape.
const readDocument = async (path: string): Promise<Document> => JSON.parse(await read(path)) as Document

/** The name of a response that others share. */
const sharedName = (answer: Answer | Reference | undefined): string | undefined =>
  answer !== undefined && '$ref' in answer ? answer.$ref.split('/').at(-1) : undefined

const firstResponses = ({ paths }: Document): Record<string, Answer | Reference> =>
  Object.values(paths)[0]?.get.responses ?? {}

const responsesOf = (document: Document): Record<string, Answer> =>
  Object.fromEntries(
    Object.entries(firstResponses(document)).map(([status, answer]) => {
      const shared = document.components.responses?.[sharedName(answer) ?? '']
      return [status, shared ?? (answer as Answer)] // what is no reference
    }),
  )

/** Says whether a value satisfies the schema at `pointer` of `document`. */
const createJudge = (document: Document): ((pointer: string, value: unknown) => string) => {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema(document, 'document')
  return (pointer, value) => {
    const check = ajv.compile({ $ref: `document#${pointer}` })
    return check(value) ? 'valid' : ajv.errorsText(check.errors)
  }
}

const escaped = (part: string): string => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))
const schemaAt = (document: Document, status: string | number): string => {
  const [path = ''] = Object.keys(document.paths)
  const shared = sharedName(firstResponses(document)[status])
  const place =
    shared === undefined
      ? `/paths/${escaped(path)}/get/responses/${status}`
      : `/components/responses/${shared}`
  return `${place}/content/${escaped('application/json')}/schema`
}

const { vendors } = createTestApp({ members: 0 })

for (const definition of vendorDefinitions) {
  const file = `openapi/${definition.id}.json`

  t.test(`${file} is current`, async (t) => {
    const generated = documentText(await documentFor(definition))
    t.equal(await read(file), generated, 'run `npm run generate` and commit what it writes')
  })

  t.test(`${file} is an OpenAPI 3.1 document`, async (t) => {
    const validator = new Validator()
    const { valid, errors } = await validator.validate(JSON.parse(await read(file)))
    t.ok(valid, JSON.stringify(errors))
    t.equal(validator.version, '3.1')
    // The validator leaves schemas to the schema of schemas.
    const { schemas } = (await readDocument(file)).components
    for (const [name, schema] of Object.entries(schemas)) t.ok(new Ajv2020().validateSchema(schema), name)
  })

  t.test(`${file} has every refusal, as its exchange shows it`, async (t) => {
    const responses = responsesOf(await readDocument(file))
    const vendor = vendors.find(({ id }) => id === definition.id)
    if (vendor === undefined) return t.fail('no vendor')
    const rows = readRows(vendor)
    for (const [kind, spec] of Object.entries(vendor.errors)) {
      const row = rows.find((one) => one.case === caseOf(kind))
      const answer = responses[spec.status]
      t.strictSame(answer?.content['application/json'].examples?.[kind]?.value, row?.body, kind)
      const documented = Object.keys(answer?.headers ?? {}).map((name) => name.toLowerCase())
      for (const header of Object.keys(spec.headers?.({}) ?? {})) t.ok(documented.includes(header), header)
    }
  })

  t.test(`${file} has no example that its schema refuses`, async (t) => {
    const document = await readDocument(file)
    const judge = createJudge(document)
    for (const [status, answer] of Object.entries(responsesOf(document)))
      for (const [name, { value }] of Object.entries(answer.content['application/json'].examples ?? {}))
        t.equal(judge(schemaAt(document, status), value), 'valid', `${status} ${name}`)
  })
}

t.test('openapi/admin.json is current and valid', async (t) => {
  const text = await read('openapi/admin.json')
  t.equal(text, documentText(await adminDocumentOf()), 'run `npm run generate` and commit what it writes')
  const { valid, errors } = await new Validator().validate(JSON.parse(text))
  t.ok(valid, JSON.stringify(errors))
})

/** Every object in `value`, itself included. */
const objectsIn = (value: unknown): object[] => {
  if (typeof value !== 'object' || value === null) return []
  return [value, ...Object.values(value).flatMap(objectsIn)]
}

t.test('openapi/admin.json says each thing once, under a name', async (t) => {
  const { paths, components } = await readDocument('openapi/admin.json')
  for (const [name, schema] of Object.entries(components.schemas))
    t.ok(new Ajv2020().validateSchema(schema), name)
  t.notMatch(JSON.stringify(components.schemas), '"title":"')
  const judge = createJudge({ paths, components })
  const wrong = { vendor: 'whop', delay: 'long' }
  t.equal(judge('/components/schemas/FaultRule', { vendor: 'whop', delay: 100 }), 'valid')
  t.match(judge('/components/schemas/FaultRule', wrong), 'delay must be')

  const texts = objectsIn(paths).flatMap((one) => ('properties' in one ? [JSON.stringify(one)] : []))
  t.same(
    texts.filter((text, i) => texts.indexOf(text) !== i),
    [],
    'give it a title where it is declared',
  )
})

const CLOCK = '#/components/schemas/Clock'

t.test('a schema with a title is referred to; two that differ cannot share it', async (t) => {
  const clock = { title: 'Clock', type: 'object', properties: { title: { type: 'string' } } }
  t.same(referToNamed({ get: [clock, { ...clock }], default: { title: 'data' } }), {
    paths: { get: [{ $ref: CLOCK }, { $ref: CLOCK }], default: { title: 'data' } },
    schemas: { Clock: { type: 'object', properties: { title: { type: 'string' } } } },
  })
  t.same(referToNamed({ title: 'Outer', items: { title: 'Clock', type: 'string' } }).schemas, {
    Clock: { type: 'string' },
    Outer: { items: { $ref: CLOCK } },
  })
  t.throws(() => referToNamed([clock, { ...clock, type: 'null' }]), {
    message: 'two schemas that differ are called Clock',
  })
})

t.test('config.schema.json is current', async (t) => {
  const generated = documentText(configSchema(vendorDefinitions))
  t.equal(await read('config.schema.json'), generated, 'run `npm run generate` and commit what it writes')
})

const WHOP = 'openapi/upstream/whop.json'

t.test('the pinned facts of Whop have none of its prose', async (t) => {
  t.notMatch(await read(WHOP), /"(description|summary|x-codeSamples|termsOfService)"/)
})

t.test("Whop's member has the keys, the values and the order that the vendor publishes", async (t) => {
  const { schemas } = (await readDocument(WHOP)).components
  t.same(schemas.Member?.required, Member.required)
  t.same(Object.keys(schemas.Member?.properties ?? {}), Object.keys(Member.properties))
  t.same(Object.keys(Member.properties), Member.required)
  const published: Record<string, unknown> = schemas.Member?.properties ?? {}
  for (const [name, ours] of Object.entries(Member.properties)) {
    const theirs = Object(published[name])
    const required = 'required' in ours ? ours.required : undefined
    if (theirs.type !== undefined) t.same(theirs.type, ours.type, name)
    t.equal(theirs.format, 'format' in ours ? ours.format : undefined, name)
    t.same(theirs.required, required, name)
  }
  t.match(schemas, {
    AccessLevel: { enum: ACCESS_LEVELS },
    MemberStatuses: { enum: STATUSES },
    MemberMostRecentActions: { enum: ACTIONS },
  })
})

const JOINED = '/whop/api/v1/members/mber_Joined0000001'
const asked: readonly { name: string; url?: string; key?: string; version?: string; status: number }[] = [
  { name: 'all scopes', key: 'apik_mock_full', status: 200 },
  { name: 'only basic', key: 'apik_mock_basic', status: 200 },
  { name: 'no user', url: '/whop/api/v1/members/mber_NoUser0000001', key: 'apik_mock_full', status: 200 },
  { name: 'the shipped version', key: 'apik_mock_full', version: '2026-07-20', status: 200 },
  { name: 'unknown version', key: 'apik_mock_full', version: '2026-02-30', status: 400 },
  { name: 'no key', status: 401 },
  { name: 'unknown key', key: 'nobody', status: 401 },
  { name: 'revoked key', key: 'apik_mock_revoked', status: 401 },
  { name: 'no scope', key: 'apik_mock_noscope', status: 403 },
  { name: 'no member', url: '/whop/api/v1/members/mber_Nobody', key: 'apik_mock_full', status: 404 },
  { name: 'no path', url: '/whop/api/v1/nothing', key: 'apik_mock_full', status: 404 },
]

t.test('every answer of ours satisfies what Whop publishes for its status', async (t) => {
  const upstream = await readDocument(WHOP)
  const judge = createJudge(upstream)
  const { app } = createTestApp({ vendors: ['whop'] })
  t.teardown(() => app.close())
  for (const { name, url = JOINED, key, version, status } of asked) {
    const headers = {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(version === undefined ? {} : { 'api-version-date': version }),
    }
    const answer = await app.inject({ url, headers })
    t.equal(answer.statusCode, status, name)
    t.equal(judge(schemaAt(upstream, status), answer.json()), 'valid', name)
  }
  const listing = (await app.inject('/__admin/whop/members?limit=1000')).json()
  t.ok(listing.total > 100)
  for (const member of listing.members)
    t.equal(judge('/components/schemas/Member', member), 'valid', member.id)
})

t.test('our words are those of the examples that Whop publishes', async (t) => {
  const responses = responsesOf(await readDocument(WHOP))
  const errors = vendors.find(({ id }) => id === 'whop')?.errors ?? {}
  const kinds = {
    400: 'badRequest',
    401: 'missingCredential',
    403: 'missingScope',
    404: 'memberNotFound',
    422: 'verificationRequired',
    500: 'internal',
  }
  t.same(Object.keys(responses), ['200', ...Object.keys(kinds)])
  for (const [status, kind] of Object.entries(kinds)) {
    const example = responses[status]?.content['application/json'].example
    t.equal(errors[kind]?.status, Number(status))
    t.equal(JSON.stringify(errors[kind]?.body({})), JSON.stringify(example), kind)
  }
})

/** What the proof cannot cover, and where it comes from instead. */
t.test('three answers have no schema of the vendor to satisfy', async (t) => {
  const upstream = await readDocument(WHOP)
  const listed = responsesOf(upstream)
  const rows = vendors.filter(({ id }) => id === 'whop').flatMap(readRows)
  const sourceOf = (name: string): string | undefined =>
    rows.find((row) => row.case === name)?.provenance.source

  // 429: not on the member's page; its body is on https://docs.whop.com/developer/troubleshooting.
  t.notOk(listed['429'])
  t.equal(sourceOf('rate-limited'), 'https://docs.whop.com/developer/troubleshooting')
  // 501: not the vendor's at all; membermock says so itself.
  t.notOk(listed['501'])
  t.match(sourceOf('not-implemented'), /not the vendor/)
  // 422: the vendor's example is refused by the vendor's schema, on its own page; the example is what we send.
  const example = listed['422']?.content['application/json'].example
  t.equal(createJudge(upstream)(schemaAt(upstream, 422), example), 'data/error must be object')
})

/** To look at them whenever the program runs would cost each first request its time. */
t.test('what requests and config files are held against is JSON Schema', async (t) => {
  const ajv = new Ajv({ strict: false })
  const { sandboxes, vendors: all } = createTestApp()
  const useCases = Object.entries(createControl({ vendors: all, sandboxes }).useCases)
  const schemas = [
    ...vendors.flatMap(({ operations }) => operations.map(({ id, query, body }) => ({ id, query, body }))),
    ...useCases.map(([id, useCase]) => ({
      id,
      query: useCase.query,
      body: 'body' in useCase ? useCase.body : undefined,
    })),
    { id: 'the config file', query: configSchema(vendorDefinitions), body: undefined },
  ]
  for (const { id, query, body } of schemas)
    for (const schema of [query, body])
      if (schema !== undefined) t.ok(ajv.validateSchema(schema), `${id}: ${ajv.errorsText()}`)
  t.notOk(ajv.validateSchema({ type: 'strnig' }))
})
