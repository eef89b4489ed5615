/** What Whop's lists have in common: how a query is read, pages by cursor in both directions, and what a page costs. */
import { Ajv } from 'ajv'
import fc from 'fast-check'
import t from 'tap'
import type { VendorDefinition } from '../src/contract/definition.ts'
import { ApiError } from '../src/contract/refusal.ts'
import { vendorDefinitions } from '../src/routes/index.ts'
import { listRows, listTable } from '../src/routes/whop/listing.ts'
import { DIRECTION, PAGE, pageOf } from '../src/routes/whop/page-schemas.ts'
import { type PageQuery, page } from '../src/routes/whop/pages.ts'
import { invalidInput, whopQuery } from '../src/routes/whop/query.ts'
import { Database } from '../src/sandbox/database.ts'
import { KeptTexts } from '../src/sandbox/kept-texts.ts'
import type { TableModel, TableStart } from '../src/sandbox/table-model.ts'
import { createTestApp } from './support/app.ts'

const Query = {
  type: 'object',
  properties: {
    ...PAGE,
    direction: DIRECTION,
    statuses: { type: 'array', items: { type: 'string' } },
    query: { type: 'string' },
    has_failures: { type: 'boolean' },
  },
}

t.test('a list is written in four ways, and what is empty was not given', async (t) => {
  const read = (text: string) => whopQuery.read(new URLSearchParams(text), Query)
  for (const text of [
    'statuses[]=joined&statuses[]=left',
    'statuses%5B%5D=joined&statuses%5B%5D=left',
    'statuses=joined&statuses=left',
    'statuses[0]=joined&statuses[1]=left',
    'statuses=joined,left',
    'statuses[]=joined,&statuses[]=&statuses=left',
  ])
    t.same(read(text), { statuses: ['joined', 'left'] }, text)
  t.same(read('statuses=joined'), { statuses: ['joined'] })
  t.same(read('statuses[]=&query=&first='), {})
  t.same(read('query=a,b&first=07&has_failures=true&other=1'), {
    query: 'a,b',
    first: 7,
    has_failures: true,
  })
  t.same(read('query=a&query=b'), { query: 'b' })
  t.same(read('first=abc&has_failures=yes'), { first: 'abc', has_failures: 'yes' })
  t.same(read('query[]=a&first[]=1'), {}, 'no list was asked for')
  t.same(read('__proto__[]=a&constructor=b'), {})
  t.equal(whopQuery.nameOf('statuses[12]'), 'statuses')
  t.equal(whopQuery.nameOf('statuses[x]'), 'statuses[x]')
})

t.test('what a list takes, and what a page looks like', async (t) => {
  const ajv = new Ajv({ strict: false })
  const takes = ajv.compile(Query)
  for (const text of ['first=1', 'first=1000', 'last=5&before=x', 'direction=asc', 'after='])
    t.ok(takes(whopQuery.read(new URLSearchParams(text), Query)), text)
  for (const text of ['first=0', 'first=-1', 'last=0', 'first=abc', 'first=1.5', 'direction=up'])
    t.notOk(takes(whopQuery.read(new URLSearchParams(text), Query)), text)
  const isPage = ajv.compile(pageOf({ type: 'string' }))
  const listing = listRows(['a', 'b'], {
    order: 'id',
    direction: 'asc',
    valueIn: (row) => row,
    keyOf: (row) => row,
  })
  for (const query of [{}, { first: 1 }, { last: 1 }])
    t.ok(isPage(JSON.parse(page(query, listing, { write: (row) => JSON.stringify(row) }).text ?? '')))
})

t.test('a refusal names the parameter as Whop does', async (t) => {
  const problem = { in: 'body', found: undefined } as const
  const said = (path: string, rule: string, params = {}) => {
    const { kind, facts } = invalidInput({ ...problem, path, rule, params })
    return [kind, facts.name]
  }
  t.same(said('/events/0', 'enum'), ['doesNotFit', 'events'])
  t.same(said('/first', 'type'), ['doesNotFit', 'first'])
  t.same(said('', 'required', { missingProperty: 'url' }), ['badRequest', 'url'])
  t.same(said('/plan', 'additionalProperties', { additionalProperty: 'zzz' }), ['doesNotFit', 'plan.zzz'])
  t.same(said('', 'type'), ['doesNotFit', 'body'])
})

interface Row {
  id: string
  time: number
  rank: number | null
}

