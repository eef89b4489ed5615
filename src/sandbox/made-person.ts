/** Believable people, whose addresses and numbers are reserved for examples and reach nobody. */
import { readFakerLists } from './faker-lists.ts'
import { isLikely, pick } from './pick.ts'
import { Random } from './random.ts'

export interface Person {
  name: string
  /** Lower-case letters and digits, derived from the name. */
  username: string
  email: string
  /** `areaCode` with its plus; both together are E.164. */
  phone: { areaCode: string; number: string }
}

const DOMAINS = ['example.com', 'example.net', 'example.org'] as const
/** Codes of North America, where 555-0100 to 555-0199 are fictitious in each. */
const AREAS = ['212', '303', '312', '404', '415', '503', '617', '702', '808', '917'] as const
const LONGEST_WORD = 20

/** The words of a name without accents and signs; none for a name in another script. */
const wordsOf = (name: string): string[] =>
  name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’.]/g, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .slice(0, 3)
    .map((word) => word.slice(0, LONGEST_WORD))

/** First and last name, one in twenty with a double one. */
export const drawName = (random: Random): string => {
  const { firstNames, lastNames } = readFakerLists()
  const name = `${pick(random, pick(random, firstNames))} ${pick(random, lastNames)}`
  return isLikely(random, 5) ? `${name}-${pick(random, lastNames)}` : name
}

export interface PersonOptions {
  random: Random
  name: string
  /** Whose words stand in the addresses when `name` has none that can. */
  fallback: string
  /** What makes the addresses differ from those of others of that name. */
  digits: string
}

export const describePerson = ({ random, name, fallback, digits }: PersonOptions): Person => {
  const given = wordsOf(name)
  const words = given.length > 0 ? given : wordsOf(fallback)
  return {
    name,
    username: `${words.join('')}${digits}`,
    email: `${words.join('.')}${digits}@${pick(random, DOMAINS)}`,
    phone: { areaCode: '+1', number: `${pick(random, AREAS)}55501${random.text('0123456789', 2)}` },
  }
}

/** Somebody outside the population: `seed` is any text; with `name` it is somebody of that name. */
export const createMadePerson = (seed: string, name?: string | null): Person => {
  const random = new Random(`${seed}:person`)
  const made = drawName(random)
  const digits = `${random.integer(10, 9999)}`
  return describePerson({ random, name: name ?? made, fallback: made, digits })
}
