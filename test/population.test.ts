/** Members that are computed: from index to id, person, time and row, and back. */
import { createHash } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import t from 'tap'
import { createBlocks } from '../src/sandbox/blocks.ts'
import { createCycles } from '../src/sandbox/cycles.ts'
import { createIndexTimes } from '../src/sandbox/index-times.ts'
import { createCompanyName } from '../src/sandbox/made-company.ts'
import { createIdCodec, type IdForm } from '../src/sandbox/made-id.ts'
import { createMadePerson } from '../src/sandbox/made-person.ts'
import { createPeople } from '../src/sandbox/people.ts'
import { createPermutation } from '../src/sandbox/permutation.ts'
import { createPopulation } from '../src/sandbox/population.ts'
import { Random } from '../src/sandbox/random.ts'
import { createRandoms } from '../src/sandbox/randoms.ts'
import { DAY } from '../src/sandbox/timeline.ts'

const NOW = Date.parse('2026-01-01T00:00:00.000Z')
const LARGE = 10_000_000
const PAST = 2 ** 40

const range = (length: number): number[] => [...Array(length).keys()]
const digestOf = (values: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 16)
const indexes = fc.oneof(fc.nat(LARGE), fc.integer({ min: 0, max: PAST - 1 }))
const seeds = fc.string({ maxLength: 20 })

t.test('a random can be seeded with numbers, and derived for each index', async (t) => {
  const draw = (random: Random): number[] => range(4).map(() => random.next())
  t.strictSame(draw(new Random([1, 2, 3, 4])), draw(new Random([1, 2, 3, 2 ** 32 + 4])), 'of 32 bits each')
  const randomOf = createRandoms('1')
  t.strictSame(draw(randomOf(7)), draw(createRandoms('1')(7)))
  const others = [randomOf(7), randomOf(8), randomOf(7, 1), randomOf(2 ** 32 + 7), createRandoms('2')(7)]
  t.equal(new Set(others.map((random) => `${draw(random)}`)).size, others.length)
  t.equal(digestOf(range(1000).map((i) => randomOf(i * 1e9).next())), '1d24b11cb3f5ff40')
})

t.test('a permutation has each number once, and leads back', async (t) => {
  for (const bits of [2, 8, 16]) {
    const { size, forward } = createPermutation('1', bits)
    const all = new Set(range(size).map(forward))
    t.strictSame([size, all.size, Math.max(...all)], [2 ** bits, 2 ** bits, 2 ** bits - 1])
  }
  const values = fc.integer({ min: 0, max: 2 ** 52 - 1 })
  fc.assert(
    fc.property(values, seeds, fc.constantFrom(26, 40, 52), (value, seed, bits) => {
      const { size, forward, back } = createPermutation(seed, bits)
      const number = value % size
      return forward(number) < size && back(forward(number)) === number && forward(back(number)) === number
    }),
  )
  const { forward, back } = createPermutation('1')
  t.equal(digestOf(range(1000).map((i) => forward(i * 1e9))), '9b9a97754b1eef1e')
  for (const value of [-1, 0.5, NaN, PAST]) {
    t.throws(() => forward(value), RangeError)
    t.throws(() => back(value), RangeError)
  }
  for (const bits of [0, 3, 54]) t.throws(() => createPermutation('1', bits), RangeError)
})

const FORMS: readonly [IdForm, RegExp, string][] = [
  ['uuid', /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, 'f9b0bda689c17487'],
  [{ prefix: 'mber_', alphabet: 'base62', length: 13 }, /^mber_[0-9A-Za-z]{13}$/, '0ef73681f1ba726d'],
  [{ alphabet: 'base62', length: 32 }, /^[0-9A-Za-z]{32}$/, '51b7578dc4852ecc'],
  [{ alphabet: 'hex', length: 32 }, /^[0-9a-f]{32}$/, '9c50283b67b5c89c'],
]

/** Of each place, how many different characters some ids have there. */
const varietyOf = (ids: readonly string[]): number[] =>
  range(ids[0]?.length ?? 0).map((place) => new Set(ids.map((id) => id[place])).size)

