/** Finds the config file and reads it, without a look at what it says. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ConfigError } from './problems.ts'

export interface ConfigFile {
  /** As the user names it. */
  name: string
  content: unknown
}

const NAMES = ['membermock.config.yaml', 'membermock.config.yml', 'membermock.config.json']

/** The one in `directory`, if there is one. */
export const findConfig = (directory: string): string | undefined => {
  const [found, another] = NAMES.filter((name) => existsSync(join(directory, name)))
  if (another !== undefined)
    throw new ConfigError([
      { file: another, found: `${found} beside it`, accepted: 'one config file, or one named with --config' },
    ])
  return found
}

const readText = (file: string, name: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new ConfigError([
      { file: name, found: `nothing that can be read (${reason})`, accepted: 'a YAML or JSON file' },
    ])
  }
}

/** YAML 1.2, of which JSON is a part. Its messages may quote the file behind a colon, tokens included: cut. */
const parse = async (text: string, name: string): Promise<unknown> => {
  const { LineCounter, parseDocument } = await import('yaml')
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const [error] = document.errors
  if (error === undefined) return document.toJS()
  const { line, col } = lines.linePos(error.pos[0])
  const [reason = ''] = error.message.split(/[:;]/)
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
