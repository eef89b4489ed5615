/** Schemas of which many of Whop's answers are made. */

export const TEXT = { type: 'string' } as const
export const TEXT_OR_NULL = { type: ['string', 'null'] } as const
export const FLAG = { type: 'boolean' } as const
export const COUNT = { type: 'integer', minimum: 0 } as const
export const TIME = { type: 'string', format: 'date-time' } as const
export const NOTHING = { type: 'null' } as const
export const METADATA = { type: ['object', 'null'], additionalProperties: true } as const

/** An object whose every key is always there, and which has no other. */
export const whole = <const Properties extends Readonly<Record<string, object>>>(properties: Properties) => ({
  type: 'object' as const,
  properties,
  required: Object.keys(properties) as (keyof Properties & string)[], // of the properties, as types have them
  additionalProperties: false as const,
})

export const orNull = <const Schema extends object>(schema: Schema) => ({ oneOf: [schema, NOTHING] }) as const

export const OWNER = whole({ id: TEXT, name: TEXT_OR_NULL, username: TEXT })
export const NAMED = whole({ id: TEXT, title: TEXT })

/** When something was made, as a list asks for it. */
export const CREATED = {
  created_after: { type: 'string', description: 'ISO 8601; a day alone is its beginning (assumed).' },
  created_before: { type: 'string', description: 'ISO 8601; a day alone is its beginning (assumed).' },
} as const