for (const [form, pattern, digest] of FORMS) {
  const name = JSON.stringify(form)
  const codec = createIdCodec({ seed: '1', form })

  t.test(`${name}: an id leads back to its index, in every seed`, async (t) => {
    fc.assert(
      fc.property(indexes, seeds, (index, seed) => {
        const { idOf, indexOf } = createIdCodec({ seed, form })
        const id = idOf(index)
        return pattern.test(id) && indexOf(id) === index && createIdCodec({ seed, form }).idOf(index) === id
      }),
    )
    const strange = createIdCodec({ seed: '2', form })
    t.equal(new Set([...range(5000).map(codec.idOf), ...range(5000).map(strange.idOf)]).size, 10_000)
    t.equal(
      range(5000).find((index) => codec.indexOf(strange.idOf(index)) !== undefined),
      undefined,
    )
    t.equal(digestOf(range(1000).map((i) => codec.idOf(i * 1e9))), digest)
  })

  t.test(`${name}: no other text is an id`, async () => {
    const chars = fc.constantFrom(...'0189abfgzAFZ-_ \0é\u212a\u{1f600}')
    fc.assert(
      fc.property(indexes, fc.nat(40), chars, (index, place, char) => {
        const id = codec.idOf(index)
        const other = id.slice(0, place) + char + id.slice(place + 1)
        const isSame = other === id || (form === 'uuid' && other.toLowerCase() === id)
        return codec.indexOf(other) === (isSame ? index : undefined)
      }),
    )
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => codec.indexOf(text) === undefined))
    const id = codec.idOf(3)
    for (const text of ['', `${id} `, ` ${id}`, `${id}\n`, id.slice(1), 'x'.repeat(LARGE)])
      if (codec.indexOf(text) !== undefined) throw new Error(text.slice(0, 50))
  })

  t.test(`${name}: nothing in it counts`, async (t) => {
    const ids = range(3000).map(codec.idOf)
    const free = typeof form === 'string' || form.alphabet === 'hex' ? 16 : 62
    const prefix = typeof form === 'string' ? 0 : (form.prefix ?? '').length
    const fixed = form === 'uuid' ? { 8: 1, 13: 1, 14: 1, 18: 1, 19: 4, 23: 1 } : {}
    const expected = range(ids[0]?.length ?? 0).map((place) => (place < prefix ? 1 : free))
    t.strictSame(varietyOf(ids), Object.assign(expected, fixed), 'each place has every character')
    const kept = ids.slice(1).map((id, i) => [...id].filter((char, place) => char === ids[i]?.[place]).length)
    const mean = kept.reduce((sum, count) => sum + count, 0) / kept.length
    const chance = varietyOf(ids).reduce((sum, variety) => sum + 1 / variety, 0)
    t.ok(Math.abs(mean - chance) < 0.1, `neighbours share ${mean} characters, by chance ${chance}`)
  })
}

t.test('ids: upper case, prefixes, and what cannot be', async (t) => {
  const { idOf, indexOf } = createIdCodec({ seed: '1', form: 'uuid' })
  t.equal(indexOf(idOf(LARGE).toUpperCase()), LARGE, 'a UUID in upper case')
  const hex = createIdCodec({ seed: '1', form: { alphabet: 'hex', length: 32 } })
  t.equal(hex.indexOf(hex.idOf(LARGE).toUpperCase()), undefined)
  const [mber, user] = ['mber_', 'user_'].map((prefix) =>
    createIdCodec({ seed: '1', form: { prefix, alphabet: 'base62', length: 13 } })
      .idOf(5)
      .slice(5),
  )
  t.not(mber, user, 'one index under two prefixes')
  for (const index of [-1, 0.5, PAST]) t.throws(() => idOf(index), RangeError)
  const short: IdForm = { alphabet: 'base62', length: 6 }
  t.throws(() => createIdCodec({ seed: '1', form: short }), { message: 'length 6: at least 7 is needed' })
  t.throws(() => createIdCodec({ seed: '1', form: { ...short, length: 9, prefix: 'é' } }), RangeError)
})

t.test('people: reserved addresses that lead back to them', async (t) => {
  const people = createPeople('1')
  const isReserved = (email: string): boolean =>
    /^[a-z]+(\.[a-z]+){1,2}\d{8,13}@example\.(com|net|org)$/.test(email)
  fc.assert(
    fc.property(indexes, seeds, (index, seed) => {
      const { personOf, nameOf, indexOfEmail } = createPeople(seed)
      const { name, username, email, phone } = personOf(index)
      return (
        isReserved(email) &&
        email.replaceAll('.', '').startsWith(`${username}@`) &&
        username.startsWith(name.toLowerCase().replace(/[^a-z]/g, '')) &&
        `${phone.areaCode}${phone.number}`.match(/^\+1\d{3}55501\d\d$/) !== null &&
        nameOf(index) === name &&
        indexOfEmail(email) === index
      )
    }),
  )
  const email = people.personOf(3).email
  t.match(email, /[a-z]\d{8}@/, 'eight digits as far as they reach')
  t.match(people.personOf(2 ** 26).email, /[a-z]\d{13}@/)
  const strange = [
    ...['', 'nobody', `x${email}`, `${email}x`, email.toUpperCase(), ` ${email}`, email.slice(1)],
    ...[email.replace(/\d/, ''), 'a99999999@example.com', 'a9999999999999@example.com'],
    ...['a'.repeat(LARGE), `${'1'.repeat(LARGE)}@example.com`],
    ...range(100).map((index) => createPeople('2').personOf(index).email),
  ]
  for (const text of strange) t.equal(people.indexOfEmail(text), undefined, text.slice(0, 50))
  t.ok(new Set(range(1000).map(people.nameOf)).size > 990, 'names seldom come twice')
  t.equal(digestOf(range(1000).map((i) => people.personOf(i * 1e9))), 'df592d55daf833eb')
})

