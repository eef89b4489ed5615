/** The control plane's document, of a server with every vendor. */

import type { JsonSchema } from '../src/contract/json-schema.ts'
import { mountAdmin } from '../src/routes/admin/admin.ts'
import { Meter } from '../src/server/meter.ts'
import { createTestApp } from '../test/support/app.ts'
import { adminDocument } from './openapi/admin-document.ts'

export const adminDocumentOf = (): Promise<JsonSchema> => {
  const { vendors, sandboxes } = createTestApp({ members: 0 })
  const reporter = { unimplemented() {}, failed() {} }
  const access = { host: '127.0.0.1', hosts: [], token: undefined, isOpen: true }
  const titles = new Map(vendors.map(({ id, title }) => [id, title]))
  const meter = new Meter()
  const carrier = { attempts: { accepted: 0, refused: 0, unanswered: 0, unsent: 0 } }
  const options = { vendors, sandboxes, reporter, meter, carrier }
  return adminDocument((scope) => mountAdmin(scope, options, access), titles)
}
