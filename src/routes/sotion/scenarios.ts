/** A life of a member of Sotion's, to start with. */
import type { Scenarios } from '../../contract/scenario.ts'

const member = '50710000-0000-4000-8000-000000000001'

const step = (at: string, event: string) => ({ at, vendor: 'sotion', member, event })

export const scenarios: Scenarios = {
  'sotion-life': [
    step('P0D', 'joined'),
    step('PT10M', 'logged_in'),
    step('P1D', 'paid'),
    step('P1DT1H', 'logged_out'),
    step('P30D', 'unpaid'),
    step('P36D', 'blocked'),
    step('P60D', 'left'),
  ],
}
