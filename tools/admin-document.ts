/** The control plane's document, of a server with every vendor. */

import type { JsonSchema } from '../src/contract/json-schema.ts'
import { mountAdmin } from '../src/routes/admin/admin.ts'
import { createTestApp } from '../test/support/app.ts'
import { adminDocument } from './openapi/admin-document.ts'

export const adminDocumentOf = (): Promise<JsonSchema> => {
  const { vendors, sandboxes } = createTestApp({ members: 0 })
  const reporter = { unimplemented() {}, failed() {} }
  const access = { host: '127.0.0.1', hosts: [], token: undefined, isOpen: true }
  const titles = new Map(vendors.map(({ id, title }) => [id, title]))
  return adminDocument((scope) => mountAdmin(scope, { vendors, sandboxes, reporter }, access), titles)
}
