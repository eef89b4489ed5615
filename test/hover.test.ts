/** What an editor shows of the library: every public name has a sentence, and says what the schemas say. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import ts from 'typescript'
import type * as counts from '../src/client/shapes/counts.ts'
import type * as deliveries from '../src/client/shapes/deliveries.ts'
import type * as fidelity from '../src/client/shapes/fidelity.ts'
import type * as journal from '../src/client/shapes/journal.ts'
import type * as limits from '../src/client/shapes/limits.ts'
import { isRecord } from '../src/contract/json.ts'
import type { Delivery, DeliveryFilters } from '../src/control/deliveries/schemas.ts'
import type { FidelityRow } from '../src/control/fidelity-schemas.ts'
import type { Triggered, Triggers } from '../src/control/happenings/schemas.ts'
import type { Entries, Entry, Filters } from '../src/control/journal/entry-schemas.ts'
import type { Verdict, VerifyBody, WaitBody } from '../src/control/journal/schemas.ts'
import type { VendorLimit, VendorLimitChange } from '../src/control/limits/schemas.ts'
import { vendorDefinitions } from '../src/routes/index.ts'
import { declarationsText, namedDeclarationsText } from '../tools/declarations.ts'
import { LIBRARY_SHAPES } from '../tools/library-shapes.ts'
import { WIRE_TYPES } from '../tools/wire-types.ts'
import { buildDist } from './support/build.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never

/** A pair that differs does not compile. */
const same: readonly true[] = [
  true satisfies Same<journal.JournalEntry, Entry>,
  true satisfies Same<journal.JournalEntries, Entries>,
  true satisfies Same<journal.Filters, Filters>,
  true satisfies Same<counts.Verdict, Verdict>,
  true satisfies Same<counts.VerifyBody, VerifyBody>,
  // A value with a default is always there once the schema has been asked.
  true satisfies Same<counts.WaitBody, Partial<WaitBody>>,
  true satisfies Same<limits.VendorLimit, VendorLimit>,
  true satisfies Same<limits.VendorLimitChange, VendorLimitChange>,
  true satisfies Same<fidelity.FidelityRow, FidelityRow>,
  true satisfies Same<deliveries.Delivery, Delivery>,
  true satisfies Same<deliveries.DeliveryFilters, DeliveryFilters>,
  true satisfies Same<deliveries.Triggered, Triggered>,
  true satisfies Same<deliveries.Triggers, Triggers>,
]

/** Their fields are the vendors', and stand in the vendors' documents. */
const OF_VENDORS = ['KeyEntry', 'ListEntry', 'MemberEntry', 'MemberRecord', 'WebhookEntry', 'VendorOptions']

/**
 * Names that are not ours to explain one by one: by vendor, by credential, the settings of a vendor, which are those of
 * its config file; and what a snapshot has inside is nobody's to write.
 */
const CLOSED = /^MembermockOptions\.(whop|aitable|sotion)|^Snapshot\.\w+[.[]|\.(baseUrl|credentials)\./

interface Shown {
  name: string
  text: string
}

/** What an editor reads of an installed package: its declarations. */
const DIST = buildDist()

const openProgram = (): ts.Program => {
  const { config } = ts.readConfigFile(`${ROOT}tsconfig.build.json`, ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT)
  const entries = ['index', 'types'].map((entry) => `${DIST}/${entry}.d.ts`)
  return ts.createProgram(entries, { ...options, noEmit: true, rootDir: ROOT })
}
const program = openProgram()
const checker = program.getTypeChecker()

const createReader = (entry: string) => {
  const source = program.getSourceFile(`${DIST}/${entry}.d.ts`)
  const module = source && checker.getSymbolAtLocation(source)
  if (module === undefined) throw new Error(`${entry} exports nothing`)

  const show = (symbol: ts.Symbol, name = symbol.name): Shown => ({
    name,
    text: ts.displayPartsToString(symbol.getDocumentationComment(checker)),
  })
  const typeOf = (symbol: ts.Symbol): ts.Type =>
    symbol.flags & ts.SymbolFlags.Type
      ? checker.getDeclaredTypeOfSymbol(symbol)
      : checker.getTypeOfSymbol(symbol)
  const isOwn = ({ declarations = [] }: ts.Symbol): boolean =>
    declarations.length === 0 ||
    declarations.some((one) => one.getSourceFile().fileName.startsWith(`${DIST}/`))
  /** A `never` excludes a name, and nobody writes it. */
  const isNamed = (symbol: ts.Symbol): boolean =>
    !symbol.name.startsWith('__') && !(checker.getTypeOfSymbol(symbol).flags & ts.TypeFlags.Undefined)

  const exported = checker
    .getExportsOfModule(module)
    .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol))
  return { exported, show, typeOf, isOwn, isNamed }
}

