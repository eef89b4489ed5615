/** Calls that are drawn: of every operation of every vendor and of what the admin keeps, with bodies after their schemas. */
import fc from 'fast-check'
import type { JsonSchema } from '../../src/contract/json-schema.ts'
import type { Operation } from '../../src/contract/operation.ts'
import type { Vendor } from '../../src/contract/vendor.ts'
import { type Call, call } from './admin.ts'
import type { TestApp } from './app.ts'

/** An operation, and the numbers by which all else about the call is chosen. */
export interface DrawnCall {
  readonly vendor: string
  readonly operation: string
  readonly numbers: readonly number[]
}

/** A record that is put, replaced or deleted. */
export interface DrawnRecord {
  readonly vendor: string
  readonly kind: string
  readonly method: 'PUT' | 'DELETE'
  readonly numbers: readonly number[]
}

export type Drawn = DrawnCall | DrawnRecord | Call

const numbers = fc.array(fc.nat(999), { minLength: 8, maxLength: 8 })

export const ofRecords = (vendors: readonly Vendor[]): fc.Arbitrary<DrawnRecord> => {
  const all = vendors.flatMap((vendor) =>
    vendor.records.map((kind) => ({ vendor: vendor.id, kind: kind.name })),
  )
  const method = fc.constantFrom('PUT', 'PUT', 'DELETE')
  return fc
    .record({ of: fc.constantFrom(...all), method, numbers })
    .map(({ of, ...rest }) => ({ ...of, ...rest }))
}

export const ofVendors = (vendors: readonly Vendor[]): fc.Arbitrary<DrawnCall> => {
  const all = vendors.flatMap((vendor) =>
    vendor.operations.map((operation) => ({ vendor: vendor.id, operation: operation.id })),
  )
  return fc.record({ of: fc.constantFrom(...all), numbers }).map(({ of, ...rest }) => ({ ...of, ...rest }))
}

