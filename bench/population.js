/** Prints what an id, a person and a whole row of a computed population cost at three sizes; they should not differ. */
import { createCycles } from '../src/sandbox/cycles.ts'
import { createIndexTimes } from '../src/sandbox/index-times.ts'
import { createIdCodec } from '../src/sandbox/made-id.ts'
import { createPeople } from '../src/sandbox/people.ts'
import { createPopulation } from '../src/sandbox/population.ts'
import { createRandoms } from '../src/sandbox/randoms.ts'

const SIZES = [100, 100_000, 10_000_000]
const CALLS = 100_000
const ROUNDS = 7
const PAGE = 50
/** Fewer than a page, or the rows of the smallest population would be found and not made. */
const CACHED = 16

const createRows = (size) => {
  const { idOf, indexOf } = createIdCodec({ seed: '1', form: 'uuid' })
  const people = createPeople('1')
  const times = createIndexTimes({ seed: '1', size, now: Date.UTC(2026), span: 900 * 86_400_000 })
  const groups = createCycles([['a'], ['a', 'b'], [], ['b'], ['c']])
  const randomOf = createRandoms('1')
  const make = (index) => ({
    id: idOf(index),
    ...people.personOf(index),
    createdAt: new Date(times.at(index)).toISOString(),
    spent: randomOf(index, 1).integer(0, 100_000) / 100,
    groups: groups.labelsOf(index),
  })
  return {
    people,
    times,
    groups,
    population: createPopulation({ size, make, idOf, indexOf, cached: CACHED }),
  }
}

/** What is measured, for an index that jumps about in the population. */
const worksOf = ({ people, times, groups, population }, size) => {
  const ids = Array.from({ length: 100 }, (_, i) => population.idOf(Math.floor((i * size) / 100)))
  const emails = ids.map((_, i) => people.personOf(Math.floor((i * size) / 100)).email)
  return {
    'id of an index': (index) => population.idOf(index),
    'index of an id': (index) => population.indexOf(ids[index % 100]),
    person: (index) => people.personOf(index),
    name: (index) => people.nameOf(index),
    'index of an e-mail address': (index) => people.indexOfEmail(emails[index % 100]),
    'index at a time': (index) => times.indexAtOrAfter(times.at(index)),
    'group counted': (index) => groups.countOf('b', index, size),
    row: (index) => population.at(index),
    [`page of ${PAGE} rows, each`]: (index) => {
      const start = Math.min(index, size - PAGE)
      const rows = []
      for (let i = start; i < start + PAGE; i++) rows.push(population.at(i))
      return rows
    },
  }
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1]

/** Microseconds a call, or a row of a page. */
const timeOf = (name, work, size, round) => {
  const calls = name.startsWith('page') ? CALLS / PAGE : CALLS
  const start = performance.now()
  for (let i = 0; i < calls; i++) work((i * 7919 + round) % size)
  return ((performance.now() - start) * 1000) / CALLS
}

/** All sizes in each round, so that what the compiler learns of one is not held against the next. */
const subjects = SIZES.map((size) => ({ size, works: worksOf(createRows(size), size) }))
const figures = Object.keys(subjects[0].works).map((name) => {
  const rounds = Array.from({ length: ROUNDS + 1 }, (_, round) =>
    subjects.map(({ size, works }) => timeOf(name, works[name], size, round)),
  )
  const warm = rounds.slice(1)
  return { name, times: SIZES.map((_, i) => median(warm.map((round) => round[i]))) }
})

const columns = (name, cells) => `${name.padEnd(28)}${cells.map((cell) => cell.padStart(12)).join('')}\n`
process.stdout.write(
  columns(
    'us each, population of',
    SIZES.map((size) => size.toLocaleString('en')),
  ),
)
for (const { name, times } of figures)
  process.stdout.write(
    columns(
      name,
      times.map((time) => time.toFixed(3)),
    ),
  )
