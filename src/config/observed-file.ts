/** Reads what was seen of vendors from a file, and refuses one that cannot be answered by. */
import { createDefault, type VendorDefinition } from '../contract/definition.ts'
import { isRecord } from '../contract/json.ts'
import { type Observations, type ObservedVendors, observedFileSchema } from '../contract/observations.ts'
import { canOrder } from '../contract/observed-order.ts'
import type { Vendor } from '../contract/vendor.ts'
import type { Values } from './command-line.ts'
import { readConfigFile } from './file.ts'
import { ConfigError, type Problem, show, suggest } from './problems.ts'
import { settingsOf } from './settings.ts'
import { schemaProblems } from './validate.ts'

/** Written by the server itself, as the bytes go out. */
const FRAMING: readonly string[] = [
  ...['connection', 'content-length', 'content-encoding', 'date', 'keep-alive'],
  ...['set-cookie', 'trailer', 'transfer-encoding', 'upgrade'],
]

const HEADER_NAME = /^[a-z0-9!#$%&'*+.^_`|~-]{1,100}$/

export const isObservableHeader = (name: string): boolean =>
  HEADER_NAME.test(name) && !FRAMING.includes(name) && !name.startsWith('x-membermock-')

const unknown = (
  path: string,
  name: string,
  names: readonly string[],
  accepted = names.join(', '),
): Problem[] =>
  names.includes(name) ? [] : [{ path, found: show(name), accepted: suggest(accepted, name, names) }]

const headerProblems = (path: string, headers: object | undefined): readonly Problem[] =>
  Object.keys(headers ?? {})
    .filter((name) => !isObservableHeader(name))
    .map((name) => ({
      path,
      found: show(name),
      accepted: `the name of a header in lower case, none of ${FRAMING.join(', ')}`,
    }))

const settingProblems = (
  definition: VendorDefinition,
  path: string,
  { settings = {} }: Observations,
): readonly Problem[] => {
  const own = settingsOf([definition]).filter(
    ({ vendor, name }) => vendor !== undefined && !['fixtures', 'elsewhere'].includes(name),
  )
  return Object.entries(settings).flatMap(([name, { value }]) => {
    const setting = own.find((one) => one.name === name)
    if (setting === undefined)
      return unknown(
        path,
        name,
        own.map((one) => one.name),
      )
    const { type } = setting
    if (type.parse(String(value)) !== undefined) return []
    return [{ path: `${path}.${name}.value`, found: show(value), accepted: type.accepted }]
  })
}

const refusalProblems = (path: string, vendor: Vendor, seen: Observations): readonly Problem[] => {
  const kinds = Object.keys(vendor.errors)
  return Object.entries(seen.refusals ?? {}).flatMap(([kind, { headers, setting }]) => [
    ...unknown(path, kind, kinds),
    ...headerProblems(`${path}.${kind}.headers`, headers),
    ...(setting === undefined
      ? []
      : unknown(`${path}.${kind}.setting`, setting, Object.keys(seen.settings ?? {}))),
  ])
}

const orderProblems = (path: string, vendor: Vendor, { order = [] }: Observations): readonly Problem[] => {
  const kinds = Object.keys(vendor.errors)
  return order.flatMap(({ first, before }, at) => {
    const names = [
      ...unknown(`${path}[${at}].first`, first, kinds),
      ...unknown(`${path}[${at}].before`, before, kinds),
    ]
    if (names.length > 0 || canOrder(vendor, first, before)) return names
    return [
      {
        path: `${path}[${at}]`,
        found: `${show(first)} before ${show(before)}`,
        accepted: 'kinds that are refused before anything is looked up',
      },
    ]
  })
}

const problemsIn = (
  definition: VendorDefinition,
  seen: Observations,
  cases: readonly string[],
): readonly Problem[] => {
  const { id } = definition
  const vendor = createDefault(definition, { now: 0, members: 0, rateLimit: true })
  const operations = vendor.operations.map((operation) => operation.id)
  const kinds = Object.keys(vendor.errors)
  return [
    ...settingProblems(definition, `${id}.settings`, seen),
    ...refusalProblems(`${id}.refusals`, vendor, seen),
    ...headerProblems(`${id}.headers`, seen.headers),
    ...orderProblems(`${id}.order`, vendor, seen),
    ...Object.keys(seen.fields ?? {}).flatMap((name) => unknown(`${id}.fields`, name, operations)),
    ...Object.entries(seen.cases ?? {}).flatMap(([name, { as }]) => [
      ...unknown(`${id}.cases`, name, cases, 'a case of FIDELITY.md'),
      ...(as === undefined ? [] : unknown(`${id}.cases.${name}.as`, as, kinds)),
    ]),
  ]
}

/** `content` is that of the file; throws a ConfigError. */
export const checkObserved = async (
  definitions: readonly VendorDefinition[],
  content: unknown,
  file: string,
): Promise<ObservedVendors> => {
  const schema = observedFileSchema(definitions.map(({ id }) => id))
  const problems = [...(await schemaProblems(schema, content))]
  const vendors: Record<string, Observations> = {}
  if (problems.length === 0 && isRecord(content)) {
    const { readExchangesOf } = await import('../exchange/files.ts')
    for (const definition of definitions) {
      const seen = content[definition.id] as Observations | undefined // the schema says so
      if (seen === undefined) continue
      const names = readExchangesOf(definition.id).flatMap(({ cases, exchanges }) =>
        [...cases, ...exchanges.flatMap((one) => one.cases)].map(({ name }) => name),
      )
      problems.push(...problemsIn(definition, seen, names))
      vendors[definition.id] = seen
    }
  }
  if (problems.length > 0) throw new ConfigError(problems.map((problem) => ({ file, ...problem })))
  return vendors
}

/** `name` is relative to `directory`. Throws a ConfigError. */
export const readObserved = async (
  definitions: readonly VendorDefinition[],
  name: string,
  directory: string,
): Promise<ObservedVendors> => {
  const { content } = await readConfigFile(name, directory)
  return checkObserved(definitions, content, name)
}

/** Settings that were learnt, by the key of each; whatever a user says of them wins. */
export const observedValues = (vendors: ObservedVendors): Values =>
  new Map(
    Object.entries(vendors).flatMap(([id, { settings = {} }]) =>
      Object.entries(settings).map(([name, { value }]) => [`${id}.${name}`, value] as const),
    ),
  )
