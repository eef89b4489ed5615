/** What every operation of AITable is made with. */
import { createOperationMaker } from '../../contract/operation.ts'
import { type AitableDb, dbOf } from './model.ts'
import type { Key } from './schemas.ts'

export const operation = createOperationMaker<AitableDb, Key>(dbOf)
