/**
 * Writes what is made from the sources and committed: OpenAPI documents, the schema of the config file, FIDELITY.md,
 * the leak matrix, and the table of README.md.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { configSchema } from '../src/config/schema.ts'
import { readAllRows } from '../src/contract/fidelity.ts'
import { readExchanges } from '../src/exchange/files.ts'
import { vendorDefinitions } from '../src/routes/index.ts'
import { createTestApp } from '../test/support/app.ts'
import { adminDocumentOf } from './admin-document.ts'
import { declarationsText, namedDeclarationsText } from './declarations.ts'
import { fidelityText } from './fidelity-page.ts'
import { withKnownTable } from './known-table.ts'
import { leakMatrixText } from './leak-matrix.ts'
import { LIBRARY_SHAPES } from './library-shapes.ts'
import { documentFor, documentText } from './openapi/vendor-document.ts'
import { WIRE_TYPES } from './wire-types.ts'

const ROOT = new URL('../', import.meta.url)

const write = async (path: string, text: string): Promise<void> => {
  await writeFile(new URL(path, ROOT), text)
  process.stdout.write(`wrote ${path}\n`)
}

await mkdir(new URL('openapi/', ROOT), { recursive: true })
for (const definition of vendorDefinitions)
  await write(`openapi/${definition.id}.json`, documentText(await documentFor(definition)))
await write('openapi/admin.json', documentText(await adminDocumentOf()))
await write('config.schema.json', documentText(configSchema(vendorDefinitions)))
const { vendors } = createTestApp({ members: 0 })
const rows = readAllRows(vendors)
await write('FIDELITY.md', fidelityText(rows, readExchanges(), vendors))
const readme = await readFile(new URL('README.md', ROOT), 'utf8')
await write('README.md', withKnownTable(readme, rows, vendors))
await write('docs/leak-matrix.md', leakMatrixText())
await mkdir(new URL('src/client/shapes/', ROOT), { recursive: true })
for (const [name, [about, schemas]] of Object.entries(LIBRARY_SHAPES))
  await write(`src/client/shapes/${name}.ts`, declarationsText(about, schemas))
await mkdir(new URL('src/types/', ROOT), { recursive: true })
for (const [name, { about, types }] of Object.entries(WIRE_TYPES))
  await write(`src/types/${name}.ts`, namedDeclarationsText(about, types))
