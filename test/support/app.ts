/** The real composition root with the settings of a test; nothing listens. */
import type { FastifyInstance } from 'fastify'
import { createApp } from '../../src/app.ts'
import { createDefault, type VendorDefinition } from '../../src/contract/definition.ts'
import type { Vendor } from '../../src/contract/vendor.ts'
import { vendorDefinitions } from '../../src/routes/index.ts'
import { Sandboxes, type SandboxesOptions } from '../../src/sandbox/sandboxes.ts'
import { createSharedStart } from '../../src/server/shared-pipeline.ts'
import type { Share } from '../../src/store/share.ts'

export interface TestAppOptions {
  /** Default: all vendors there are. */
  definitions?: readonly VendorDefinition[]
  /** Ids of the vendors to serve; default all. */
  vendors?: readonly string[]
  rateLimit?: boolean
  members?: number
  /** Settings by vendor id, over the defaults. */
  settings?: Readonly<Record<string, Record<string, unknown>>>
  /** What is shared with other apps. */
  openShare?(options: SandboxesOptions): Share
}

export interface TestApp {
  app: FastifyInstance
  sandboxes: Sandboxes
  vendors: readonly Vendor[]
  /** What was answered 501, as `vendor operation`. */
  unimplemented: string[]
  /** What went wrong inside; a test that expects nothing asserts it empty. */
  failures: unknown[]
}

const NOW = Date.parse('2026-01-01T00:00:00.000Z')

export const createTestApp = (options: TestAppOptions = {}): TestApp => {
  const { vendors: ids, definitions = vendorDefinitions, members = 100, rateLimit = true } = options
  const vendors = definitions
    .filter(({ id }) => ids === undefined || ids.includes(id))
    .map((definition) =>
      createDefault(definition, { now: NOW, members, rateLimit }, options.settings?.[definition.id]),
    )
  const share = options.openShare?.({ vendors, seed: 1 })
  const sandboxes = share?.sandboxes ?? new Sandboxes({ vendors, seed: 1 })
  const unimplemented: string[] = []
  const failures: unknown[] = []
  const app = createApp({
    vendors,
    sandboxes,
    ...(share && { share, createStart: createSharedStart(share) }),
    reporter: {
      unimplemented: (vendor, operation) => unimplemented.push(`${vendor} ${operation}`),
      failed: (error) => failures.push(error),
    },
  })
  return { app, sandboxes, vendors, unimplemented, failures }
}
