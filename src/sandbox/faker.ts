/** Faker, loaded when the first record has to be made; every record gets an instance of its own. */
import type { Faker } from '@faker-js/faker'
import { Random } from './random.ts'

type FakerClass = new (options: { locale: Faker['rawDefinitions']; seed: number[] }) => Faker

/** The same `seed` gives the same sequence; `now`, in milliseconds, is what its dates refer to. */
export const createFaker = async (seed: string, now: number): Promise<Faker> => {
  const { faker } = await import('@faker-js/faker/locale/en')
  // The class itself is exported by faker's root only, which loads every locale (0.3 s against 0.05 s). The
  // imported instance cannot be used as it is: it belongs to everyone in the process who imports it.
  const OwnFaker = faker.constructor as FakerClass
  const random = new Random(seed)
  const own = new OwnFaker({
    locale: faker.rawDefinitions,
    seed: [random.next(), random.next(), random.next(), random.next()],
  })
  own.setDefaultRefDate(now)
  return own
}
