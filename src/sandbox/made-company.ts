/** Believable names of companies. */
import { readFakerLists } from './faker-lists.ts'
import { pick } from './pick.ts'
import { Random } from './random.ts'

const LEGAL_FORMS = ['Group', 'Inc', 'LLC', 'Partners'] as const

/** `seed` is any text; the same text gives the same name. */
export const createCompanyName = (seed: string): string => {
  const random = new Random(seed)
  const { lastNames } = readFakerLists()
  const name = pick(random, lastNames)
  const kind = random.integer(0, 2)
  if (kind === 0) return `${name} - ${pick(random, lastNames)}`
  if (kind === 1) return `${name} ${pick(random, LEGAL_FORMS)}`
  return `${name}, ${pick(random, lastNames)} and ${pick(random, lastNames)}`
}
