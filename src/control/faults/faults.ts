/** Plans faults for a sandbox, and says which have befallen whom. */
import type { PlannedFault, FaultRule as Rule } from '../../sandbox/faults.ts'
import { ControlError } from '../control-error.ts'
import type { ControlOptions } from '../options.ts'
import { SandboxQuery } from '../queries.ts'
import { useCase } from '../use-case.ts'
import { checkNames } from './names.ts'
import { FaultRule, FaultRules } from './schemas.ts'

/** A planned fault as it is shown: its rule, and beside it what has come of it. */
export type FaultView = Rule & Pick<PlannedFault, 'id' | 'matched' | 'applied'>

const shown = ({ id, rule, matched, applied }: PlannedFault): FaultView => ({ id, ...rule, matched, applied })

export const createFaultControl = ({ vendors }: ControlOptions) => ({
  listFaults: useCase()({
    query: SandboxQuery,
    run({ sandbox }) {
      return { faults: sandbox().faults.list().map(shown) }
    },
  }),

  planFault: useCase<object, Rule>()({
    query: SandboxQuery,
    body: FaultRule,
    run({ sandbox, body }) {
      const { faults } = sandbox()
      checkNames(vendors, body, '')
      return shown(faults.add(body))
    },
  }),

  replaceFaults: useCase<object, { faults: Rule[] }>()({
    query: SandboxQuery,
    body: FaultRules,
    run({ sandbox, body }) {
      const { faults } = sandbox()
      body.faults.forEach((rule, i) => {
        checkNames(vendors, rule, `/faults/${i}`)
      })
      faults.clear()
      return { faults: body.faults.map((rule) => shown(faults.add(rule))) }
    },
  }),

  dropFaults: useCase()({
    query: SandboxQuery,
    run({ sandbox }) {
      sandbox().faults.clear()
    },
  }),

  dropFault: useCase()({
    query: SandboxQuery,
    run({ sandbox, params: { id = '' }, at }) {
      const { faults } = sandbox()
      const ids = faults.list().map((planned) => planned.id)
      if (!faults.delete(id)) throw new ControlError('absent', at, `there is no fault "${id}"`, ids)
    },
  }),
})
