/** Writes what was learnt into a file for people to read; as a whole, or not at all. */
import { constants, existsSync } from 'node:fs'
import { access, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { readObserved } from '../../config/observed-file.ts'
import { ConfigError } from '../../config/problems.ts'
import { OBSERVED_VERSION, type Observations, type ObservedVendors } from '../../contract/observations.ts'
import { vendorDefinitions } from '../../routes/index.ts'

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)

const unwritable = (file: string, error: unknown): ConfigError =>
  new ConfigError([
    {
      path: '--learn',
      found: `${file}, which cannot be written (${codeOf(error)})`,
      accepted: 'a file in a folder that is there',
    },
  ])

/** What is there already; nothing where there is no such file. Throws a ConfigError, also where nothing could be written. */
export const readLearnt = async (file: string): Promise<ObservedVendors> => {
  try {
    await access(dirname(file), constants.W_OK)
  } catch (error) {
    throw unwritable(file, error)
  }
  return existsSync(file) ? readObserved(vendorDefinitions, file, '') : {}
}

const HEADING = ` What vendors were seen to answer otherwise than membermock: \`membermock verify --learn\` writes it,
 \`membermock --observed\` answers by it. To be read, corrected and committed; docs/observed.md says what it means.`

/** Entries stand on a line each, refusals on several. */
export const observedText = async (vendors: ObservedVendors): Promise<string> => {
  const { Document, isMap, visit } = await import('yaml')
  const document = new Document({ version: OBSERVED_VERSION, ...vendors })
  document.commentBefore = HEADING
  visit(document, {
    Map(_key, node) {
      if (node.has('seen') && !node.has('status')) node.flow = true
      else if (isMap(node) && node.items.length === 0) node.flow = true
    },
  })
  return document.toString({ singleQuote: true, lineWidth: 0 })
}

/** Throws a ConfigError where it cannot be written; what was there is there still. */
export const writeLearnt = async (
  file: string,
  vendors: Readonly<Record<string, Observations>>,
): Promise<void> => {
  const text = await observedText(vendors)
  const half = `${file}.part`
  try {
    await writeFile(half, text)
    await rename(half, file)
  } catch (error) {
    await rm(half, { force: true })
    throw unwritable(file, error)
  }
}