/** Gives one number after another, round and round. */
class Chooser {
  readonly #numbers: readonly number[]
  #at = 0

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers
  }

  below(limit: number): number {
    this.#at += 1
    return ((this.#numbers[this.#at % this.#numbers.length] ?? 0) + this.#at) % limit
  }

  of<T>(values: readonly T[]): T | undefined {
    return values[this.below(Math.max(1, values.length))]
  }
}

const isSchema = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null

/** Ids that can be named. */
export interface Pool {
  /** Of what a vendor starts with, by the kind of record: `members`. */
  readonly known: Readonly<Record<string, readonly string[]>>
  /** Of what came up in answers, the newest first. */
  readonly seen: string[]
}

/** By vendor. */
export type Pools = Readonly<Record<string, Pool>>

/** The first few of each kind. */
export const createPools = ({ vendors, sandboxes }: TestApp): Pools =>
  Object.fromEntries(
    vendors.map(({ id, records }) => {
      const { db } = sandboxes.default.store(id)
      const known = records.map(({ name, idNames, list }) => [
        name,
        list(db, 0, 4).map((record) => String(record[idNames[0]])),
      ])
      return [id, { known: Object.fromEntries(known), seen: [] }]
    }),
  )

/** An id for what is called `name`: `spaceId`, `accessGroupIds`, `unitId`. */
const idFor = (name: string, { known, seen }: Pool, chooser: Chooser): string => {
  const kinds = Object.keys(known).filter((kind) => name.toLowerCase().includes(kind.slice(0, -1)))
  const shipped = (kinds.length > 0 ? kinds : Object.keys(known)).flatMap((kind) => known[kind] ?? [])
  return chooser.of([...seen, ...shipped, 'nobody']) ?? ''
}

const textFor = (name: string, pool: Pool, chooser: Chooser): string => {
  if (/email/i.test(name)) return `${chooser.of(['ann', 'BO', 'cy'])}@example.com`
  if (/url/i.test(name)) return 'https://example.com/hook'
  if (/_(after|before)$/.test(name)) return chooser.of(['2024-01-01', '2025-06-01T00:00:00Z', 'then']) ?? ''
  if (/ids?$|^(teams|roles|units|members)$/i.test(name)) return idFor(name, pool, chooser)
  return chooser.of(['Ann', 'Team', 'x', 'member', 'true', 'aAnn Team']) ?? ''
}

/** A value after `schema`, which is understood as far as the vendors' inputs need it. */
const valueFor = (schema: JsonSchema, name: string, pool: Pool, chooser: Chooser): unknown => {
  const options = [schema.oneOf, schema.anyOf].find(Array.isArray)
  if (options !== undefined && schema.properties === undefined)
    return valueFor(chooser.of(options.filter(isSchema)) ?? {}, name, pool, chooser)
  if (Array.isArray(schema.enum)) return chooser.of(schema.enum)
  const type = chooser.of([schema.type ?? 'string'].flat())
  if (type === 'null') return null
  if (type === 'boolean') return chooser.below(2) === 0
  if (type === 'integer' || type === 'number') return 1 + chooser.below(9)
  if (type === 'array') {
    const { items } = schema
    const each = (): unknown => valueFor(isSchema(items) ? items : {}, name, pool, chooser)
    return Array.from({ length: 1 + chooser.below(2) }, each)
  }
  return type === 'object' ? objectFor(schema, pool, chooser) : textFor(name, pool, chooser)
}

/** What is required is there; of the rest, about half. */
const objectFor = (schema: JsonSchema, pool: Pool, chooser: Chooser): Record<string, unknown> => {
  const required: readonly unknown[] = Array.isArray(schema.required) ? schema.required : []
  const properties = Object.entries(isSchema(schema.properties) ? schema.properties : {})
  return Object.fromEntries(
    properties
      .filter(([name]) => required.includes(name) || chooser.below(2) === 0)
      .map(([name, one]) => [name, valueFor(isSchema(one) ? one : {}, name, pool, chooser)]),
  )
}

const queryFor = (operation: Operation, pool: Pool, chooser: Chooser): string => {
  const query = objectFor(operation.query ?? {}, pool, chooser)
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, String(one)]),
  )
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`
}

const found = <T>(list: readonly T[], is: (one: T) => boolean): T => {
  const one = list.find(is)
  if (one === undefined) throw new TypeError('it was drawn from this list')
  return one
}

/** The call as it is sent, by what the pool has now. */
const asCall = (vendor: Vendor, { operation: id, numbers }: DrawnCall, pool: Pool): Call => {
  const operation = found(vendor.operations, (one) => one.id === id)
  const chooser = new Chooser(numbers)
  const keys = Object.values(vendor.credentials)
  // Most of them with the first key, which may do the most.
  const key = (chooser.below(3) === 0 ? chooser.of(keys) : keys[0]) ?? ''
  const path = operation.path.replace(/\{\w+\}/g, (name) => encodeURIComponent(idFor(name, pool, chooser)))
  const url = `/${vendor.id}${vendor.base}${path}${queryFor(operation, pool, chooser)}`
  if (operation.body === undefined) return { method: operation.method, url, key }
  return { method: operation.method, url, key, body: valueFor(operation.body, '', pool, chooser) }
}

const asRecordCall = (vendor: Vendor, { kind: name, method, numbers }: DrawnRecord, pool: Pool): Call => {
  const kind = found(vendor.records, (one) => one.name === name)
  const chooser = new Chooser(numbers)
  const id = idFor(kind.name, pool, chooser)
  const place = kind.place === undefined ? '' : `?${kind.place}=${idFor(kind.place, pool, chooser)}`
  const url = `/__admin/${vendor.id}/${kind.name}/${encodeURIComponent(id)}${place}`
  if (method === 'DELETE') return { method, url }
  const body = objectFor(kind.entry, pool, chooser)
  for (const given of [...kind.idNames, kind.place ?? '']) delete body[given]
  return { method, url, body }
}

/** Ids in an answer, newest first and not too many: what is created is soon used. */
const note = ({ seen }: Pool, body: string): void => {
  for (const [, id = ''] of body.matchAll(/"(?:id|unitId)":"([^"]+)"/g))
    if (!seen.includes(id)) seen.unshift(id)
  seen.splice(12)
}

/** The call of what was drawn, as it is sent now. */
const callOf = ({ vendors }: TestApp, drawn: Drawn, pools: Pools): Call => {
  if (!('vendor' in drawn)) return drawn
  const vendor = found(vendors, ({ id }) => id === drawn.vendor)
  const pool = pools[vendor.id] ?? { known: {}, seen: [] }
  return 'kind' in drawn ? asRecordCall(vendor, drawn, pool) : asCall(vendor, drawn, pool)
}

export interface Sent {
  call: Call
  statusCode: number
  headers: object
  body: string
}

/** Sends a drawn call, and gives the whole answer. */
export const send = async (mock: TestApp, drawn: Drawn, pools: Pools): Promise<Sent> => {
  const one = callOf(mock, drawn, pools)
  const { statusCode, headers, body } = await call(mock, one)
  const pool = 'vendor' in drawn ? pools[drawn.vendor] : undefined
  if (pool !== undefined) note(pool, body)
  return { call: one, statusCode, headers, body }
}
