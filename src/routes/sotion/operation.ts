/** What every operation of Sotion is made with. */
import { createOperationMaker } from '../../contract/operation.ts'
import { dbOf, type SotionDb } from './model.ts'
import type { Key } from './schemas.ts'

export const operation = createOperationMaker<SotionDb, Key>(dbOf)
