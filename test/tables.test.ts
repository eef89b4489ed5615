/** Tables, units of work and jobs, held against the simplest thing that could be right. */
import { deepEqual, equal } from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { Clock } from '../src/sandbox/clock.ts'
import { Database } from '../src/sandbox/database.ts'
import { createIndexTimes } from '../src/sandbox/index-times.ts'
import { KeptTexts } from '../src/sandbox/kept-texts.ts'
import { createIdCodec } from '../src/sandbox/made-id.ts'
import { createMadeRows } from '../src/sandbox/made-rows.ts'
import { createPopulation, type Population } from '../src/sandbox/population.ts'
import type { TableModel, TableStart } from '../src/sandbox/table-model.ts'

interface Row {
  id: string
  place: string
  time: number | null
  tag: string
}

const model: { rows: TableModel<Row> } = {
  rows: {
    key: ({ id }) => id,
    row: { type: 'object' },
    place: ({ place }) => place,
    time: ({ time }) => time,
    indexes: { tag: ({ tag }) => [tag] },
    orders: { tag: ({ tag }) => (tag === 't0' ? null : tag), time: ({ time }) => time },
  },
}

const NOW = Date.parse('2026-01-01T00:00:00.000Z')

/** `size` computed rows, three in four of them in `a`, and two fixed ones. */
const startOf = (size: number): { rows: TableStart<Row> } => {
  const others = Math.floor(size / 4)
  const blocks = [
    { place: 'a', size: size - others },
    { place: 'b', size: others },
  ]
  const codec = createIdCodec({ seed: 'tables', form: 'uuid' })
  const times = new Map(
    blocks.map(({ place, size: count }) => [
      place,
      createIndexTimes({ seed: place, size: count, now: NOW, span: 1_000_000_000 }),
    ]),
  )
  const population: Population<Row> = createPopulation<Row>({
    size,
    ...codec,
    blocks,
    make: (index): Row => ({
      id: codec.idOf(index),
      place: population.placeOf(index) ?? '',
      time: made.timeAt(index),
      tag: `t${index % 3}`,
    }),
  })
  const made = createMadeRows<Row>({
    population,
    times,
    find: (_name, value) => Array.from({ length: size }, (_, i) => i).filter((i) => `t${i % 3}` === value),
  })
  const fixed: Row[] = [
    { id: 'first', place: 'a', time: NOW - 500_000_000, tag: 't0' },
    { id: 'undated', place: 'a', time: null, tag: 'none' },
  ]
  return { rows: { fixed: new Map(fixed.map((row) => [row.id, row])), made } }
}

const open = (start: { rows: TableStart<Row> }) =>
  new Database(model, { tables: start, texts: new KeptTexts() })

const allRows = ({ rows }: { rows: TableStart<Row> }): Map<string, Row> => {
  const made = Array.from({ length: rows.made?.size ?? 0 }, (_, i) => rows.made?.at(i))
  return new Map([...rows.fixed.values(), ...made].flatMap((row) => (row ? [[row.id, row]] : [])))
}

/** The default order, done the slow way. */
const sorted = (rows: Iterable<Row>, place: string, direction: 'asc' | 'desc'): Row[] => {
  const sign = direction === 'asc' ? 1 : -1
  const byKey = (a: Row, b: Row): number => (a.id < b.id ? -sign : a.id > b.id ? sign : 0)
  return [...rows]
    .filter((row) => row.place === place)
    .sort((a, b) => {
      if (a.time === b.time) return byKey(a, b)
      if (a.time === null) return 1
      if (b.time === null) return -1
      return (a.time - b.time) * sign
    })
}

/** By tag, of which t0 is none, done the slow way. */
const sortedByTag = (rows: Iterable<Row>, place: string, direction: 'asc' | 'desc'): Row[] => {
  const sign = direction === 'asc' ? 1 : -1
  const rank = ({ tag, id }: Row): string => `${tag}/${id}`
  const last = ({ tag }: Row): number => (tag === 't0' ? 1 : 0)
  return [...rows]
    .filter((row) => row.place === place)
    .sort((a, b) => last(a) - last(b) || (rank(a) < rank(b) ? -sign : sign))
}

interface Step {
  does: 'put' | 'delete'
  which: number
  place: string
  time: number | null
  tag: string
}

const step: fc.Arbitrary<Step> = fc.record({
  does: fc.constantFrom('put', 'put', 'delete'),
  which: fc.nat(30),
  place: fc.constantFrom('a', 'b'),
  time: fc.option(fc.integer({ min: NOW - 1_000_000_000, max: NOW }), { nil: null }),
  tag: fc.constantFrom('t0', 't1', 'new'),
})

