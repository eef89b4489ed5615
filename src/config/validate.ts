/** Checks a config file or options against the schema, and says what is wrong in the user's words. */
import type { ValidateFunction } from 'ajv'
import type { VendorDefinition } from '../contract/definition.ts'
import type { JsonSchema } from '../contract/json-schema.ts'
import { mask } from '../sandbox/redactor.ts'
import { loadAjv } from './ajv.ts'
import { type Finding, namesIn, readFinding, typeWords, words } from './finding.ts'
import { nearest, type Problem, show, suggest } from './problems.ts'
import { configSchema } from './schema.ts'
import { type Setting, settingsOf } from './settings.ts'

/** `/whop/keys/0/scopes/1` as `whop.keys[0].scopes[1]`. */
const pathOf = (pointer: string): string =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part, index) => (/^\d+$/.test(part) ? `[${part}]` : index === 0 ? part : `.${part}`))
    .join('')

const isInKeys = (path: string): boolean => /^[^.]+\.keys\b/.test(path)

/** Whatever stands among the keys may be a credential, unless a known name is near. */
const found = (path: string, value: unknown, names: readonly string[]): string =>
  typeof value === 'string' && isInKeys(path) && nearest(value, names) === undefined
    ? mask(value)
    : show(value)

const below = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`)

const unknownName = (path: string, name: string, parent: JsonSchema): Problem => {
  const names = namesIn(parent)
  const isSecret = isInKeys(path) && nearest(name, names) === undefined
  return {
    path: isSecret ? path : below(path, name),
    found: isSecret ? `the unknown name ${mask(name)}` : 'an unknown name',
    accepted: suggest(names.join(', '), name, names),
  }
}

const ofSchema = (path: string, finding: Finding): Problem => {
  const { schema, value } = finding
  if (finding.kind === 'unknown') return unknownName(path, finding.name, schema)
  if (finding.kind === 'missing')
    return { path: below(path, finding.name), found: 'nothing', accepted: words(finding.wanted) }
  if (finding.kind === 'alternatives') return { path, found: 'neither', accepted: finding.names.join(' or ') }
  if (finding.kind === 'repeated') {
    const [first, second] = finding.places
    return { path, found: `the same at [${first}] and [${second}]`, accepted: 'each value once' }
  }
  const names = Array.isArray(schema.enum) ? schema.enum.map(String) : []
  return { path, found: found(path, value, names), accepted: suggest(words(schema), value, names) }
}

const toProblem = (settings: readonly Setting[], finding: Finding): Problem => {
  const path = pathOf(finding.at)
  const setting = settings.find(({ key }) => key === path)
  if (setting === undefined) return ofSchema(path, finding)
  const { accepted, names, isSecret } = setting.type
  const { value } = finding
  const isHidden = isSecret && value !== ''
  const shown = isHidden ? (typeWords(typeof value) ?? 'something else') : show(value)
  return { path, found: shown, accepted: suggest(accepted, value, names) }
}

/** Of a file that has more, nobody reads more. */
const MOST_SHOWN = 100

/** At most one problem for each place. */
const oncePerPath = (problems: readonly Problem[]): readonly Problem[] =>
  [...new Map([...problems].reverse().map((problem) => [problem.path, problem])).values()].reverse()

/** By the text of the schema, for whoever starts several in one process; a server that runs on keeps none. */
const compiled = new Map<string, WeakRef<ValidateFunction>>()

const checkOf = async (schema: JsonSchema): Promise<ValidateFunction> => {
  const text = JSON.stringify(schema)
  const known = compiled.get(text)?.deref()
  if (known !== undefined) return known
  const createAjv = await loadAjv()
  const check = createAjv().compile(schema)
  compiled.set(text, new WeakRef(check))
  return check
}

/** What is wrong with `content` by `schema`; `settings` say in words what they accept. */
export const schemaProblems = async (
  schema: JsonSchema,
  content: unknown,
  settings: readonly Setting[] = [],
): Promise<readonly Problem[]> => {
  const check = await checkOf(schema)
  if (check(content)) return []
  const errors = (check.errors ?? []).filter(({ schemaPath }) => !/\/anyOf\/\d/.test(schemaPath))
  const problems = errors.slice(0, MOST_SHOWN).map((error) => toProblem(settings, readFinding(error)))
  return oncePerPath(problems)
}

/** What is wrong with `content`; nothing when it is a config. */
export const validate = async (
  definitions: readonly VendorDefinition[],
  content: unknown,
): Promise<readonly Problem[]> => schemaProblems(configSchema(definitions), content, settingsOf(definitions))
