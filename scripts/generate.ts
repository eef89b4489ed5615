/** Writes what is made from the sources and committed: the OpenAPI documents and the schema of the config file. */
import { mkdir, writeFile } from 'node:fs/promises'
import { configSchema } from '../src/config/schema.ts'
import { documentFor, documentText } from '../src/plugins/openapi.ts'
import { vendorDefinitions } from '../src/routes/index.ts'

const ROOT = new URL('../', import.meta.url)

const write = async (path: string, text: string): Promise<void> => {
  await writeFile(new URL(path, ROOT), text)
  process.stdout.write(`wrote ${path}\n`)
}

await mkdir(new URL('openapi/', ROOT), { recursive: true })
for (const definition of vendorDefinitions)
  await write(`openapi/${definition.id}.json`, documentText(await documentFor(definition)))
await write('config.schema.json', documentText(configSchema(vendorDefinitions)))
