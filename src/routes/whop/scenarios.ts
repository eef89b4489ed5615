/** Lives of members of Whop's, to start with. */
import type { Scenarios } from '../../contract/scenario.ts'

const of = (member: string) => (at: string, event: string) => ({ at, vendor: 'whop', member, event })

const churning = of('mber_LifeChurn00001')
const trying = of('mber_LifeTrial00001')

export const scenarios: Scenarios = {
  'whop-churn': [churning('P0D', 'joined'), churning('P30D', 'past_due'), churning('P36D', 'churned')],
  'whop-trial': [
    trying('P0D', 'trialing'),
    trying('P40D', 'canceling'),
    trying('P41D', 'uncanceled'),
    trying('P50D', 'paused'),
    trying('P90D', 'resumed'),
    trying('P100D', 'left'),
  ],
}
