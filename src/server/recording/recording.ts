/** A folder of recorded exchanges, read and put in order so that each can be found by its request. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ConfigError, type Problem } from '../../config/problems.ts'
import { askedOf, type Exchange, statusOf } from '../../exchange/format.ts'
import { ExchangeError } from '../../exchange/lines.ts'
import { parseExchanges } from '../../exchange/read.ts'

/** Larger folders are nobody's recording. */
const MOST_BYTES = 256 * 1024 * 1024

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)

const refuse = (file: string, found: string, accepted: string): ConfigError =>
  new ConfigError([{ file, found, accepted }])

const WANTED = 'a folder that membermock record has written'

/** By name, in the order in which they were recorded. */
const filesIn = (folder: string, directory: string): readonly string[] => {
  try {
    return readdirSync(resolve(directory, folder))
      .filter((name) => name.endsWith('.http'))
      .sort()
  } catch (error) {
    throw refuse(folder, `nothing that can be read (${codeOf(error)})`, WANTED)
  }
}

/** What in an exchange cannot be answered with. */
const problemIn = (exchange: Exchange, vendors: readonly string[]): Omit<Problem, 'file'> | undefined => {
  const { path } = askedOf(exchange)
  const status = statusOf(exchange)
  if (!vendors.some((id) => path.startsWith(`/${id}/`)))
    return {
      found: `no path of a vendor that is served: ${path.slice(0, 40)}`,
      accepted: vendors.map((id) => `/${id}/...`).join(', '),
    }
  if (status < 200 || status > 599) return { found: `the status ${status}`, accepted: '200 to 599' }
  return undefined
}

/** Every exchange in `folder`, which is relative to `directory`. Throws a ConfigError for one that cannot be used. */
export const readRecording = (
  folder: string,
  directory: string,
  vendors: readonly string[],
): readonly Exchange[] => {
  const names = filesIn(folder, directory)
  if (names.length === 0) throw refuse(folder, 'no .http files', WANTED)
  let bytes = 0
  const problems: Problem[] = []
  const exchanges = names.flatMap((name) => {
    const file = join(folder, name)
    const path = resolve(directory, file)
    try {
      const found = statSync(path)
      // A pipe would be waited for, a device never ends.
      if (!found.isFile()) throw refuse(file, 'no file', WANTED)
      bytes += found.size
      if (bytes > MOST_BYTES) throw refuse(folder, 'more than 256 MiB', WANTED)
      return parseExchanges(file, readFileSync(path, 'utf8')).exchanges
    } catch (error) {
      if (error instanceof ConfigError) throw error
      const found = error instanceof ExchangeError ? error.message : codeOf(error)
      problems.push({
        ...(error instanceof ExchangeError ? {} : { file }),
        found,
        accepted: 'exchanges as docs/exchanges.md describes them',
      })
      return []
    }
  })
  for (const exchange of exchanges) {
    const problem = problemIn(exchange, vendors)
    if (problem !== undefined) problems.push({ file: exchange.place, ...problem })
  }
  if (problems.length > 0) throw new ConfigError(problems)
  return exchanges
}
