/** The records of a sandbox: listed, shown, put, patched and deleted; the same for each collection of each vendor. */
import { ControlError } from '../control-error.ts'
import { type Input, useCase } from '../use-case.ts'
import type { RecordCollection, Wanted } from './collection.ts'
import { mergePatch, withNulls } from './merge-patch.ts'
import { type Entry, entryWithout, type Page, PageQuery, patchOf } from './schemas.ts'

type Query = Readonly<Record<string, unknown>>

const idOf = ({ parameter }: RecordCollection, { params }: Pick<Input, 'params'>): string =>
  params[parameter] ?? ''

/** Throws when there is none. */
const recordOf = (
  { get, noun }: RecordCollection,
  { sandbox, at }: Pick<Input, 'sandbox' | 'at'>,
  wanted: Wanted,
): object => {
  const record = get(sandbox(), wanted)
  if (record !== undefined) return record
  const where = wanted.place === '' ? '' : ` in ${wanted.place}`
  throw new ControlError('absent', at, `there is no such ${noun.toLowerCase()}${where}`)
}

const createReading = (collection: RecordCollection) => ({
  list: useCase<Page>()({
    query: PageQuery,
    run(input) {
      const sandbox = input.sandbox()
      const { limit, offset } = input.query
      const items = collection.page(sandbox, offset, limit)
      return { total: collection.count(sandbox), [collection.list]: items }
    },
  }),

  get: useCase<Query>()({
    query: collection.query,
    run(input) {
      const sandbox = input.sandbox()
      const wanted = collection.find(sandbox, idOf(collection, input), input.query)
      return recordOf(collection, input, wanted)
    },
  }),

  delete: useCase<Query>()({
    query: collection.query,
    run(input) {
      const sandbox = input.sandbox()
      const wanted = collection.find(sandbox, idOf(collection, input), input.query)
      recordOf(collection, input, wanted)
      collection.delete(sandbox, wanted)
    },
  }),
})

const createWriting = (collection: RecordCollection, vendorTitle: string) => ({
  put: useCase<Query, Entry>()({
    query: collection.query,
    body: entryWithout(collection.idNames, collection.entry, `${vendorTitle}${collection.noun}Body`),
    run(input) {
      const { query, body, check, at } = input
      const sandbox = input.sandbox()
      const id = idOf(collection, input)
      if (id === '')
        throw new ControlError('refused', at, 'the id at the end of the path is empty', ['an id'])
      const wanted = collection.find(sandbox, id, query, body)
      const record = collection.complete({ sandbox, check }, wanted, body)
      const isNew = collection.get(sandbox, wanted) === undefined
      collection.set(sandbox, wanted, { ...record })
      return { isNew, record }
    },
  }),

  patch: useCase<Query, Entry>()({
    query: collection.query,
    body: patchOf(collection.record),
    run(input) {
      const { query, body, check } = input
      const sandbox = input.sandbox()
      const wanted = collection.find(sandbox, idOf(collection, input), query)
      const current = recordOf(collection, input, wanted)
      const merged = withNulls(collection.record, mergePatch(current, body))
      check(collection.record, merged, '')
      collection.set(sandbox, wanted, merged as Entry) // the schema of a record has just said so
      return recordOf(collection, input, wanted)
    },
  }),
})

const createAdding = (collection: RecordCollection, vendorTitle: string) => ({
  add: useCase<Query, Entry>()({
    query: collection.query,
    body: entryWithout(collection.idNames, collection.entry, `${vendorTitle}${collection.noun}Body`),
    run({ query, body, check, sandbox: find }) {
      const sandbox = find()
      const { wanted, record } = collection.make({ sandbox, check }, query, body)
      collection.set(sandbox, wanted, { ...record })
      return collection.get(sandbox, wanted) ?? record
    },
  }),
})

export const createRecordControl = (collection: RecordCollection, vendorTitle: string) => ({
  ...createAdding(collection, vendorTitle),
  ...createReading(collection),
  ...createWriting(collection, vendorTitle),
})

/** What can be done with one collection of one vendor. */
export type RecordControl = ReturnType<typeof createRecordControl>
