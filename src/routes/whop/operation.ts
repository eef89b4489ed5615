/** What every operation of Whop is made with. */
import { createOperationMaker } from '../../contract/operation.ts'
import { dbOf, type WhopDb } from './model.ts'
import type { Key } from './schemas.ts'

export const operation = createOperationMaker<WhopDb, Key>(dbOf)
