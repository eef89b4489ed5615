/** `--write` from its first request to the last thing that is taken away again. */
import type { Documentation } from '../../contract/documentation.ts'
import type { Vendor } from '../../contract/vendor.ts'
import { MADE_NAME, readWrites } from '../../contract/verify-writes.ts'
import { Database } from '../../sandbox/database.ts'
import { Random } from '../../sandbox/random.ts'
import { cleanUp } from './clean.ts'
import type { Plan } from './plan.ts'
import type { Means, Result } from './result.ts'
import { runWrites } from './write.ts'

/** Letters that no vendor changes. */
const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz'
const NUMBER_LENGTH = 10

/** What all that one run makes is called: another name for each run. */
const nameFrom = (now: number): string => MADE_NAME + new Random(`verify ${now}`).text(LETTERS, NUMBER_LENGTH)

/** The place that the exchanges are in, where ids alone do not tell it. */
const placeOf = ({ records, model, start }: Vendor): string | undefined => {
  const database = new Database(model, start(1))
  return records.find(({ name }) => name === 'members')?.places(database)[0]
}

export interface MakeSource {
  vendor: Vendor
  documentation: Documentation
  plan: Plan
  signal: AbortSignal
}

export interface MakeOutcome {
  results: readonly Result[]
  /** A sentence for each thing that is still there, or may be. */
  left: readonly string[]
}

/** Whatever happens on the way, what was made is looked for and deleted; no more is made once `signal` says so. */
export const makeAndClean = async (
  { vendor, documentation, plan, signal }: MakeSource,
  means: Means,
): Promise<MakeOutcome> => {
  const { target, key, strictness } = plan
  const { place } = plan.given
  const { windowMs } = plan.limit
  const name = nameFrom(means.time.now())
  const clean = () =>
    cleanUp(
      {
        made: documentation.made ?? [],
        target,
        headers: { accept: 'application/json', authorization: `Bearer ${key}` },
        place,
        name,
        windowMs,
      },
      means,
    )
  const writes = readWrites(vendor, documentation)
  const elsewhere = { vendor, target, key, place, name }
  try {
    const examplePlace = placeOf(vendor)
    const results = await runWrites({ writes, elsewhere, examplePlace, strictness, windowMs, signal }, means)
    return { results, left: await clean() }
  } catch (error) {
    await clean()
    throw error
  }
}
