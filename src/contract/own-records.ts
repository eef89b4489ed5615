/** Puts the records of the config file among what a vendor's tables start from. */
import { Database, type DatabaseModel, type DatabaseStart } from '../sandbox/database.ts'
import { KeptTexts } from '../sandbox/kept-texts.ts'
import { below, type Entry, type RecordKind } from './record-kind.ts'

type StartTables = DatabaseStart['tables']

export interface OwnRecords {
  model: DatabaseModel
  /** Without the user's own. */
  tables: StartTables
  records: readonly RecordKind[]
  /** The user's entries by the name of their kind, each valid against its schema. */
  lists: Readonly<Record<string, readonly Entry[]>>
  seed: number
}

/** The id in an entry, under whichever of its names it is given. */
export const idIn = ({ idNames }: RecordKind, entry: Entry): string => {
  const name = idNames.find((one) => entry[one] !== undefined)
  return name === undefined ? '' : String(entry[name])
}

/** Where an entry says it is, else the first place there is; '' where there are none. */
export const placeIn = (kind: RecordKind, entry: Entry, database: Database): string => {
  if (kind.place === undefined) return ''
  const given = entry[kind.place]
  return typeof given === 'string' ? given : (kind.places(database)[0] ?? '')
}

/** The tables with what `changed` changed in them; computed rows that have been replaced are hidden. */
const merged = (tables: StartTables, changed: Database['changes']): StartTables => {
  const entries = Object.entries(tables).map(([name, start]) => {
    const changes = changed[name] ?? []
    if (changes.length === 0) return [name, start] as const
    const fixed = new Map(start.fixed)
    const hidden = new Set(start.hidden)
    for (const { key, row } of changes) {
      if (row === null) fixed.delete(key)
      else fixed.set(key, row)
      const index = start.made?.indexOf(key)
      if (index !== undefined) hidden.add(index)
    }
    return [name, { ...start, fixed, hidden }] as const
  })
  return Object.fromEntries(entries)
}

/** The same id or token replaces what is shipped. Throws a RecordError for one that cannot be kept. */
export const withOwnRecords = ({ model, tables, records, lists, seed }: OwnRecords): StartTables => {
  const database = new Database(model, { tables, texts: new KeptTexts() })
  for (const kind of records)
    for (const [i, entry] of (lists[kind.name] ?? []).entries())
      below(`/${kind.name}/${i}`, () => {
        const place = placeIn(kind, entry, database)
        kind.put(database, kind.fill(database, entry, place, { seed }), place)
      })
  return merged(tables, database.changes)
}
