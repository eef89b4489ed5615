/** Whop's users as they go over the wire, and what one may use; in either generation. */
import { FLAG, NOTHING, orNull, TEXT, TEXT_OR_NULL, TIME, whole } from './shapes.ts'

/** Balances and earnings are shown to the person themselves alone, which no key is. */
export const User = whole({
  id: TEXT,
  balance: NOTHING,
  balance_history: NOTHING,
  bio: TEXT_OR_NULL,
  created_at: TIME,
  earnings_usd: NOTHING,
  name: TEXT_OR_NULL,
  profile_picture: orNull(whole({ url: TEXT })),
  username: TEXT,
  verification: whole({ individual: NOTHING, business: NOTHING }),
  whop_partner_enabled_at: NOTHING,
})

export const Access = whole({
  has_access: FLAG,
  access_level: { type: 'string', enum: ['no_access', 'admin', 'customer'] },
})
