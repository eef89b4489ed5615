/** Whop's users as they go over the wire, and what one may use; in either generation. */
import { said } from '../../contract/said.ts'
import {
  CREATED_AT,
  FLAG,
  NOTHING,
  orNull,
  TEXT,
  TEXT_OR_NULL,
  USER_ID,
  USER_NAME,
  USERNAME,
  whole,
} from './shapes.ts'

const OWN = 'Null: shown to the person alone, which no key is.'

/** Balances and earnings are shown to the person themselves alone, which no key is. */
export const User = whole({
  id: USER_ID,
  balance: said(NOTHING, OWN),
  balance_history: said(NOTHING, OWN),
  bio: said(TEXT_OR_NULL, 'What they write about themselves; null for nothing.'),
  created_at: CREATED_AT,
  earnings_usd: said(NOTHING, OWN),
  name: USER_NAME,
  profile_picture: said(
    orNull(whole({ url: said(TEXT, 'Where the picture is.') })),
    'Their picture; null for none.',
  ),
  username: USERNAME,
  verification: said(
    whole({ individual: said(NOTHING, OWN), business: said(NOTHING, OWN) }),
    'How far their identity is verified.',
  ),
  whop_partner_enabled_at: said(NOTHING, OWN),
})

export const Access = whole({
  has_access: said(FLAG, 'Whether the user may use the resource.'),
  access_level: said(
    { type: 'string', enum: ['no_access', 'admin', 'customer'] },
    'As what: as one of the team, as a customer, or not at all.',
  ),
})
