/**
 * An OpenAPI document made of the types of @whop/sdk. The SDK is generated from the document that Whop publishes, which is
 * not ours to ship: what its types say of answers is what that document says.
 */
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

type Schema = Readonly<Record<string, unknown>>

/** One method of the SDK and what it asks. */
export interface SdkMethod {
  /** `payments.retrieve`. */
  name: string
  method: string
  /** With `{name}` for what varies. */
  path: string
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** A module that is never written: it gives the client's type a name. */
const ENTRY = `${ROOT}test/support/sdk-document-entry.ts`
const TEXT = `import type Whop from '@whop/sdk'\nexport type Client = InstanceType<typeof Whop>\n`

const openChecker = (): { checker: ts.TypeChecker; client: ts.Type; file: ts.SourceFile } => {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: [],
    lib: ['lib.es2022.d.ts'], // what answers are made of; all of a browser takes longer to read
  }
  const host = ts.createCompilerHost(options)
  const { readFile, fileExists } = host
  host.readFile = (name) => (name === ENTRY ? TEXT : readFile.call(host, name))
  host.fileExists = (name) => name === ENTRY || fileExists.call(host, name)
  const program = ts.createProgram([ENTRY], options, host)
  const checker = program.getTypeChecker()
  const file = program.getSourceFile(ENTRY)
  const alias = file?.statements.find(ts.isTypeAliasDeclaration)
  if (file === undefined || alias === undefined) throw new TypeError('the entry is not read')
  return { checker, client: checker.getTypeAtLocation(alias), file }
}

/** What a page of the SDK's has beside what came over the wire. */
const OWN_OF_PAGE: readonly string[] = ['options', 'response', 'body', 'client']

class Schemas {
  readonly #checker: ts.TypeChecker
  readonly #file: ts.SourceFile
  readonly #names = new Map<ts.Type, string>()
  readonly components: Record<string, Schema> = {}

  constructor(checker: ts.TypeChecker, file: ts.SourceFile) {
    this.#checker = checker
    this.#file = file
  }

  of(type: ts.Type): Schema {
    const { flags } = type
    if (flags & ts.TypeFlags.Null) return { type: 'null' }
    if (type.isStringLiteral()) return { type: 'string', enum: [type.value] }
    if (type.isNumberLiteral()) return { type: 'number', enum: [type.value] }
    if (flags & ts.TypeFlags.BooleanLiteral)
      return { type: 'boolean', enum: [this.#checker.typeToString(type) === 'true'] }
    if (flags & ts.TypeFlags.StringLike) return { type: 'string' }
    if (flags & ts.TypeFlags.NumberLike) return { type: 'number' }
    if (flags & ts.TypeFlags.BooleanLike) return { type: 'boolean' }
    if (type.isUnion()) return this.#union(type)
    if (this.#checker.isArrayType(type)) {
      const [item] = this.#checker.getTypeArguments(type as ts.TypeReference) // an array is one
      return { type: 'array', items: item === undefined ? {} : this.of(item) }
    }
    return flags & ts.TypeFlags.Object || type.isIntersection() ? this.#named(type) : {}
  }

  #union(type: ts.UnionType): Schema {
    const all = type.types.filter(({ flags }) => !(flags & ts.TypeFlags.Undefined))
    const literals = all.flatMap((one) => (one.isStringLiteral() ? [one.value] : []))
    const rest = all.filter((one) => !one.isStringLiteral()).map((one) => this.of(one))
    const each = [...(literals.length > 0 ? [{ type: 'string', enum: literals }] : []), ...rest]
    return each.length === 1 ? (each[0] ?? {}) : { anyOf: each }
  }

  /** Types refer to each other, and to themselves. */
  #named(type: ts.Type): Schema {
    const known = this.#names.get(type)
    const name = known ?? `T${this.#names.size}`
    if (known === undefined) {
      this.#names.set(type, name)
      this.components[name] = this.#object(type)
    }
    return { $ref: `#/components/schemas/${name}` }
  }

  #object(type: ts.Type): Schema {
    const rows = this.#checker.getPropertiesOfType(type).flatMap((property) => {
      const of = this.#checker.getTypeOfSymbolAtLocation(property, this.#file)
      const isOwn = /^[_#]/.test(property.name) || OWN_OF_PAGE.includes(property.name)
      if (isOwn || of.getCallSignatures().length > 0) return []
      return [
        {
          name: property.name,
          schema: this.of(of),
          isOptional: Boolean(property.flags & ts.SymbolFlags.Optional),
        },
      ]
    })
    return {
      type: 'object',
      properties: Object.fromEntries(rows.map(({ name, schema }) => [name, schema])),
      required: rows.filter(({ isOptional }) => !isOptional).map(({ name }) => name),
    }
  }
}

/** What the method `name` of the client resolves to. */
const answerOf = (checker: ts.TypeChecker, client: ts.Type, file: ts.SourceFile, name: string): ts.Type => {
  const method = name.split('.').reduce((of, part) => {
    const property = of.getProperty(part)
    if (property === undefined) throw new TypeError(`there is no ${name}`)
    return checker.getTypeOfSymbolAtLocation(property, file)
  }, client)
  const signature = method.getCallSignatures().at(-1)
  const awaited = signature && checker.getAwaitedType(signature.getReturnType())
  if (awaited === undefined) throw new TypeError(`${name} gives nothing`)
  return awaited
}

/** The document, with a path for each method. */
export const sdkDocument = (methods: readonly SdkMethod[]): Schema => {
  const { checker, client, file } = openChecker()
  const schemas = new Schemas(checker, file)
  const paths: Record<string, Record<string, Schema>> = {}
  for (const { name, method, path } of methods) {
    const type = answerOf(checker, client, file, name)
    const isNothing = Boolean(type.flags & ts.TypeFlags.VoidLike)
    const content = { 'application/json': { schema: isNothing ? {} : schemas.of(type) } }
    const response = isNothing ? { 204: { description: name } } : { 200: { description: name, content } }
    paths[path] = { ...paths[path], [method.toLowerCase()]: { operationId: name, responses: response } }
  }
  return { openapi: '3.1.0', paths, components: { schemas: schemas.components } }
}
