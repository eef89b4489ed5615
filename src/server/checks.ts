/** Asks a vendor's checks of a request for an operation that we serve, in the vendor's order. */
import { type Check, inputs } from '../contract/call.ts'
import type { Operation } from '../contract/operation.ts'
import type { Vendor } from '../contract/vendor.ts'
import type { Stage } from './stage.ts'

/** By vendor too: what it asks by itself depends on its settings, and several are made side by side. */
const lists = new WeakMap<Vendor, Map<Operation, readonly Check[]>>()

const listsOf = (vendor: Vendor): Map<Operation, readonly Check[]> => {
  const known = lists.get(vendor)
  if (known !== undefined) return known
  const made = new Map<Operation, readonly Check[]>()
  lists.set(vendor, made)
  return made
}

/** Query and body are read where the list says so, else behind it. */
const checksOf = (operation: Operation, vendor: Vendor): readonly Check[] => {
  const made = listsOf(vendor)
  const known = made.get(operation)
  if (known !== undefined) return known
  const own = operation.checks ?? vendor.checks
  const reads = operation.query !== undefined || operation.body !== undefined
  const all = reads && !own.includes(inputs) ? [...own, inputs] : own
  made.set(operation, all)
  return all
}

export const runChecks: Stage = {
  name: 'checks',
  run(exchange) {
    const { served, vendor } = exchange
    if (served === undefined || vendor === undefined) return undefined
    for (const check of checksOf(served, vendor)) {
      exchange.refusedBy = check.name
      check.run(exchange)
      if (exchange.isAnswered) break
    }
    exchange.refusedBy = undefined
    return exchange.isAnswered ? 'answered' : undefined
  },
}
