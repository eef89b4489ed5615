/** Finds and reads the exchanges that are shipped in fixtures/; never at start. */
import { readdirSync, readFileSync } from 'node:fs'
import type { ExchangeFile } from './format.ts'
import { parseExchanges } from './read.ts'

const FIXTURES = new URL('../../fixtures/', import.meta.url)

const foldersIn = (folder: URL): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()

const namesIn = (folder: string, end: string): string[] => {
  const all = readdirSync(new URL(`${folder}/`, FIXTURES), { recursive: true, encoding: 'utf8' })
  return all.filter((name) => name.endsWith(end)).map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
}

/** `name` is below fixtures/. */
export const readFixtureText = (name: string): string => readFileSync(new URL(name, FIXTURES), 'utf8')

/** The files of one folder: of a vendor, or `any`. */
export const readExchangesOf = (folder: string): readonly ExchangeFile[] =>
  namesIn(folder, '.http')
    .sort()
    .map((name) => parseExchanges(name, readFixtureText(name)))

/** Every file there is, by name. */
export const readExchanges = (): readonly ExchangeFile[] => foldersIn(FIXTURES).flatMap(readExchangesOf)

/** Names of the published bodies. */
export const publishedNames = (): readonly string[] =>
  foldersIn(FIXTURES).flatMap((folder) =>
    namesIn(folder, '.json').filter((name) => name.includes('/published/')),
  )