t.test('a person and a company from any text', async (t) => {
  t.strictSame(createMadePerson('1:somebody'), createMadePerson('1:somebody'))
  t.match(createMadePerson('1', 'Zoë O’Neil-Brown Jr.').email, /^zoe\.oneil\.brown\d{2,4}@example\./)
  const foreign = createMadePerson('1', '王小明')
  t.equal(foreign.name, '王小明')
  t.equal(foreign.email, createMadePerson('1').email, 'a name that no address can be made from')
  t.strictSame(createMadePerson('1', null), createMadePerson('1'))
  const companies = range(200).map((i) => createCompanyName(`1:${i}`))
  for (const name of companies) t.match(name, /^[A-Z][A-Za-z',\- ]+$/)
  t.ok(new Set(companies).size > 190)
  t.equal(digestOf([companies, range(200).map((i) => createMadePerson(`1:${i}`))]), '9d638701e971161b')
})

t.test('times grow with the index, and lead back to it', async (t) => {
  const sizes = fc.oneof(fc.constantFrom(1, 2, 100, LARGE), fc.integer({ min: 1, max: LARGE }))
  fc.assert(
    fc.property(sizes, fc.nat(), fc.nat(1000 * DAY), (size, number, more) => {
      const span = size + more
      const { at, indexAtOrAfter } = createIndexTimes({ seed: '1', size, now: NOW, span })
      const index = number % size
      const time = at(index)
      return (
        time >= NOW - span &&
        time <= NOW &&
        (index + 1 === size || time < at(index + 1)) &&
        indexAtOrAfter(time) === index &&
        indexAtOrAfter(time + 1) === index + 1
      )
    }),
  )
  const times = createIndexTimes({ seed: '1', size: 1000, now: NOW, span: 900 * DAY })
  const all = range(1000).map(times.at)
  const gaps = all.slice(1).map((time, i) => time - (all[i] ?? 0))
  t.ok(Math.min(...gaps) < 0.2 * DAY && Math.max(...gaps) > 1.5 * DAY, 'now close together, now far apart')
  fc.assert(
    fc.property(fc.integer({ min: NOW - 1000 * DAY, max: NOW + DAY }), (time) => {
      const first = all.findIndex((one) => one >= time)
      return times.indexAtOrAfter(time) === (first < 0 ? 1000 : first)
    }),
  )
  t.strictSame([times.indexAtOrAfter(-Infinity), times.indexAtOrAfter(Infinity)], [0, 1000])
  t.equal(digestOf(all), '50bc86068c7b8ae5')
  for (const index of [-1, 0.5, 1000]) t.throws(() => times.at(index), RangeError)
  t.equal(createIndexTimes({ seed: '1', size: 0, now: NOW, span: 1 }).indexAtOrAfter(NOW), 0, 'nobody')
  for (const size of [-1, 0.5, 11, NaN])
    t.throws(() => createIndexTimes({ seed: '1', size, now: NOW, span: 10 }), RangeError)
})

t.test('blocks: each place has its indexes', async (t) => {
  const blocks = createBlocks(
    [
      { place: 'a', size: 2 },
      { place: 'empty', size: 0 },
      { place: 'b', size: 3 },
    ],
    5,
  )
  t.strictSame([-1, ...range(6)].map(blocks.placeOf), [undefined, 'a', 'a', 'b', 'b', 'b', undefined])
  t.strictSame(blocks.places, ['a', 'empty', 'b'])
  t.strictSame(blocks.rangeOf('b'), { start: 2, end: 5 })
  t.strictSame(blocks.rangeOf('empty'), { start: 2, end: 2 })
  t.strictSame(blocks.rangeOf('elsewhere'), { start: 0, end: 0 })
  t.throws(() => createBlocks([{ place: 'a', size: 2 }], 3), { message: 'blocks of 2 for a population of 3' })
  const twice = { place: 'a', size: 1 }
  t.throws(() => createBlocks([twice, twice], 2), { message: 'place a comes twice' })
})

t.test('cycles: counted and paged as if each had been looked at', async (t) => {
  const patterns = fc.array(fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 }), {
    minLength: 1,
    maxLength: 7,
  })
  fc.assert(
    fc.property(patterns, fc.nat(60), fc.nat(60), fc.constantFrom('a', 'b'), (pattern, from, to, label) => {
      const cycles = createCycles(pattern)
      const has = (index: number): boolean => cycles.labelsOf(index).includes(label)
      const all = range(100).filter(has)
      const after = all.filter((index) => index >= from)
      t.strictSame(cycles.labelsOf(from), pattern[from % pattern.length])
      t.equal(cycles.countOf(label, from, to), after.filter((index) => index < to).length)
      t.equal(cycles.nextWith(label, from, 'up'), after[0])
      t.equal(
        cycles.nextWith(label, from, 'down'),
        all.findLast((index) => index <= from),
      )
      t.equal(cycles.nthWith(label, from, 3), after[3])
    }),
  )
  const cycles = createCycles([['a'], [], ['a', 'b']])
  t.equal(cycles.countOf('a', 0, 3 * LARGE), 2 * LARGE)
  t.equal(cycles.nthWith('b', 0, LARGE), 3 * LARGE + 2)
  t.equal(cycles.countOf('c', 0, 9), 0)
  t.strictSame([cycles.nextWith('c', 0, 'up'), cycles.nthWith('c', 0, 0)], [undefined, undefined])
  t.equal(cycles.nextWith('b', 1, 'down'), undefined)
  t.throws(() => createCycles([]), RangeError)
})

