/** From a schema to the TypeScript that an editor shows: its descriptions become what stands above a name. */
import { isRecord } from '../src/contract/json.ts'
import type { JsonSchema } from '../src/contract/json-schema.ts'
import { createNames } from './schema-names.ts'

const literal = (value: unknown): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "\\'")}'` : JSON.stringify(value)

const schemasIn = (value: unknown): readonly JsonSchema[] =>
  (Array.isArray(value) ? value : [value]).filter(isRecord)

const union = (types: readonly string[]): string => [...new Set(types)].join(' | ')

/** What has a title, or a name in its file, is declared by itself, once, in the order in which it is met. */
interface Declared {
  texts: Map<string, string>
  nameOf(schema: JsonSchema): string | undefined
}

const indented = (text: string): string => text.replaceAll(/^(?=.)/gm, '  ')

const comment = ({ description }: JsonSchema): string =>
  typeof description === 'string' ? `/** ${description.replaceAll('*/', '* /')} */\n` : ''

const propertyText = (name: string, schema: JsonSchema, isNeeded: boolean, declared: Declared): string =>
  `${comment(schema)}${/^\w+$/.test(name) ? name : literal(name)}${isNeeded ? '' : '?'}: ${typeText(schema, declared)}`

const objectText = (schema: JsonSchema, declared: Declared): string => {
  const { properties, required, additionalProperties } = schema
  const needed: readonly unknown[] = Array.isArray(required) ? required : []
  const names = isRecord(properties) ? Object.entries(properties) : []
  if (names.length === 0) {
    const value = isRecord(additionalProperties) ? typeText(additionalProperties, declared) : 'unknown'
    return `{ [name: string]: ${value} }`
  }
  const lines = names.map(([name, property]) =>
    propertyText(name, isRecord(property) ? property : {}, needed.includes(name), declared),
  )
  return `{\n${indented(lines.join('\n'))}\n}`
}

const ofType = (type: string, schema: JsonSchema, declared: Declared): string => {
  if (type === 'object') return objectText(schema, declared)
  if (type === 'integer') return 'number'
  if (type !== 'array') return type
  const [items = {}] = schemasIn(schema.items)
  const item = typeText(items, declared)
  return item.includes(' | ') || item.includes('\n') ? `(${item})[]` : `${item}[]`
}

const plainText = (schema: JsonSchema, declared: Declared): string => {
  if (Array.isArray(schema.enum)) return union(schema.enum.map(literal))
  if (schema.const !== undefined) return literal(schema.const)
  const alternatives = schemasIn(schema.oneOf ?? schema.anyOf)
  if (alternatives.length > 0) return union(alternatives.map((one) => typeText(one, declared)))
  const types = [schema.type ?? 'unknown'].flat().map(String)
  return union(types.map((type) => ofType(type, schema, declared)))
}

const typeText = (schema: JsonSchema, declared: Declared): string => {
  const name = typeof schema.title === 'string' ? schema.title : declared.nameOf(schema)
  if (name === undefined) return plainText(schema, declared)
  if (!declared.texts.has(name)) {
    declared.texts.set(name, '') // so that it may contain itself
    declared.texts.set(name, plainText(schema, declared))
  }
  return name
}

/** `roots` are exported, by their titles; what they contain and has a title is declared beside them. */
export const declarationsText = (
  about: string,
  roots: readonly JsonSchema[],
  nameOf: Declared['nameOf'] = () => undefined,
): string => {
  const declared: Declared = { texts: new Map(), nameOf }
  const schemas = new Map<string, JsonSchema>()
  for (const root of roots) schemas.set(typeText(root, declared), root)
  const texts = [...declared.texts].map(([title, text]) => {
    const schema = schemas.get(title)
    return `${comment(schema ?? {})}${schema === undefined ? '' : 'export '}type ${title} = ${text}\n`
  })
  return [`/** ${about} Made from its schemas by \`npm run generate\`. */\n`, ...texts].join('\n')
}

/** Every one of `types` is exported: its schema, and what its values are; where one stands in another, by its name. */
export const namedDeclarationsText = (
  about: string,
  types: Readonly<Record<string, readonly [JsonSchema, string]>>,
): string => {
  const schemas = Object.entries(types).map(([title, [schema]]): [string, JsonSchema] => [title, schema])
  const roots = Object.entries(types).map(([title, [schema, description]]) => ({
    ...schema,
    title,
    description,
  }))
  return declarationsText(about, roots, createNames(Object.fromEntries(schemas)))
}
