/** Samples of a document's schemas, bounded: a few lines of one can stand for more than any memory holds. */
import { createRequire } from 'node:module'
import { isRecord } from '../../contract/json.ts'
import type { Spec } from './references.ts'

/** Schemas that refer to themselves go on for ever. */
const DEEPEST = 8
/** References that are followed and items of lists, in one sample. */
const MOST_STEPS = 20_000
/** So many letters of a text cost as much as one of them. */
const LETTERS_A_STEP = 1000

type Module = typeof import('openapi-sampler')
type Sampler = (schema: Record<string, unknown>, ...rest: unknown[]) => unknown

const require = createRequire(import.meta.url)

let left = 0

const spend = (steps: unknown): void => {
  left -= typeof steps === 'number' ? steps : 0
  if (!(left >= 0)) throw new RangeError('the sample is too large')
}

/** Beside its types it has the samplers by the type of a schema, and a way to put others there. */
interface Inner {
  _samplers: Readonly<Record<string, Sampler>>
  _registerSampler(type: string, sampler: Sampler): void
}

const bound = (
  { _samplers, _registerSampler }: Inner,
  type: string,
  cost: (schema: Spec) => number,
): void => {
  const sample = _samplers[type]
  if (sample === undefined) return
  _registerSampler(type, (schema, ...rest) => {
    spend(cost(schema))
    return sample(schema, ...rest)
  })
}

let loaded: Module | undefined

/** Loaded with the first sample, and at once: inside a request nothing waits. */
const load = (): Module => {
  if (loaded !== undefined) return loaded
  loaded = require('openapi-sampler') as Module
  const inner = loaded as unknown as Inner
  bound(inner, 'array', ({ minItems }) => Number(minItems ?? 0))
  bound(inner, 'string', ({ minLength }) => Number(minLength ?? 0) / LETTERS_A_STEP)
  return loaded
}

/** The document; each reference is looked up in it from its root. */
const counted = (spec: Spec): Spec =>
  new Proxy(spec, {
    get(target, name) {
      spend(1)
      return Reflect.get(target, name)
    },
  })

/** Throws for a schema that is none, or whose sample would be too large. */
export const sampleOf = (schema: unknown, spec: Spec): unknown => {
  const { sample } = load()
  left = MOST_STEPS
  const options = { skipWriteOnly: true, quiet: true, maxSampleDepth: DEEPEST }
  return sample(isRecord(schema) ? schema : {}, options, counted(spec))
}
