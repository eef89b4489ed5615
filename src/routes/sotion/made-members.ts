/** Sotion's computed members: each is made from its index, and nothing of them is held. */
import type { VendorOptions } from '../../contract/definition.ts'
import { createIndexTimes } from '../../sandbox/index-times.ts'
import { createIdCodec } from '../../sandbox/made-id.ts'
import { createMadeRows, type MadeRows } from '../../sandbox/made-rows.ts'
import { createPeople } from '../../sandbox/people.ts'
import { isLikely } from '../../sandbox/pick.ts'
import { createPopulation } from '../../sandbox/population.ts'
import type { Random } from '../../sandbox/random.ts'
import { createRandoms } from '../../sandbox/randoms.ts'
import { createTimeline, DAY } from '../../sandbox/timeline.ts'
import { keyOf, type MemberRow, type SiteRow } from './model.ts'

interface MadeOptions {
  seed: number
  sites: readonly SiteRow[]
  options: VendorOptions
}

/** Every fourth is on the second site, where there are two. */
const blocksOf = ([first, second]: readonly SiteRow[], size: number) => {
  const others = second === undefined ? 0 : Math.floor(size / 4)
  return [first, second].flatMap((site, i) =>
    site === undefined ? [] : [{ place: site.id, size: i === 0 ? size - others : others }],
  )
}

const drawVerified = (random: Random): boolean | null => {
  if (isLikely(random, 80)) return true
  return isLikely(random, 60) ? false : null
}

/** Following a login link is what verifies an e-mail, so nobody logs in unverified. */
const drawTimes = (random: Random, created: number, now: number, verified: boolean | null) => {
  const createdAt = new Date(created).toISOString()
  const times = createTimeline({
    random,
    now,
    steps: { createdAt: 0, registeredAt: DAY, lastLoginAt: 900 * DAY, updatedAt: 30 * DAY },
    given: { createdAt },
  })
  return { ...times, lastLoginAt: verified === true ? times.lastLoginAt : null }
}

export const createMadeMembers = ({ seed, sites, options }: MadeOptions): MadeRows<MemberRow> => {
  const { now, members: size } = options
  const text = `${seed}:sotion`
  const ids = createIdCodec({ seed: text, form: 'uuid' })
  const people = createPeople(text)
  const randomOf = createRandoms(`${text}:members`)
  const blocks = blocksOf(sites, size)
  const times = new Map(
    blocks.map((block) => [
      block.place,
      createIndexTimes({ seed: `${text}:${block.place}`, size: block.size, now: now - DAY, span: 900 * DAY }),
    ]),
  )

  const make = (index: number): MemberRow => {
    const random = randomOf(index)
    const site = population.placeOf(index) ?? ''
    const { email, name } = people.personOf(index)
    const verified = drawVerified(random)
    const { createdAt, ...stamps } = drawTimes(random, rows.timeAt(index), now, verified)
    return {
      site,
      id: ids.idOf(index),
      email,
      displayName: isLikely(random, 10) ? null : name,
      status: isLikely(random, 7) ? 'blocked' : 'active',
      verified,
      paid: isLikely(random, 10) ? null : isLikely(random, 50),
      ...stamps,
      createdAt,
    }
  }

  const population = createPopulation<MemberRow>({ size, make, ...ids, blocks })
  const rows = createMadeRows({
    population,
    times,
    keyOf,
    idIn: (key) => key.slice(key.lastIndexOf('/') + 1),
    find(_email, value) {
      const index = people.indexOfEmail(value.slice(value.lastIndexOf('/') + 1))
      if (index === undefined || index >= size) return []
      return keyOf(population.at(index).email, population.placeOf(index) ?? '') === value ? [index] : []
    },
  })
  return rows
}
