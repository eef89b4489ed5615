/** Schemas of which many of Whop's answers are made. */
import { said } from '../../contract/said.ts'

export const TEXT = { type: 'string' } as const
export const TEXT_OR_NULL = { type: ['string', 'null'] } as const
export const FLAG = { type: 'boolean' } as const
export const COUNT = { type: 'integer', minimum: 0 } as const
export const TIME = { type: 'string', format: 'date-time', examples: ['2023-12-01T05:00:00.401Z'] } as const
export const TIME_OR_NULL = { type: ['string', 'null'], format: 'date-time' } as const
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

/** Of people. */
export const USER_ID = said(TEXT, 'The id of the user, `user_…`.')
export const USER_NAME = said(TEXT_OR_NULL, 'The name that the user shows; null for none.')
export const USERNAME = said(TEXT, 'The unique name of the user, as in the address of their page.')

export const OWNER = whole({ id: USER_ID, name: USER_NAME, username: USERNAME })

/** Of what is sold, and by whom. */
export const COMPANY_ID = said(
  { type: 'string', examples: ['biz_xxxxxxxxxxxxxx'] },
  'The id of the company, `biz_…`.',
)
export const COMPANY_TITLE = said(TEXT, 'The name of the company.')
export const COMPANY_ROUTE = said(TEXT, 'The last part of the address of the company page.')
export const PRODUCT_ID = said(TEXT, 'The id of the product, `prod_…`.')
export const PRODUCT_TITLE = said(TEXT, 'The name of the product.')
export const PLAN_ID = said(TEXT, 'The id of the plan, `plan_…`.')

/** Of every resource. */
export const CREATED_AT = said(TIME, 'When it was made.')
export const UPDATED_AT = said(TIME, 'When it was last changed.')
export const OWN_METADATA = said(METADATA, 'What an integration has kept there of its own; null for nothing.')
export const MEMBER_COUNT = said(COUNT, 'How many members have access.')
export const REVIEW_COUNT = said(COUNT, 'How many reviews are public.')
export const VISIBILITY = said(
  { type: 'string', enum: ['visible', 'hidden', 'archived', 'quick_link'] },
  'Who sees it: everybody, nobody, nobody any more, or whoever has the link.',
)

/** When something was made, as a list asks for it. */
export const CREATED = {
  created_after: { type: 'string', description: 'ISO 8601; a day alone is its beginning (assumed).' },
  created_before: { type: 'string', description: 'ISO 8601; a day alone is its beginning (assumed).' },
} as const
