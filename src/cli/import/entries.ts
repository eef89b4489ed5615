/** From a recording to a config file: what each vendor makes of its recorded answers. */
import { readOptions } from '../../config/config.ts'
import { createDefault } from '../../contract/definition.ts'
import type { RecordedCall } from '../../contract/importer.ts'
import type { Vendor } from '../../contract/vendor.ts'
import { createWorld } from '../../control/world.ts'
import { askedOf, type Exchange, statusOf } from '../../exchange/format.ts'
import { vendorDefinitions } from '../../routes/index.ts'
import { createPathFinder, type KnownPath } from '../../server/recording/known-path.ts'
import { readRecording } from '../../server/recording/recording.ts'

const parsed = (text: string): unknown => {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return undefined // no JSON
  }
}

const paramsIn = ({ pattern }: KnownPath, path: string): Record<string, string> => {
  const parts = path.split('/')
  return Object.fromEntries(
    pattern.flatMap((part, i) =>
      part.startsWith('{') ? [[part.slice(1, -1), decodeURIComponent(parts[i] ?? '')]] : [],
    ),
  )
}

const callOf = (
  vendor: Vendor,
  find: ReturnType<typeof createPathFinder>,
  exchange: Exchange,
): RecordedCall[] => {
  const { method, path: asked } = askedOf(exchange)
  const [path = '', query] = asked.slice(vendor.id.length + 1).split('?', 2)
  const known = find(method, path)
  if (known?.operation === undefined || method === 'HEAD' || statusOf(exchange) >= 300) return []
  const authorization = exchange.request.headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1]
  return [
    {
      operation: known.operation.id,
      params: paramsIn(known, path),
      query: new URLSearchParams(query),
      body: parsed(exchange.answer.body),
      token: vendor.credentialIn(authorization),
    },
  ]
}

const sectionOf = async (definition: (typeof vendorDefinitions)[number], exchanges: readonly Exchange[]) => {
  const own = exchanges.filter((exchange) => askedOf(exchange).path.startsWith(`/${definition.id}/`))
  const loaded = own.length === 0 ? undefined : await definition.loadImporter?.()
  if (loaded === undefined) return []
  const vendor = createDefault(definition, { now: 0, members: 0, rateLimit: true })
  const find = createPathFinder(vendor)
  const lists = loaded.importer(own.flatMap((exchange) => callOf(vendor, find, exchange)))
  const filled = Object.entries(lists).filter(([, entries]) => entries.length > 0)
  return [[definition.id, { fixtures: false, ...Object.fromEntries(filled) }] as const]
}

/** The content of a config file whose world is the recorded one. Throws a ConfigError. */
export const readEntries = async (folder: string): Promise<Record<string, unknown>> => {
  const ids = vendorDefinitions.map(({ id }) => id)
  const exchanges = readRecording(folder, '', ids)
  const sections = await Promise.all(vendorDefinitions.map((definition) => sectionOf(definition, exchanges)))
  const found = sections.flat()
  const content = { vendors: found.map(([id]) => id), members: 0, ...Object.fromEntries(found) }
  // What is printed starts a server.
  createWorld(vendorDefinitions, await readOptions(vendorDefinitions, content))
  return content
}