const model: { rows: TableModel<Row> } = {
  rows: {
    key: ({ id }) => id,
    place: () => 'biz_a',
    time: ({ time }) => time,
    orders: { rank: ({ rank }) => rank },
    row: { type: 'object' },
  },
}

const tableOf = (rows: readonly Row[]) => {
  const fixed = new Map(rows.map((row) => [row.id, row]))
  return new Database(model, { tables: { rows: { fixed } }, texts: new KeptTexts() }).tables.rows
}

/** By value, those without one last; then by id. */
const sorted = (rows: readonly Row[], valueIn: (row: Row) => number | null, direction: 'asc' | 'desc') => {
  const sign = direction === 'asc' ? 1 : -1
  return rows.toSorted((a, b) => {
    const [one, two] = [valueIn(a), valueIn(b)]
    if (one === two) return sign * (a.id < b.id ? -1 : 1)
    if (one === null || two === null) return one === null ? 1 : -1
    return sign * (one - two)
  })
}

const rowsOf = fc.uniqueArray(
  fc.record({
    id: fc.stringMatching(/^[a-z]{1,3}$/),
    time: fc.integer({ min: 0, max: 4 }),
    rank: fc.option(fc.integer({ min: 0, max: 2 }), { nil: null }),
  }),
  { selector: ({ id }) => id, maxLength: 12 },
)

t.test('pages in either direction are the list, cut', async (t) => {
  const check = (
    rows: Row[],
    size: number,
    direction: 'asc' | 'desc',
    isByTime: boolean,
    isTable: boolean,
  ) => {
    const valueIn = (row: Row) => (isByTime ? row.time : row.rank)
    const order = isByTime ? 'created_at' : 'rank'
    const listing = isTable
      ? listTable(tableOf(rows), 'biz_a', { order, direction, isByTime })
      : listRows(rows, { order, direction, valueIn, keyOf: ({ id }) => id })
    const ask = (query: PageQuery) => {
      const { text = '' } = page(query, listing, { write: ({ id }) => JSON.stringify(id) })
      const { data, page_info: info } = JSON.parse(text)
      return { data: data as string[], info }
    }
    const wanted = sorted(rows, valueIn, direction).map(({ id }) => id)

    const forwards: string[] = []
    for (let query: PageQuery = { first: size }, has = true; has; ) {
      const { data, info } = ask(query)
      forwards.push(...data)
      t.equal(info.has_next_page, info.end_cursor !== null)
      t.equal(info.start_cursor === null, data.length === 0)
      t.equal(info.has_previous_page, query.after !== undefined)
      has = info.end_cursor !== null
      query = { first: size, after: info.end_cursor }
    }
    t.same(forwards, wanted)

    const backwards: string[] = []
    for (let query: PageQuery = { last: size }, has = true; has; ) {
      const { data, info } = ask(query)
      backwards.unshift(...data)
      has = info.has_previous_page
      query = { last: size, before: info.start_cursor }
    }
    t.same(backwards, wanted)

    if (wanted.length < 3) return
    const [first, last] = [ask({ first: 1 }).info.start_cursor, ask({ last: 1 }).info.start_cursor]
    const between = { after: first, before: last }
    t.same(ask({ ...between, first: 100 }).data, wanted.slice(1, -1))
    t.same(ask({ ...between, last: 100 }).data, wanted.slice(1, -1))
    t.same(ask({ ...between, last: 1 }).data, wanted.slice(-2, -1))
    t.same(ask({ first: 1, last: 2 }).data, wanted.slice(0, 1), 'first wins')
    t.same(ask({ before: last }).data, wanted.slice(0, -1))
  }
  fc.assert(
    fc.property(
      rowsOf,
      fc.integer({ min: 1, max: 5 }),
      fc.constantFrom('asc', 'desc'),
      fc.boolean(),
      fc.boolean(),
      check,
    ),
    { numRuns: 150, seed: 1 },
  )
})

