/** Shows that the exchanges notice every single mistake: makes one after another, until some exchange fails. */
import type { ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { createApp } from '../../src/app.ts'
import type { Call } from '../../src/contract/call.ts'
import type { ErrorSpec } from '../../src/contract/refusal.ts'
import type { Vendor } from '../../src/contract/vendor.ts'
import { readExchanges } from '../../src/exchange/files.ts'
import type { ExchangeFile } from '../../src/exchange/format.ts'
import { runFile, type Target } from '../../src/exchange/run.ts'
import { Sandboxes } from '../../src/sandbox/sandboxes.ts'
import { Exchange } from '../../src/server/exchange.ts'
import { createTestApp } from './app.ts'
import { createAppTarget } from './app-target.ts'
import { type Head, headerMutants, type Mutant, successMutant, tableMutants } from './mutants.ts'

export interface Outcome {
  mutant: Mutant
  /** The file with the first exchange that failed; undefined: the mistake went unnoticed. */
  killedBy: string | undefined
}

/** Answers of one kind, as seen while nothing is spoiled. */
interface Seen {
  headers: Set<string>
  files: Set<ExchangeFile>
}

/** An app with settings of its own, in which one thing at a time can be spoiled. */
interface World {
  app: FastifyInstance
  vendors: readonly Vendor[]
  target: Target
  files: readonly ExchangeFile[]
  mutant: Mutant | undefined
  /** By `vendor answer`. */
  seen: Map<string, Seen>
  file: ExchangeFile | undefined
}

const IGNORED = new Set(['date', 'connection', 'keep-alive', 'content-length'])

const note = (world: World, key: string, { headers }: Head): void => {
  const seen = world.seen.get(key) ?? { headers: new Set(), files: new Set() }
  world.seen.set(key, seen)
  for (const name of Object.keys(headers)) if (!IGNORED.has(name)) seen.headers.add(name)
  if (world.file !== undefined) seen.files.add(world.file)
}

/** Vendors' answers have theirs as a list of names and values, Fastify's as an object. */
const headersIn = (given: unknown): object =>
  Array.isArray(given)
    ? Object.fromEntries(given.flatMap((name, i) => (i % 2 === 0 ? [[name, given[i + 1]]] : [])))
    : Object(given)

/** Every head goes through `writeHead`: Fastify calls it, and Node itself before the first byte of a stream. */
const patchHead = (raw: ServerResponse, spoil: (head: Head) => Head): void => {
  const { writeHead } = raw
  raw.writeHead = (status: number, ...rest: unknown[]): ServerResponse => {
    const head = spoil({ status, headers: { ...raw.getHeaders(), ...headersIn(rest.at(-1)) } })
    for (const name of raw.getHeaderNames()) raw.removeHeader(name)
    for (const [name, value] of Object.entries(head.headers)) raw.setHeader(name, String(value))
    return writeHead.call(raw, head.status)
  }
}

/** Puts the world's mutant between the vendor and the socket of a request that arrives. */
const spoilArrival = (call: Call, vendor: string, world: World): void => {
  if (!(call instanceof Exchange)) throw new TypeError('every call is an exchange')
  patchHead(call.reply.raw, (head) => {
    const answer = call.refusedKind ?? 'success'
    note(world, `${vendor} ${answer}`, head)
    const { mutant } = world
    const isMeant = mutant?.vendor === vendor && mutant.answer === answer
    return isMeant && mutant.spoilHead !== undefined ? mutant.spoilHead(head) : head
  })
}

/** The vendor with a table of errors, and a head, that look at the world's mutant each time. */
const spoilable = (vendor: Vendor, world: World): Vendor => {
  const specOf = (kind: string, spec: ErrorSpec): ErrorSpec => {
    const { mutant } = world
    const isMeant = mutant?.vendor === vendor.id && mutant.answer === kind
    return isMeant && mutant.spoilSpec !== undefined ? mutant.spoilSpec(spec) : spec
  }
  const errors = new Proxy(vendor.errors, {
    get: (table, kind) => {
      const spec = Reflect.get(table, kind)
      return spec === undefined || typeof kind === 'symbol' ? spec : specOf(kind, spec)
    },
  })
  return {
    ...vendor,
    errors,
    surroundings: {
      ...vendor.surroundings,
      arrive(call) {
        spoilArrival(call, vendor.id, world)
        vendor.surroundings?.arrive?.(call)
      },
    },
  }
}

const createWorld = (settings: ExchangeFile['settings'], files: readonly ExchangeFile[]): World => {
  const plain = createTestApp(settings === undefined ? {} : { settings })
  const world: World = {
    app: plain.app,
    vendors: plain.vendors,
    target: createAppTarget(plain.app),
    files,
    mutant: undefined,
    seen: new Map(),
    file: undefined,
  }
  const vendors = plain.vendors.map((vendor) => spoilable(vendor, world))
  world.app = createApp({
    vendors,
    sandboxes: new Sandboxes({ vendors, seed: 1 }),
    reporter: { unimplemented: () => undefined, failed: () => undefined },
  })
  world.target = createAppTarget(world.app)
  return world
}

const isSpoiledBy = async (world: World, file: ExchangeFile, mutant: Mutant): Promise<boolean> => {
  world.mutant = mutant
  const results = await runFile(file, world.target)
  world.mutant = undefined
  return results.some(({ differences }) => differences.length > 0)
}

const tryMutant = async (world: World, mutant: Mutant): Promise<Outcome> => {
  const seen = world.seen.get(`${mutant.vendor} ${mutant.answer}`)
  const files = [...(seen?.files ?? [])].sort((a, b) => a.exchanges.length - b.exchanges.length)
  for (const file of files) if (await isSpoiledBy(world, file, mutant)) return { mutant, killedBy: file.name }
  return { mutant, killedBy: undefined }
}

/** Runs everything unspoiled, and notes who answers what with which headers. */
const observe = async (world: World): Promise<void> => {
  for (const file of world.files) {
    world.file = file
    const results = await runFile(file, world.target)
    const wrong = results.find(({ differences }) => differences.length > 0)
    if (wrong !== undefined) throw new Error(`${wrong.exchange.place} differs with nothing spoiled`)
  }
  world.file = undefined
}

const headerMutantsOf = ({ seen, vendors }: World): Mutant[] =>
  [...seen].flatMap(([key, { headers }]) => {
    const [vendor = '', answer = ''] = key.split(' ')
    return vendors.some(({ id }) => id === vendor) ? headerMutants(vendor, answer, [...headers]) : []
  })

/** What needs no socket of its own, and is a vendor's. */
const isUsable = ({ isRaw, name }: ExchangeFile): boolean => !isRaw && !name.startsWith('any/')

const bySettings = (files: readonly ExchangeFile[]): ReadonlyMap<string, ExchangeFile[]> => {
  const groups = new Map<string, ExchangeFile[]>()
  for (const file of files) {
    const key = JSON.stringify(file.settings ?? {})
    groups.set(key, [...(groups.get(key) ?? []), file])
  }
  return groups
}

/** The mistakes of a world; of one with settings, those of the tables that the settings change. */
const mutantsOf = (world: World, plain: World | undefined): readonly Mutant[] => {
  if (plain === undefined) {
    const successes = world.vendors.map(({ id }) => successMutant(id))
    return [...world.vendors.flatMap(tableMutants), ...successes, ...headerMutantsOf(world)]
  }
  return world.vendors.flatMap((vendor) => {
    const same = plain.vendors.find(({ id }) => id === vendor.id)
    const known = new Set(
      (same === undefined ? [] : tableMutants(same)).map(({ answer, change }) => answer + change),
    )
    return tableMutants(vendor).filter(({ answer, change }) => !known.has(answer + change))
  })
}

/** Every mutant there is, or only each `step`th. */
export const runMutants = async (step = 1): Promise<readonly Outcome[]> => {
  const groups = bySettings(readExchanges().filter(isUsable))
  const worlds = [...groups].map(([key, files]) =>
    createWorld(key === '{}' ? undefined : JSON.parse(key), files),
  )
  const plain = worlds.find(({ files }) => files[0]?.settings === undefined)
  const outcomes: Outcome[] = []
  for (const world of worlds) {
    await observe(world)
    const mutants = mutantsOf(world, world === plain ? undefined : plain)
    for (const mutant of mutants.filter((_, i) => i % step === 0))
      outcomes.push(await tryMutant(world, mutant))
    await world.app.close()
  }
  return outcomes
}
