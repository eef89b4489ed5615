/** The request of an exchange as it can be asked of another server, which has other ids and credentials. */
import { readFixtureText } from '../exchange/files.ts'
import type { Exchange } from '../exchange/format.ts'
import { Database } from '../sandbox/database.ts'
import type { Vendor } from './vendor.ts'

export interface ElsewhereRequest {
  method: string
  /** Below the base URL; `{member}`, `{place}` and other names stand for the target's. */
  path: string
  /** What the exchange has in their places, for a target of which none is given. */
  stands: Readonly<Record<string, string>>
  /** `{key}` in them stands for the target's credential. */
  headers: Readonly<Record<string, string>>
}

/** What the request of an exchange has of its own, and a client adds by itself. */
const ADDED: readonly string[] = ['host', 'connection', 'content-length']

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Says which ids are those of shipped things, which a target has others for, by what a case may need. */
export type ShippedIds = ReadonlyMap<string, (id: string) => boolean>

const membersOf = ({ id, records }: Vendor): ((id: string) => boolean) => {
  const idName = records.find(({ name }) => name === 'members')?.idNames[0] ?? 'id'
  const members: unknown = JSON.parse(readFixtureText(`${id}/members.json`))
  const ids = new Set((Array.isArray(members) ? members : []).map((one) => isMapping(one) && one[idName]))
  return (text) => ids.has(text)
}

/** `targetIds` are lists of the vendor by what their entries are called. */
export const shippedIds = (vendor: Vendor, targetIds: Readonly<Record<string, string>>): ShippedIds => {
  const { records, model, start } = vendor
  const database = new Database(model, start(1))
  const kindOf = (list: string) => records.find(({ name }) => name === list)
  const places = kindOf('members')?.places(database) ?? []
  const isIn = (list: string) => (id: string) =>
    [...places, ''].some((place) => kindOf(list)?.get(database, id, place) !== undefined)
  return new Map([
    ['member', membersOf(vendor)],
    ['place', (id: string) => places.includes(id)],
    ...Object.entries(targetIds).map(([name, list]) => [name, isIn(list)] as const),
  ])
}

/** What is the target's wherever it stands; all else only where a case says that it needs it. */
const ALWAYS: readonly string[] = ['member', 'place']

/** The path below the base URL with `{member}`, `{place}` and what else the case `needs`, and what stood there. */
export const templateOf = (
  vendor: Vendor,
  ids: ShippedIds,
  needs: readonly string[],
  path: string,
): Pick<ElsewhereRequest, 'path' | 'stands'> => {
  const prefix = `/${vendor.id}${vendor.base}`
  const [bare = '', query] = path.slice(prefix.length).split('?', 2)
  const stands = new Map<string, string>()
  const replaced = (text: string, names: readonly string[]): string => {
    const name = names.find((one) => ids.get(one)?.(text))
    if (name === undefined) return text
    stands.set(name, text)
    return `{${name}}`
  }
  const own = needs.filter((name) => !ALWAYS.includes(name))
  const segments = bare.split('/').map((segment) => replaced(segment, [...ALWAYS, ...own]))
  const pairs = query?.split('&').map((pair) => {
    const [name = '', value] = pair.split('=', 2)
    return value === undefined ? pair : `${name}=${replaced(value, own)}`
  })
  return {
    path: [segments.join('/'), ...(pairs === undefined ? [] : [pairs.join('&')])].join('?'),
    stands: Object.fromEntries(stands),
  }
}

/** The first credential of the vendor is the one that may do everything. */
export const headersFor = ({ credentials }: Vendor, { place, request }: Exchange): Record<string, string> => {
  const [working, ...others] = Object.values(credentials)
  const sent = request.headers.filter(([name]) => !ADDED.includes(name.toLowerCase()))
  const foreign = others.find((token) => sent.some(([, value]) => value.endsWith(` ${token}`)))
  if (foreign !== undefined) throw new TypeError(`${place}: verify is given no credential like ${foreign}`)
  const own = sent.map(([name, value]) => [
    name.toLowerCase(),
    working === undefined ? value : value.replace(working, '{key}'),
  ])
  return { accept: 'application/json', ...Object.fromEntries(own) }
}
