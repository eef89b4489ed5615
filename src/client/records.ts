/** The records of one collection of one vendor, as a test reads and changes them. */
import { pointer } from '../contract/json.ts'
import type { Ask } from './ask.ts'
import { MembermockError } from './error.ts'
import type { PageOptions, RecordPage, Records } from './records-types.ts'

type Entry = Readonly<Record<string, unknown>>

/** The names that an entry may have its id under; the first that is there counts. */
export type IdNames = (vendor: string, list: string) => readonly string[]

export interface RecordsOptions {
  ask: Ask
  vendor: string
  list: string
  idNames: readonly string[]
  /** Undefined: the default one. */
  sandbox: string | undefined
}

const noun = (list: string): string => list.replace(/s$/, '')

const idOf = (entry: Entry, { idNames, list }: RecordsOptions): string => {
  const found = idNames.map((name) => entry[name]).find((id) => id !== undefined)
  if (typeof found === 'string' && found !== '') return found
  const name = idNames.at(-1) ?? 'id'
  const article = /^[aeiou]/.test(name) ? 'an' : 'a'
  throw new MembermockError(`a ${noun(list)} has to have ${article} ${name}`, {
    status: 400,
    path: pointer(name),
  })
}

/** Of records of any kind; who calls it says of which. */
export const createRecords = (options: RecordsOptions): Records<Entry, Entry, Entry> => {
  const { ask, vendor, list, sandbox } = options
  const one = (id: string, where: Entry = {}) => ({
    params: { vendor, list, id },
    query: { ...where, sandbox },
  })
  return {
    async list(page: PageOptions = {}): Promise<RecordPage<Entry>> {
      const { total, [list]: records } = await ask<{ total: number; [list: string]: unknown }>(
        'listRecords',
        {
          params: { vendor, list },
          query: { ...page, sandbox },
        },
      )
      return { total, records: records as Entry[] } // as the schema of the list says
    },
    get: (id, where) => ask('getRecord', one(id, where)),
    async put(entry, where) {
      return ask('putRecord', { ...one(idOf(entry, options), where), body: entry })
    },
    patch: (id, changes, where) => ask('patchRecord', { ...one(id, where), body: changes }),
    delete: (id, where) => ask('deleteRecord', one(id, where)),
  }
}
