/** The ids of what is computed. */
import { createIdCodec, type IdCodec } from '../../sandbox/made-id.ts'

/** Real ones have 18 characters, their prefix included. */
const LENGTH = 18

export const createIds = (seed: string, prefix: string): IdCodec =>
  createIdCodec({ seed, form: { alphabet: 'base62', length: LENGTH - prefix.length, prefix } })
