/** A membermock of our own, asked as the target is: what the target answers otherwise is what there is to learn. */
import type { AddressInfo } from 'node:net'
import { createDefault, type VendorDefinition } from '../../contract/definition.ts'
import type { Observations } from '../../contract/observations.ts'
import { observedVendor } from '../../contract/observed-vendor.ts'
import type { Vendor } from '../../contract/vendor.ts'
import { Sandboxes } from '../../sandbox/sandboxes.ts'
import { createSend } from '../verify/exchange.ts'
import type { Plan } from '../verify/plan.ts'
import type { Means } from '../verify/result.ts'
import type { Side } from './heard.ts'

const NOW = Date.parse('2026-01-01T00:00:00.000Z')

/** It is on this machine: however busy that is, it answers. */
const PATIENCE_MS = 600_000

const settingsIn = ({ settings = {} }: Observations): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(settings).map(([name, { value }]) => [name, value]))

const SILENT = { unimplemented() {}, failed() {} }

export interface Own extends Side {
  /** How many requests one of its windows takes. */
  most: number
  close(): Promise<void>
}

/** Its clock stands, and goes on when somebody waits: no window takes time. */
const timeOf = (sandboxes: Sandboxes): Means['time'] => {
  const { clock } = sandboxes.default
  clock.freeze(NOW)
  return { now: () => clock.now(), wait: async (ms) => void clock.advance(Math.ceil(ms)) }
}

/** The same plan with the ids and the key that are shipped. */
const planFor = (plan: Plan, target: string, { credentials }: Vendor): Plan => {
  const [key = ''] = Object.values(credentials)
  const standIn = (name: string): string | undefined =>
    plan.cases.find(({ stands }) => stands[name] !== undefined)?.stands[name]
  const given = Object.entries(plan.given).map(([name, id]) => [name, id && standIn(name)])
  return { ...plan, target, key, given: Object.fromEntries(given) }
}

/** Starts one that answers with `seen`, and with `changed` settings; on a free port of this machine alone. */
export const startOwn = async (
  definition: VendorDefinition,
  plan: Plan,
  seen: Observations,
  changed: Readonly<Record<string, unknown>> = {},
): Promise<Own> => {
  // Loaded for this alone: whoever only verifies needs no server.
  const { createApp } = await import('../../app.ts')
  const settings = { ...settingsIn(seen), ...changed }
  const own = createDefault(definition, { now: NOW, members: 0, rateLimit: true }, settings)
  const vendor = observedVendor(own, seen)
  const sandboxes = new Sandboxes({ vendors: [vendor], seed: 1, journalSize: 0 })
  const app = createApp({ vendors: [vendor], sandboxes, reporter: SILENT, admin: false })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo // it listens on a port, not on a pipe
  return {
    plan: planFor(plan, `http://127.0.0.1:${port}/${vendor.id}${vendor.base}`, vendor),
    send: createSend(PATIENCE_MS),
    time: timeOf(sandboxes),
    heard: new Map(),
    windowMs: vendor.limit.windowSeconds * 1000,
    most: vendor.limit.limit,
    close: () => app.close(),
  }
}