t.test('a page has 20 items, a hundred at most, and no cursor that was not given', async (t) => {
  const rows = Array.from({ length: 120 }, (_, i) => ({ id: `r${i}`, time: i, rank: i }))
  const listing = listTable(tableOf(rows), 'biz_a', {
    order: 'created_at',
    direction: 'desc',
    isByTime: true,
  })
  const ask = (query: PageQuery, fits?: (row: Row) => boolean) =>
    JSON.parse(page(query, listing, { write: ({ id }) => JSON.stringify(id), fits }).text ?? '')
  t.equal(ask({}).data.length, 20)
  t.equal(ask({ first: 1000 }).data.length, 100)
  t.equal(ask({ last: 1000 }).data.length, 100)
  t.same(
    ask({ first: 2 }, ({ time }) => time % 50 === 0),
    {
      data: ['r100', 'r50'],
      page_info: {
        end_cursor: Buffer.from('["created_at",50,"r50"]').toString('base64url'),
        start_cursor: Buffer.from('["created_at",100,"r100"]').toString('base64url'),
        has_next_page: true,
        has_previous_page: false,
      },
    },
  )
  const gone = ask({ first: 1 }).page_info.end_cursor
  t.same(ask({ first: 1, after: gone }).data, ['r118'])
  const wrong = ['', 'x', 'W10', Buffer.from('["rank",1,"r1"]').toString('base64url'), 'A'.repeat(5000)]
  const others = [
    '["created_at",{},"r1"]',
    '["created_at",1,2]',
    '["created_at",1,"r1",0]',
    '{"0":"created_at"}',
  ]
  for (const cursor of [...wrong, ...others.map((text) => Buffer.from(text).toString('base64url'))])
    for (const name of ['after', 'before'] as const)
      t.throws(() => ask({ [name]: cursor }), new ApiError('doesNotFit', { name }), `${name} ${cursor}`)
})

/** Whop, and how many of its rows have been made from their index. */
const counting = (): { definition: VendorDefinition; madeSoFar(): number } => {
  const whop = vendorDefinitions.find(({ id }) => id === 'whop')
  if (whop === undefined) throw new TypeError('there is no Whop')
  let made = 0
  const counted = (start: TableStart<object>): TableStart<object> => {
    const rows = start.made
    if (rows === undefined) return start
    const at = (index: number): object => {
      made += 1
      return rows.at(index)
    }
    return { ...start, made: { ...rows, at } }
  }
  const definition: VendorDefinition = {
    ...whop,
    create(settings, options) {
      const vendor = whop.create(settings, options)
      return {
        ...vendor,
        start(seed) {
          const start = vendor.start(seed)
          const tables = Object.entries(start.tables).map(([name, table]) => [name, counted(table)])
          return { ...start, tables: Object.fromEntries(tables) }
        },
      }
    },
  }
  return { definition, madeSoFar: () => made }
}

/** Rows that are made for each of these pages, asked one after the other. */
const costsOf = async (members: number, pages: readonly string[], version: string): Promise<number[]> => {
  const { definition, madeSoFar } = counting()
  const mock = createTestApp({ definitions: [definition], members, rateLimit: false })
  const costs: number[] = []
  for (const path of pages) {
    const before = madeSoFar()
    const answer = await mock.app.inject({
      url: `/whop/api/v1${path}`,
      headers: { authorization: 'Bearer apik_mock_full', 'api-version-date': version },
    })
    const { data } = answer.json()
    if (data.length === 0) throw new TypeError(`${path} has nothing`)
    costs.push(madeSoFar() - before)
  }
  await mock.app.close()
  return costs
}

t.test('a page out of 100,000 is a page out of 1,000: by the rows that are made for it', async (t) => {
  const pages = ['members', 'memberships'].flatMap((list) => [
    `/${list}?first=50`,
    `/${list}?last=50`,
    `/${list}?first=50&direction=asc&order=created_at`,
    `/${list}?first=50&after=${Buffer.from('["created_at",1735689600000,""]').toString('base64url')}`,
  ])
  for (const version of ['2026-07-22', '2026-07-23']) {
    const few = await costsOf(1000, pages, version)
    const many = await costsOf(100_000, pages, version)
    for (const [i, page] of pages.entries()) {
      const [small = 0, large = 0] = [few[i], many[i]]
      t.ok(large <= 1.2 * small, `${version} ${page}: ${large} rows, and ${small}`)
      t.ok(large > 0 && large < 400, 'a few for each item')
    }
    const user = '/memberships?user_ids[]=user_AdaLovela0001&user_id=user_AdaLovela0001'
    t.same(await costsOf(100_000, [user], version), [0], 'found by its user, nothing is made')
  }
  // The costs that docs/whop.md tells of: the filter that nobody fits looks at all of them.
  const [all = 0] = await costsOf(2000, ['/members?access_level=admin&first=100'], '2026-07-22')
  t.ok(all >= 2000, `a rare one: ${all}`)
})