/** Every exported name, and every field of those that are ours, however deep they lie. */
const shownOf = (entry: string): Shown[] => {
  const { exported, show, typeOf, isOwn, isNamed } = createReader(entry)
  const seen = new Set<ts.Type>()
  const fieldsOf = (type: ts.Type, path: string): Shown[] => {
    if (seen.has(type) || checker.isTupleType(type)) return []
    seen.add(type)
    if (type.isUnion()) return type.types.flatMap((part) => fieldsOf(part, path))
    if (checker.isArrayType(type))
      return checker.getTypeArguments(type as ts.TypeReference).flatMap((item) => fieldsOf(item, `${path}[]`)) // the check says that it is one
    const fields = checker.getPropertiesOfType(type).filter((field) => isOwn(field) && isNamed(field))
    return fields.flatMap((field) => [
      show(field, `${path}.${field.name}`),
      ...fieldsOf(checker.getTypeOfSymbol(field), `${path}.${field.name}`),
    ])
  }
  return exported.flatMap((symbol) => [
    show(symbol),
    ...(OF_VENDORS.includes(symbol.name) ? [] : fieldsOf(typeOf(symbol), symbol.name)),
  ])
}

t.test('every public name and field of the library says what it is', async (t) => {
  const shown = shownOf('index')
  t.ok(shown.length > 150, `${shown.length} names`)
  t.strictSame(
    shown.filter(({ name, text }) => text === '' && !CLOSED.test(name)).map(({ name }) => name),
    [],
  )
  t.strictSame(
    same.filter((one) => !one),
    [],
  )
})

t.test('what is shown is what the schemas say', (t) => {
  for (const [name, [about, schemas]] of Object.entries(LIBRARY_SHAPES))
    t.equal(
      readFileSync(`${ROOT}src/client/shapes/${name}.ts`, 'utf8'),
      declarationsText(about, schemas),
      `${name}: npm run generate`,
    )
  t.end()
})

t.test('every wire type says whose body it is, and every field of it what it is', async (t) => {
  const shown = shownOf('types')
  t.ok(shown.length > 500, `${shown.length} names`)
  t.strictSame(
    shown.filter(({ text }) => text === '').map(({ name }) => name),
    [],
  )
  for (const [name, { about, types }] of Object.entries(WIRE_TYPES))
    t.equal(
      readFileSync(`${ROOT}src/types/${name}.ts`, 'utf8'),
      namedDeclarationsText(about, types),
      `${name}: npm run generate`,
    )
})

/** What has no sentence, neither of its own nor by what it refers to, of all fields and parameters below `value`. */
const unsaid = (value: unknown, path: string): string[] => {
  if (Array.isArray(value)) return value.flatMap((item) => unsaid(item, path))
  if (!isRecord(value)) return []
  const { properties = {}, parameters = [] } = value
  const fields = isRecord(properties) ? Object.entries(properties) : []
  const asked = Array.isArray(parameters) ? parameters.map((one) => [one.name, one]) : []
  const bare = [...fields, ...asked]
    .filter(([, one]) => isRecord(one) && one.description === undefined && one.$ref === undefined)
    .map(([name]) => `${path} ${name}`)
  const within = Object.entries(value).filter(([name]) => !['example', 'examples'].includes(name))
  return [...bare, ...within.flatMap(([name, one]) => unsaid(one, `${path}/${name}`))]
}

t.test('every field and parameter in a document says what it is', async (t) => {
  for (const id of [...vendorDefinitions.map((vendor) => vendor.id), 'admin']) {
    const all = unsaid(JSON.parse(readFileSync(`${ROOT}openapi/${id}.json`, 'utf8')), id)
    // What a snapshot has inside is nobody's to write.
    t.strictSame(
      all.filter((one) => !one.includes('/Snapshot')),
      [],
    )
  }
})
