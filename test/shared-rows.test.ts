/** Rows that share a value of an index: a page of them is what a list of all, made and sorted, has there. */
import fc from 'fast-check'
import t from 'tap'
import { createCycles } from '../src/sandbox/cycles.ts'
import { Database } from '../src/sandbox/database.ts'
import { KeptTexts } from '../src/sandbox/kept-texts.ts'
import { createMadeRows } from '../src/sandbox/made-rows.ts'
import { createPopulation } from '../src/sandbox/population.ts'
import type { TableModel } from '../src/sandbox/table-model.ts'

interface Guest {
  id: string
  order: number
  rooms: readonly string[]
}

const PATTERN = [['a'], ['a', 'b'], [], ['b']]
const guests: TableModel<Guest> = {
  key: ({ id }) => id,
  row: { type: 'object' },
  time: ({ order }) => order,
  indexes: { room: ({ rooms }) => rooms },
}

const createGuests = (size: number) => {
  const cycles = createCycles(PATTERN)
  const make = (index: number): Guest => ({
    id: `${index}`,
    order: 100 + index,
    rooms: cycles.labelsOf(index),
  })
  const indexOf = (id: string): number | undefined => (/^\d+$/.test(id) ? Number(id) : undefined)
  const made = createMadeRows({
    population: createPopulation<Guest>({ size, make, idOf: String, indexOf }),
    times: new Map([
      [
        '',
        { at: (index) => 100 + index, indexAtOrAfter: (order) => Math.min(size, Math.max(0, order - 100)) },
      ],
    ]),
    listOf: (_name, room) => ({
      countBelow: (index) => cycles.countOf(room, 0, Math.min(index, size)),
      nth: (skipped) => cycles.nthWith(room, 0, skipped),
    }),
  })
  const fixed = new Map([['named', { id: 'named', order: 0, rooms: ['a'] }]])
  const tables = { guests: { fixed, made } }
  return new Database({ guests }, { tables, texts: new KeptTexts() }).tables.guests
}

const step = fc.oneof(
  fc.record({ do: fc.constant('delete' as const), at: fc.nat(40) }),
  fc.record({ do: fc.constant('move' as const), at: fc.nat(40), rooms: fc.subarray(['a', 'b']) }),
  fc.record({ do: fc.constant('add' as const), at: fc.nat(40), rooms: fc.subarray(['a', 'b']) }),
)

t.test('any page of any room, after any changes', async () => {
  fc.assert(
    fc.property(
      fc.nat(30),
      fc.array(step, { maxLength: 12 }),
      fc.nat(30),
      fc.nat(30),
      (size, steps, offset, limit) => {
        const table = createGuests(size)
        for (const one of steps) {
          const known = table.get(`${one.at}`)
          if (one.do === 'delete') table.delete(`${one.at}`)
          else if (one.do === 'add') table.put({ id: `new${one.at}`, order: 1000 + one.at, rooms: one.rooms })
          else if (known !== undefined) table.put({ ...known, rooms: one.rooms })
        }
        for (const room of ['a', 'b']) {
          const all = [...table.rows('', 'asc')].filter(({ rooms }) => rooms.includes(room))
          const shared = table.shared('room', room)
          const found = { count: shared.count, page: shared.page(offset, limit) }
          const wanted = { count: all.length, page: all.slice(offset, offset + limit) }
          if (JSON.stringify(found) !== JSON.stringify(wanted))
            throw new Error(`${JSON.stringify(found)} for ${JSON.stringify(wanted)}`)
        }
      },
    ),
    { numRuns: 500 },
  )
})
