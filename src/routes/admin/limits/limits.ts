/** The rate limits of a sandbox, read and changed. */
import type { FastifyInstance } from 'fastify'
import type { Vendor } from '../../../contract/vendor.ts'
import type { LimitRule } from '../../../sandbox/rate-limit.ts'
import type { Sandbox } from '../../../sandbox/sandbox.ts'
import type { AdminOptions } from '../admin.ts'
import { AdminError } from '../errors.ts'
import { SandboxQuery, sandboxOf } from '../sandboxes/sandbox-of.ts'
import { byVendor, VendorLimit, VendorLimitChange } from './schemas.ts'

export type LimitChanges = Readonly<Record<string, VendorLimitChange>>

const shown = (vendors: readonly Vendor[], sandbox: Sandbox): Record<string, VendorLimit> =>
  Object.fromEntries(
    vendors.map(({ id }) => {
      const { limit, windowSeconds, isOff } = sandbox.store(id).limiter.rule
      return [id, { limit: isOff ? null : limit, windowSeconds }]
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
    if (limit === null) throw new AdminError(400, at, `the limit of ${id} is off, so that all remains`, [])
    if (remaining > limit)
      throw new AdminError(400, at, `${remaining} is more than the limit, ${limit}`, [
        `a whole number from 0 to ${limit}`,
      ])
  }
}

const change = (sandbox: Sandbox, changes: LimitChanges): void => {
  checkLimits(changes, (id) => sandbox.store(id).limiter.rule, '')
  for (const [id, one] of Object.entries(changes)) {
    const { limiter } = sandbox.store(id)
    if (one === null) limiter.reset()
    else limiter.change(one)
  }
}

export const mountLimits = (scope: FastifyInstance, { vendors, sandboxes }: AdminOptions): void => {
  const response = {
    200: { title: 'Limits', ...byVendor(vendors, VendorLimit), required: vendors.map(({ id }) => id) },
  }

  scope.get('/limits', {
    schema: {
      operationId: 'getLimits',
      summary: 'The rate limit of each vendor in a sandbox.',
      querystring: SandboxQuery,
      response,
    },
    handler(request) {
      return shown(vendors, sandboxOf(sandboxes, request))
    },
  })

  scope.put<{ Body: LimitChanges }>('/limits', {
    schema: {
      operationId: 'setLimits',
      summary: 'Changes rate limits of a sandbox, and says what holds then.',
      querystring: SandboxQuery,
      body: { title: 'LimitChanges', ...byVendor(vendors, VendorLimitChange) },
      response,
    },
    handler(request) {
      const sandbox = sandboxOf(sandboxes, request)
      change(sandbox, request.body)
      return shown(vendors, sandbox)
    },
  })
}
