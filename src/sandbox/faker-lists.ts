/** Faker's lists of names, loaded when the first name has to be made. */
import { createRequire } from 'node:module'

type English = typeof import('@faker-js/faker/locale/en')

export interface FakerLists {
  firstNames: readonly (readonly string[])[]
  lastNames: readonly string[]
}

const require = createRequire(import.meta.url)
/** Nobody writes to it, and it is the same everywhere. */
let lists: FakerLists | undefined

const load = (): FakerLists => {
  // A module that is required has no type of its own; this is the one that it has when imported.
  const { faker } = require('@faker-js/faker/locale/en') as English
  const { person } = faker.rawDefinitions
  const { female = [], male = [] } = person?.first_name ?? {}
  return {
    firstNames: [female, male],
    lastNames: person?.last_name?.generic ?? [],
  }
}

/** Of the English locale, read without a promise: `require` of an ES module needs Node 20.19. */
export const readFakerLists = (): FakerLists => {
  lists ??= load()
  return lists
}