t.test('any puts and deletes leave what a map of all rows would hold', async () => {
  const check = (size: number, steps: readonly Step[]): void => {
    const start = startOf(size)
    const database = open(start)
    const { rows } = database.tables
    const expected = allRows(start)
    const ids = [...expected.keys(), 'new-1', 'new-2', 'new-3']
    for (const { does, which, place, time, tag } of steps) {
      const id = ids[which % ids.length] ?? ''
      if (does === 'put') {
        rows.put({ id, place, time, tag })
        expected.set(id, { id, place, time, tag })
      } else equal(rows.delete(id), expected.delete(id))
      deepEqual(rows.get(id), expected.get(id))
    }
    for (const place of ['a', 'b'])
      for (const direction of ['asc', 'desc'] as const) {
        const wanted = sorted(expected.values(), place, direction)
        deepEqual([...rows.rows(place, direction)], wanted)
        for (const [i, row] of wanted.entries())
          deepEqual([...rows.rows(place, direction, rows.positionOf(row))], wanted.slice(i + 1))
        deepEqual([...rows.rows(place, direction, undefined, true)], wanted.toReversed())
        for (const [i, row] of wanted.entries()) {
          const before = wanted.slice(0, i).reverse()
          deepEqual([...rows.rows(place, direction, rows.positionOf(row), true)], before)
        }
        equal(rows.count(place), wanted.length)
        deepEqual([...rows.rowsBy('time', place, direction)], wanted)
        const byTag = sortedByTag(expected.values(), place, direction)
        deepEqual([...rows.rowsBy('tag', place, direction)], byTag)
        for (const [i, row] of byTag.entries())
          deepEqual([...rows.rowsBy('tag', place, direction, rows.placeBy('tag', row))], byTag.slice(i + 1))
        deepEqual([...rows.rowsBy('tag', place, direction, undefined, true)], byTag.toReversed())
        for (const [i, row] of byTag.entries()) {
          const before = byTag.slice(0, i).reverse()
          deepEqual([...rows.rowsBy('tag', place, direction, rows.placeBy('tag', row), true)], before)
        }
      }
    equal(rows.count(), expected.size)
    for (const tag of ['t0', 'new', 'nobody']) {
      const wanted = [...expected.values()].filter((row) => row.tag === tag)
      deepEqual(new Set(rows.find('tag', tag).map(({ id }) => id)), new Set(wanted.map(({ id }) => id)))
    }
    const listed = rows.list(0, 1000)
    deepEqual(new Set(listed.map(({ id }) => id)), new Set(expected.keys()))
    equal(listed.length, expected.size)
    deepEqual(rows.list(3, 4), listed.slice(3, 7))

    const other = open(start)
    other.restore(JSON.parse(JSON.stringify(database.changes)))
    deepEqual([...other.tables.rows.rows('a', 'desc')], [...rows.rows('a', 'desc')])
    deepEqual(other.changes, database.changes)
  }
  fc.assert(fc.property(fc.nat(12), fc.array(step, { maxLength: 25 }), check), { numRuns: 60, seed: 1 })
})

t.test('work that throws leaves no trace, and work that does not gives its changes in order', async (t) => {
  const start = startOf(4)
  const database = open(start)
  const { rows } = database.tables
  const before = [...rows.rows('a', 'desc')]
  const [made] = rows.list(2, 1)
  t.throws(
    () =>
      database.run(() => {
        rows.put({ id: 'new', place: 'a', time: 5, tag: 'x' })
        rows.put({ id: 'first', place: 'b', time: 6, tag: 'x' })
        rows.delete(made?.id ?? '')
        rows.delete('undated')
        throw new Error('refused')
      }),
    { message: 'refused' },
  )
  t.same([...rows.rows('a', 'desc')], before)
  t.same(rows.find('tag', 'x'), [])
  t.same(database.changes, {})
  const { changes } = database.run(() => {
    rows.put({ id: 'new', place: 'a', time: 5, tag: 'x' })
    rows.delete('undated')
  })
  t.same(
    changes.map(({ table, key, before: was, after }) => ({ table, key, was, after })),
    [
      { table: 'rows', key: 'new', was: undefined, after: { id: 'new', place: 'a', time: 5, tag: 'x' } },
      { table: 'rows', key: 'undated', was: start.rows.fixed.get('undated'), after: undefined },
    ],
  )
})

t.test('a text is kept until a row changes, and never shared with who has changed one', async (t) => {
  const start = startOf(0)
  const texts = new KeptTexts()
  const [one, other] = [0, 1].map(() => new Database(model, { tables: start, texts }))
  const row = start.rows.fixed.get('first') ?? t.fail('the row is there')
  let written = 0
  const ask = (database: typeof one): string =>
    database?.texts.textOf(Object(row), '', () => {
      written += 1
      return written
    }) ?? ''
  t.same([ask(one), ask(one), ask(other)], ['1', '1', '1'])
  one?.tables.rows.put({ id: 'new', place: 'a', time: 1, tag: '' })
  t.same([ask(one), ask(one), ask(other)], ['2', '2', '1'])
  one?.tables.rows.delete('new')
  t.same([ask(one), ask(other)], ['3', '1'])
})

