/** What means something in one generation alone: marked where it is declared, and passed over in the other. */
import { isRecord } from '../../contract/json.ts'
import type { Generation } from './versions.ts'

/** In the OpenAPI document, too. */
const MARK = 'x-generation'

export const LEGACY = { [MARK]: 'legacy', description: 'Legacy only.' } as const
export const CURRENT = { [MARK]: 'current', description: 'Current only.' } as const

interface Inputs {
  readonly query?: unknown
  readonly body?: unknown
}

const OTHER: Readonly<Record<Generation, Generation>> = { legacy: 'current', current: 'legacy' }

/** Names in an operation's query and body that are the other generation's. */
export const ignoredIn = (generation: Generation, { query, body }: Inputs): readonly string[] =>
  [query, body].flatMap((schema) => {
    const properties = isRecord(schema) && isRecord(schema.properties) ? schema.properties : {}
    return Object.entries(properties).flatMap(([name, one]) =>
      isRecord(one) && one[MARK] === OTHER[generation] ? [name] : [],
    )
  })
