/** The people of a population: somebody for each index, whose e-mail address leads back to it. */
import { describePerson, drawName, type Person } from './made-person.ts'
import { createPermutation, type Permutation } from './permutation.ts'
import type { Random } from './random.ts'
import { createRandoms } from './randoms.ts'

/** No address is longer; a text that is needs no reading. */
const LONGEST_EMAIL = 120

export interface People {
  /** `index` is a whole number below 2^40; throws a RangeError for another. */
  personOf(index: number): Person
  /** The name alone, which costs a tenth: for what looks through many. */
  nameOf(index: number): string
  /** Whose address it is, letter for letter; undefined for what is nobody's. */
  indexOfEmail(email: string): number | undefined
}

/** How indexes are disguised: eight digits, as long as they reach; thirteen from there on. */
interface Disguise {
  digits: number
  permutation: Permutation
}

/** Which digits a person has in the addresses, and whose some digits are. */
const createDisguises = (seed: string) => {
  const short: Disguise = { digits: 8, permutation: createPermutation(`${seed}:short`, 26) }
  const long: Disguise = { digits: 13, permutation: createPermutation(`${seed}:long`, 40) }
  return {
    digitsOf: (index: number): string => {
      const { digits, permutation } = index < short.permutation.size ? short : long
      return `${permutation.forward(index)}`.padStart(digits, '0')
    },
    indexOf: (text: string): number | undefined => {
      const { permutation } = text.length === short.digits ? short : long
      const value = Number(text)
      return value < permutation.size ? permutation.back(value) : undefined
    },
  }
}

/** `seed` is any text; another seed gives other people, and other digits to the same ones. */
export const createPeople = (seed: string): People => {
  const randomOf = createRandoms(`${seed}:people`)
  const { digitsOf, indexOf } = createDisguises(seed)
  const describe = (random: Random, index: number): Person => {
    const name = drawName(random)
    return describePerson({ random, name, fallback: name, digits: digitsOf(index) })
  }
  const personOf = (index: number): Person => describe(randomOf(index), index)

  return {
    personOf,
    nameOf: (index) => drawName(randomOf(index)),
    indexOfEmail: (email) => {
      if (email.length > LONGEST_EMAIL) return undefined
      const digits = /[a-z](\d{8}|\d{13})@example\./.exec(email)?.[1]
      const index = digits === undefined ? undefined : indexOf(digits)
      return index !== undefined && personOf(index).email === email ? index : undefined
    },
  }
}