t.test('ten million computed rows cost what a hundred do', async (t) => {
  const { rows } = open(startOf(10_000_000)).tables
  const page: Row[] = []
  for (const row of rows.rows('a', 'desc')) {
    page.push(row)
    if (page.length === 50) break
  }
  t.equal(page.length, 50)
  t.equal(rows.count('a'), 7_500_002)
  const middle = rows.list(5_000_000, 1)[0]
  t.same(middle && rows.get(middle.id), middle)
  rows.delete(middle?.id ?? '')
  t.not(rows.list(5_000_000, 1)[0]?.id, middle?.id)
  t.equal(rows.count(), 10_000_001)
})

t.test('jobs are done in order, each at its own time, and only when time moves', async (t) => {
  const clock = new Clock()
  const done: [number, unknown][] = []
  clock.employ('note', ({ data }) => done.push([clock.now(), data]))
  clock.freeze(1000)
  clock.at(3000, 'note', 'c')
  clock.at(2000, 'note', 'a')
  clock.at(2000, 'note', 'b')
  const cancelled = clock.at(2500, 'note', 'never')
  t.ok(clock.cancel(cancelled.id))
  t.notOk(clock.cancel(cancelled.id))
  clock.advance(999)
  t.same(done, [])
  clock.advance(5000)
  t.same(done, [
    [2000, 'a'],
    [2000, 'b'],
    [3000, 'c'],
  ])
  t.equal(clock.now(), 6999)
  t.same(clock.due, [])
})

t.test('a job may plan others, of which those that fall due meanwhile are done too', async (t) => {
  const clock = new Clock()
  const times: number[] = []
  clock.employ('again', () => {
    times.push(clock.now())
    if (times.length < 3) clock.at(clock.now() + 10, 'again', null)
  })
  clock.freeze(0)
  clock.at(5, 'again', null)
  clock.advance(20)
  t.same(times, [5, 15])
  t.same(
    clock.due.map(({ time }) => time),
    [25],
  )
  clock.advance(5)
  t.same(times, [5, 15, 25])
})

t.test('a job that plans itself for ever is stopped, and what is due stays', async (t) => {
  const clock = new Clock()
  clock.employ('ever', () => {
    clock.at(clock.now(), 'ever', null)
  })
  clock.freeze(0)
  clock.at(1, 'ever', null)
  t.throws(() => clock.advance(10), { message: /more than 100000 jobs/ })
  t.equal(clock.due.length, 1)
})

t.test('setting the time does nothing, and drops what would have been due', async (t) => {
  const clock = new Clock()
  const done: unknown[] = []
  clock.employ('note', ({ data }) => done.push(data))
  clock.freeze(0)
  clock.at(10, 'note', 'dropped')
  clock.at(30, 'note', 'kept')
  clock.freeze(20)
  clock.advance(0)
  t.same(done, [])
  clock.advance(10)
  t.same(done, ['kept'])
  clock.follow()
  t.same(clock.due, [])
})

t.test('a clock that follows does what is due by itself', async (t) => {
  const clock = new Clock()
  // The clock's own timer does not keep a process from ending.
  const alive = setInterval(() => {}, 1000)
  const due = new Promise((resolve) => clock.employ('note', resolve))
  clock.at(clock.now(), 'note', 'now')
  t.match(await due, { worker: 'note', data: 'now' })
  clearInterval(alive)
})

t.test('a clock goes on from its state elsewhere', async (t) => {
  const clock = new Clock()
  clock.freeze(100)
  clock.at(200, 'note', { a: 1 })
  const other = new Clock()
  const done: unknown[] = []
  other.employ('note', ({ data }) => done.push([other.now(), data]))
  other.state = JSON.parse(JSON.stringify(clock.state))
  t.same(other.state, clock.state)
  other.advance(100)
  t.same(done, [[200, { a: 1 }]])
})

t.test('how much has changed is known, whatever is put, deleted and taken back', async (t) => {
  const create = () => new Database(model, { tables: {}, texts: new KeptTexts() })
  const db = create()
  t.equal(db.weight, 0)
  const row = { id: 'new', place: 'p', time: NOW, tag: 'x'.repeat(1000) }
  db.tables.rows.put(row)
  const one = db.weight
  t.ok(one > 2000 && one < 4000, `${one} bytes`)
  db.tables.rows.put({ ...row, tag: '' })
  t.equal(db.weight, one - 2000)
  t.throws(() =>
    db.run(() => {
      db.tables.rows.put(row)
      db.tables.rows.delete('new')
      db.tables.rows.put({ ...row, id: 'other' })
      throw new Error('no')
    }),
  )
  t.equal(db.weight, one - 2000)
  const copy = create()
  copy.restore(db.changes)
  t.equal(copy.weight, db.weight)
  db.tables.rows.delete('new')
  t.equal(db.weight, 0)
})
