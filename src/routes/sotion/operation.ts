/** What every operation of Sotion is made with. */
import { type Answer, json } from '../../contract/answer.ts'
import type { Call } from '../../contract/call.ts'
import { createOperationMaker } from '../../contract/operation.ts'
import { dbOf, type SotionDb } from './model.ts'
import type { Key } from './schemas.ts'

/** What the vendor's paths begin with. */
export const BASE = '/api/v1'

export const operation = createOperationMaker<SotionDb, Key>(dbOf)

/** 201 with the URL of what was created, which is `path` below the base URL. */
export const created = ({ origin }: Call, path: string, data: unknown): Answer =>
  json(201, { data }, { location: `${origin}${BASE}${path}` })
