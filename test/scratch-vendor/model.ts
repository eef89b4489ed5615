/** The tables of a vendor that does not exist: guests, and the keys that may see them. */
import { createOperationMaker } from '../../src/contract/operation.ts'
import { rowSchema } from '../../src/contract/row-schema.ts'
import type { Database, TablesOf } from '../../src/sandbox/database.ts'
import type { KeyRow } from '../../src/sandbox/seeded-vendor.ts'
import type { TableModel } from '../../src/sandbox/table-model.ts'

export interface Guest {
  id: string
  name: string
  invitedAt: number
}

const keys: TableModel<KeyRow> = {
  key: ({ token }) => token,
  row: rowSchema<Pick<KeyRow, 'token'>>()({ token: { type: 'string' } }),
}
const guests: TableModel<Guest> = {
  key: ({ id }) => id,
  time: ({ invitedAt }) => invitedAt,
  row: rowSchema<Guest>()({
    id: { type: 'string' },
    name: { type: 'string' },
    invitedAt: { type: 'integer' },
  }),
}

export const model = { keys, guests }

export type Tables = TablesOf<typeof model>

export const openTables = (database: Database): Tables => database.tables as unknown as Tables // made from `model`

export const operation = createOperationMaker<Tables, KeyRow>(({ store }) => openTables(store.db))
