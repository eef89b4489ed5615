/** Finds the config file and reads it, without a look at what it says. */
import { closeSync, lstatSync, openSync, readSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ConfigError } from './problems.ts'
import { readYaml } from './yaml.ts'

export interface ConfigFile {
  /** As the user names it. */
  name: string
  content: unknown
}

const NAMES = ['membermock.config.yaml', 'membermock.config.yml', 'membermock.config.json']

/** The parser takes up to 500 bytes of memory for each byte it reads. */
const LARGEST = 4 * 1024 * 1024

const reasonOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)

const unreadable = (name: string, error: unknown): ConfigError =>
  new ConfigError([
    { file: name, found: `nothing that can be read (${reasonOf(error)})`, accepted: 'a YAML or JSON file' },
  ])

/** A link that leads nowhere is there too: whoever made it wants it read. */
const isThere = (directory: string, name: string): boolean => {
  try {
    lstatSync(join(directory, name))
    return true
  } catch (error) {
    if (reasonOf(error) === 'ENOENT') return false
    throw unreadable(name, error)
  }
}

/** The one in `directory`, if there is one. */
export const findConfig = (directory: string): string | undefined => {
  const [found, another] = NAMES.filter((name) => isThere(directory, name))
  if (another !== undefined)
    throw new ConfigError([
      { file: another, found: `${found} beside it`, accepted: 'one config file, or one named with --config' },
    ])
  return found
}

/** All that the file has, up to one byte more than is allowed; a pipe does not say how much that is. */
const readBytes = (file: string): Buffer => {
  const descriptor = openSync(file, 'r')
  try {
    const bytes = Buffer.allocUnsafe(LARGEST + 1)
    let length = 0
    for (let read = -1; read !== 0 && length < bytes.length; length += read)
      read = readSync(descriptor, bytes, length, bytes.length - length, null)
    return bytes.subarray(0, length)
  } finally {
    closeSync(descriptor)
  }
}

const readText = (file: string, name: string): string => {
  let bytes: Buffer
  try {
    bytes = readBytes(file)
  } catch (error) {
    throw unreadable(name, error)
  }
  if (bytes.length > LARGEST)
    throw new ConfigError([
      {
        file: name,
        found: 'more than 4 MiB',
        accepted: 'a file of at most 4 MiB; many members are made with --members',
      },
    ])
  return bytes.toString()
}

/** YAML 1.2, of which JSON is a part. Its messages may quote the file behind a colon, tokens included: cut. */
const parse = async (text: string, name: string): Promise<unknown> => {
  const { LineCounter } = await import('yaml')
  const lines = new LineCounter()
  const read = await readYaml(text, { lines })
  if ('value' in read) return read.value
  const { message, at } = read.error
  const { line, col } = lines.linePos(at)
  const [reason = ''] = message.split(/[:;]/)
  throw new ConfigError([
    { file: `${name}:${line}:${col}`, found: `a mistake: ${reason.trim()}`, accepted: 'YAML or JSON' },
  ])
}

/** `name` is relative to `directory`. An empty file sets nothing. */
export const readConfigFile = async (name: string, directory: string): Promise<ConfigFile> => {
  const text = readText(resolve(directory, name), name)
  try {
    return { name, content: (await parse(text, name)) ?? {} }
  } catch (error) {
    if (error instanceof ConfigError) throw error
    // An alias that leads nowhere, or to too much.
    const [reason = ''] = String(error instanceof Error ? error.message : error).split(': ')
    throw new ConfigError([{ file: name, found: `a mistake: ${reason}`, accepted: 'YAML or JSON' }])
  }
}
