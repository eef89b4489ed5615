/** Reads an OpenAPI document and refuses one that nothing could be answered from. */
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'
import { ConfigError } from '../../config/problems.ts'
import { readYaml } from '../../config/yaml.ts'
import { isRecord } from '../../contract/json.ts'
import { nullLast } from './null-last.ts'
import { pointerIn, type Spec } from './references.ts'

/** As published, such documents have some megabytes. */
const MOST_BYTES = 32 * 1024 * 1024
/** The parser of YAML takes hundreds of bytes of memory for each byte that it reads. */
const MOST_YAML_BYTES = 8 * 1024 * 1024

const WANTED = 'an OpenAPI 3 document in JSON or YAML, whole in one file'

const refuse = (file: string, found: string, accepted = WANTED): ConfigError =>
  new ConfigError([{ file, found, accepted }])

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)

const readText = (file: string): string => {
  let descriptor: number
  try {
    descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)) // a pipe would make it wait
  } catch (error) {
    throw refuse(file, `nothing that can be read (${codeOf(error)})`)
  }
  try {
    const found = fstatSync(descriptor)
    if (!found.isFile()) throw refuse(file, 'no file')
    if (found.size > MOST_BYTES) throw refuse(file, 'more than 32 MiB')
    return readFileSync(descriptor, 'utf8')
  } finally {
    closeSync(descriptor)
  }
}

const parse = async (file: string, text: string): Promise<unknown> => {
  try {
    return JSON.parse(text)
  } catch {
    if (text.length > MOST_YAML_BYTES)
      throw refuse(file, 'more than 8 MiB that are no JSON', 'JSON, for so large a document')
  }
  let read: Awaited<ReturnType<typeof readYaml>>
  try {
    read = await readYaml(text, { maxAliasCount: 1000 })
  } catch {
    throw refuse(file, 'aliases that lead nowhere, or to too much')
  }
  if ('error' in read) throw refuse(file, 'neither JSON nor YAML')
  return read.value
}

/** The first reference that leads to another file, or nowhere. */
const badReference = (spec: Spec, value: unknown): string | undefined => {
  if (Array.isArray(value)) {
    for (const one of value) {
      const bad = badReference(spec, one)
      if (bad !== undefined) return bad
    }
    return undefined
  }
  if (!isRecord(value)) return undefined
  const { $ref: reference } = value
  if (typeof reference === 'string' && pointerIn(spec, reference) === undefined) return reference
  return badReference(spec, Object.values(value))
}

/** Also of a document that never ends, as YAML can have it, or is too deep. */
const copyOf = (file: string, spec: Spec): Spec => {
  let bad: string | undefined
  try {
    bad = badReference(spec, [spec.paths, spec.components])
    if (bad === undefined) return nullLast(spec) as Spec // a copy of it
  } catch {
    throw refuse(file, 'a part that has itself in it, or is too deep')
  }
  throw refuse(file, `a reference that leads nowhere in it: ${bad.slice(0, 80)}`)
}

/** `file` is relative to the working directory. Throws a ConfigError. */
export const readDocument = async (file: string): Promise<Spec> => {
  const spec = await parse(file, readText(file))
  if (!isRecord(spec) || typeof spec.openapi !== 'string' || !spec.openapi.startsWith('3.'))
    throw refuse(file, 'nothing that begins with openapi: 3')
  const { paths } = spec
  if (!isRecord(paths) || Object.keys(paths).length === 0) throw refuse(file, 'no paths')
  return copyOf(file, spec)
}
