/** In which groups Sotion's computed members are: told by their indexes, so that a group of millions is paged as one of ten. */
import { createCycles } from '../../sandbox/cycles.ts'
import type { MadeRows } from '../../sandbox/made-rows.ts'
import {
  type GroupRow,
  keyOf,
  type MemberRow,
  type MembershipRow,
  membershipKey,
  type SiteRow,
} from './model.ts'

/** Which of a site's first groups its members are in, by turns: each in none to three. */
const PATTERN: readonly (readonly number[])[] = [
  [0],
  [1, 2],
  [],
  [0, 3],
  [2],
  [0, 1],
  [1],
  [0, 2, 3],
  [3],
  [0, 1, 2],
]
const cycles = createCycles(PATTERN)

/** The memberships of one group, whose indexes follow each other. */
interface Block {
  group: GroupRow
  /** The key of the group. */
  place: string
  /** Which of its site's groups it is. */
  label: number
  /** Indexes of the site's members. */
  first: number
  end: number
  /** Indexes of the memberships. */
  start: number
  size: number
}

/** `groups` in the order in which the pattern counts them. */
const blocksOf = (
  members: MadeRows<MemberRow>,
  sites: readonly SiteRow[],
  groups: readonly GroupRow[],
): readonly Block[] => {
  let start = 0
  return sites.flatMap(({ id: site }) => {
    const [first, end] = members.rangeOf(site)
    const own = groups.filter((group) => group.site === site)
    return own.map((group, label) => {
      const size = cycles.countOf(label, first, end)
      const block = { group, place: keyOf(group.id, site), label, first, end, start, size }
      start += size
      return block
    })
  })
}

/** Of the members from `first` on: the index of the one whose membership has that index. */
const memberAt = ({ label, first, start }: Block, index: number): number =>
  cycles.nthWith(label, first, index - start) ?? first

export const createMadeMemberships = (
  members: MadeRows<MemberRow>,
  sites: readonly SiteRow[],
  groups: readonly GroupRow[],
): MadeRows<MembershipRow> => {
  const blocks = blocksOf(members, sites, groups)
  const size = blocks.reduce((sum, block) => sum + block.size, 0)

  const blockAt = (index: number): Block => {
    const block = blocks.find(({ start, size: count }) => index >= start && index < start + count)
    if (block === undefined) throw new RangeError(`index ${index}: a whole number below ${size} is needed`)
    return block
  }

  /** The index of the membership of a member in the group of a block, if the member is in it. */
  const indexIn = ({ label, first, end, start }: Block, member: number): number | undefined =>
    member >= first && member < end && cycles.labelsOf(member).includes(label)
      ? start + cycles.countOf(label, first, member)
      : undefined

  const idAt = (member: number): string => {
    const key = members.keyAt(member)
    return key.slice(key.lastIndexOf('/') + 1)
  }

  return {
    size,
    keyAt(index) {
      const block = blockAt(index)
      return membershipKey(block.place, idAt(memberAt(block, index)))
    },
    at(index) {
      const block = blockAt(index)
      const member = memberAt(block, index)
      return {
        site: block.group.site,
        group: block.group.id,
        member: idAt(member),
        since: new Date(members.timeAt(member)).toISOString(),
        nth: cycles.labelsOf(member).indexOf(block.label),
      }
    },
    indexOf(key) {
      const block = blocks.find(({ place }) => key.startsWith(`${place}/`))
      if (block === undefined) return undefined
      const member = members.indexOf(keyOf(key.slice(block.place.length + 1), block.group.site))
      return member === undefined ? undefined : indexIn(block, member)
    },
    rangeOf(place) {
      if (place === undefined) return [0, size]
      const block = blocks.find((one) => one.place === place)
      return block === undefined ? [0, 0] : [block.start, block.start + block.size]
    },
    timeAt: (index) => members.timeAt(memberAt(blockAt(index), index)),
    indexAtOrAfter(place, time) {
      const block = blocks.find((one) => one.place === place)
      if (block === undefined) return 0
      const member = members.indexAtOrAfter(block.group.site, time)
      return block.start + cycles.countOf(block.label, block.first, member)
    },
    find(_member, value) {
      const member = members.indexOf(value)
      if (member === undefined) return []
      return blocks.flatMap((block) => indexIn(block, member) ?? [])
    },
  }
}
