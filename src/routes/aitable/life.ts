/** What can happen to a member of a space of AITable's, and a life to start with. */
import type { RecordKind } from '../../contract/record-kind.ts'
import { changing, coming, going } from '../../contract/record-life.ts'
import type { Scenarios } from '../../contract/scenario.ts'
import type { Happening } from '../../sandbox/happening.ts'

const INVITED = { status: 0 }
const JOINED = { status: 1 }

/** `members` is the kind of record that members are. */
export const createLife = (members: RecordKind): Readonly<Record<string, Happening>> => {
  const come = coming(members)
  const be = (fields: object): Happening => changing(members, () => ({ ...fields }))
  const first =
    (fields: object): Happening =>
    (cause) => {
      come(cause)
      return be(fields)(cause)
    }
  return {
    invited: first(INVITED),
    /** Whether an invitation came before or not. */
    joined(cause) {
      const where = cause.place ?? members.places(cause.db)[0] ?? ''
      const isThere = cause.member !== undefined && members.get(cause.db, cause.member, where) !== undefined
      return isThere ? be(JOINED)(cause) : first(JOINED)(cause)
    },
    promoted: be({ type: 'SubAdmin' }),
    demoted: be({ type: 'Member' }),
    left: going(members),
  }
}

const member = 'uLifeOfAMember0000000000000001'

const step = (at: string, event: string) => ({ at, vendor: 'aitable', member, event })

export const scenarios: Scenarios = {
  'aitable-life': [
    step('P0D', 'invited'),
    step('P1D', 'joined'),
    step('P10D', 'promoted'),
    step('P20D', 'demoted'),
    step('P30D', 'left'),
  ],
}
