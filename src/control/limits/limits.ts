/** The rate limits of a sandbox, read and changed. */
import type { Vendor } from '../../contract/vendor.ts'
import type { LimitRule } from '../../sandbox/rate-limit.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { ControlError } from '../control-error.ts'
import type { ControlOptions } from '../options.ts'
import { SandboxQuery } from '../queries.ts'
import { limiterOf } from '../records/collections.ts'
import { useCase } from '../use-case.ts'
import { byVendor } from './by-vendor.ts'
import { type VendorLimit, VendorLimitChange } from './schemas.ts'

/** By vendor id; null brings back what the sandbox started with. */
export type LimitChanges = Readonly<Record<string, VendorLimitChange>>

const shown = (vendors: readonly Vendor[], sandbox: Sandbox): Record<string, VendorLimit> =>
  Object.fromEntries(
    vendors.map(({ id }) => {
      const limiter = limiterOf(sandbox, id)
      const { limit, windowSeconds, isOff } = limiter.rule
      return [id, { limit: isOff ? null : limit, windowSeconds, remaining: isOff ? null : limiter.fewest() }]
    }),
  )

/** Throws unless what is to remain is within the limit that will hold; `path` is that of `changes`. */
export const checkLimits = (
  changes: LimitChanges,
  ruleOf: (vendorId: string) => LimitRule | undefined,
  path: string,
): void => {
  for (const [id, change] of Object.entries(changes)) {
    if (change?.remaining === undefined) continue
    const rule = ruleOf(id)
    const { remaining, limit = rule === undefined || rule.isOff ? null : rule.limit } = change
    const at = `${path}/${id}/remaining`
    if (limit === null)
      throw new ControlError('refused', at, `the limit of ${id} is off, so that all remains`, [])
    if (remaining > limit)
      throw new ControlError('refused', at, `${remaining} is more than the limit, ${limit}`, [
        `a whole number from 0 to ${limit}`,
      ])
  }
}

const change = (sandbox: Sandbox, changes: LimitChanges): void => {
  checkLimits(changes, (id) => limiterOf(sandbox, id).rule, '')
  for (const [id, one] of Object.entries(changes)) {
    const limiter = limiterOf(sandbox, id)
    if (one === null) limiter.reset()
    else limiter.change(one)
  }
}

export const createLimitControl = ({ vendors }: ControlOptions) => ({
  getLimits: useCase()({
    query: SandboxQuery,
    run({ sandbox }) {
      return shown(vendors, sandbox())
    },
  }),

  setLimits: useCase<object, LimitChanges>()({
    query: SandboxQuery,
    body: { title: 'LimitChanges', ...byVendor(vendors, VendorLimitChange) },
    run(input) {
      const sandbox = input.sandbox()
      change(sandbox, input.body)
      return shown(vendors, sandbox)
    },
  }),
})
