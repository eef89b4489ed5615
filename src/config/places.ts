/** What a schema cannot say of the user's lists: nothing twice, and no key or member in a place that is not there. */
import { readFileSync } from 'node:fs'
import type { VendorDefinition } from '../contract/definition.ts'
import { isRecord } from '../contract/json.ts'
import { mask } from '../sandbox/redactor.ts'
import { type Problem, show, suggest } from './problems.ts'

type Entry = Readonly<Record<string, unknown>>
export type Section = Readonly<Record<string, unknown>>

// The schema has been asked: a list is a list of mappings.
const entries = (section: Section, list: string): readonly Entry[] =>
  (section[list] ?? []) as readonly Entry[]

const shippedIds = (vendor: string, list: string): readonly unknown[] => {
  const shipped: Entry[] = JSON.parse(
    readFileSync(new URL(`../../fixtures/${vendor}/${list}.json`, import.meta.url), 'utf8'),
  )
  return shipped.map(({ id }) => id)
}

const singular = (many: string): string => many.replace(/s$/, '')

const isText = (value: unknown): value is string => typeof value === 'string'

/** How entries are told apart, and what is shown of one. */
interface Telling {
  idOf(entry: Entry): unknown
  same(entry: Entry): string
  shown(entry: Entry): string
}

/** Each entry that is the same as an earlier one by `same`. */
const repeated = (section: Section, path: string, { idOf, same, shown }: Telling): Problem[] => {
  const seen = new Map<string, number>()
  const [list = ''] = path.split('.').slice(1)
  return entries(section, list).flatMap((entry, index) => {
    // Without an id it is given one of its own.
    if (idOf(entry) === undefined) return []
    const first = seen.get(same(entry))
    if (first === undefined) seen.set(same(entry), index)
    const accepted = `each once; it is at [${first}] too`
    return first === undefined
      ? []
      : [{ path: `${path}[${index}]`, found: `${shown(entry)} again`, accepted }]
  })
}

/** The places that an entry names by `one`, or several as the names of a mapping by its plural. */
export const placesOf = (entry: Entry, one: string): readonly (readonly [at: string, place: string])[] => {
  const many = `${one}s`
  const single = entry[one]
  const listed = entry[many]
  const all = isRecord(listed) ? Object.keys(listed) : []
  return [...(isText(single) ? [[one, single] as const] : []), ...all.map((name) => [many, name] as const)]
}

/** Lists of places, named in the plural; what is in one names it in the singular. */
const placesIn = ({ lists, places }: VendorDefinition): readonly string[] =>
  places ?? Object.keys(lists).filter((list) => list !== 'keys' && list !== 'members')

/** What lives in places, or acts on them. */
const inPlaces = (definition: VendorDefinition): readonly string[] =>
  Object.keys(definition.lists).filter((list) => !placesIn(definition).includes(list))

const misplaced = (definition: VendorDefinition, section: Section, many: string): Problem[] => {
  const lists = inPlaces(definition)
  if (lists.every((list) => entries(section, list).length === 0)) return []
  const one = singular(many)
  const shipped = section.fixtures === false ? [] : shippedIds(definition.id, many)
  const known = [...shipped, ...entries(section, many).map(({ id }) => id)].filter(isText)
  const accepted =
    known.length === 0 ? `one listed under ${definition.id}.${many}, where there is none` : known.join(', ')
  return lists.flatMap((list) =>
    entries(section, list).flatMap((entry, index) => {
      const path = `${definition.id}.${list}[${index}]`
      const places = placesOf(entry, one)
      const unknown = places.filter(([, place]) => !known.includes(place))
      const isNowhere = list !== 'keys' && places.length === 0 && known.length === 0
      return [
        ...unknown.map(([at, place]) => ({
          path: `${path}.${at}`,
          found: show(place),
          accepted: suggest(accepted, place, known),
        })),
        ...(isNowhere ? [{ path: `${path}.${one}`, found: 'nothing', accepted }] : []),
      ]
    }),
  )
}

/** What is wrong with a vendor's lists, which are valid against the schema. */
export const placeProblems = (definition: VendorDefinition, section: Section): readonly Problem[] => {
  const places = placesIn(definition)
  const { idNames = ['id'] } = definition
  const idOf = (entry: Entry): unknown => idNames.map((name) => entry[name]).find((id) => id !== undefined)
  const same = (entry: Entry): string =>
    JSON.stringify([idOf(entry), ...places.map((many) => entry[singular(many)])])
  const others = [...inPlaces(definition).filter((list) => list !== 'keys'), ...places]
  const tokenOf = ({ token }: Entry): string => String(token)
  const byToken = { idOf: tokenOf, same: tokenOf, shown: (entry: Entry) => mask(tokenOf(entry)) }
  const byId = { idOf, same, shown: (entry: Entry) => show(idOf(entry)) }
  return [
    ...repeated(section, `${definition.id}.keys`, byToken),
    ...others.flatMap((list) => repeated(section, `${definition.id}.${list}`, byId)),
    ...places.flatMap((many) => misplaced(definition, section, many)),
  ]
}