/** Rows as a vendor would have them, and how many have been made. */
const createPeopled = (size: number, cached?: number) => {
  const { idOf, indexOf } = createIdCodec({ seed: '1', form: 'uuid' })
  const people = createPeople('1')
  const times = createIndexTimes({ seed: '1', size, now: NOW, span: 900 * DAY })
  let made = 0
  const make = (index: number) => {
    made++
    return { id: idOf(index), ...people.personOf(index), createdAt: new Date(times.at(index)).toISOString() }
  }
  const population = createPopulation({ size, make, idOf, indexOf, ...(cached ? { cached } : {}) })
  return { population, madeSoFar: () => made }
}

t.test('a population: rows by index and by id, each made once while it is kept', async (t) => {
  const { population, madeSoFar } = createPeopled(100, 3)
  const first = population.at(0)
  t.equal(population.get(first.id), first)
  t.equal(population.indexOf(first.id.toUpperCase()), 0)
  t.equal(population.idOf(0), first.id)
  population.at(1)
  population.at(2)
  t.strictSame([population.at(0) === first, madeSoFar()], [true, 3], 'three are kept')
  population.at(3)
  population.at(1)
  population.at(2)
  t.equal(madeSoFar(), 4, 'the oldest makes room, and no other')
  t.not(population.at(0), first)
  t.strictSame([population.at(0), madeSoFar()], [first, 5], 'made again, it is the same')

  const larger = createPeopled(101).population
  t.equal(population.get(larger.idOf(99))?.id, larger.at(99).id, 'an id does not depend on the size')
  t.strictSame(
    [population.get(larger.idOf(100)), population.indexOf(larger.idOf(100))],
    [undefined, undefined],
  )
  t.equal(population.get('nobody'), undefined)
  for (const index of [-1, 0.5, 100]) {
    t.throws(() => population.at(index), RangeError)
    t.throws(() => population.idOf(index), RangeError)
  }
  t.strictSame(population.rangeOf(''), { start: 0, end: 100 })
  for (const size of [-1, 0.5]) t.throws(() => createPeopled(size), RangeError)
  t.throws(() => createPeopled(1, -1), { message: 'a cache of -1 rows' })
})

t.test('ten million take no more memory than the rows that are kept', async (t) => {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  const heap = (): number => {
    collect()
    return process.memoryUsage().heapUsed / 2 ** 20
  }
  createPeopled(1).population.at(0)
  const before = heap()
  const { population } = createPeopled(LARGE, 100)
  const random = new Random('1')
  let found = 0
  for (let i = 0; i < 10_000; i++) {
    const row = population.at(random.integer(0, LARGE - 1))
    if (population.get(row.id) === row) found++
  }
  t.equal(found, 10_000)
  const grown = heap() - before
  t.ok(grown < 2, `${grown.toFixed(2)} MB more`)
  t.equal(population.size, LARGE)
})
