/** Whop’s members. Made from its schemas by `npm run generate`. */

/** The body of Whop’s `GET /members/{id}` with status 200, on the API versions up to 2026-07-22. Every key is always there; times are ISO 8601 in UTC, `usd_total_spent` is US dollars and not cents. */
export type WhopMember = {
  /** The id of the member, `mber_…`. */
  id: string
  /** When it was made. */
  created_at: string
  /** When it was last changed. */
  updated_at: string
  /** When they first joined the company. */
  joined_at: string
  /** As what the member may use the company: as one of its team, as a customer, or not at all. */
  access_level: 'no_access' | 'admin' | 'customer'
  /** Not yet a member, a member, or one no more. */
  status: 'drafted' | 'joined' | 'left'
  /** What was the last to happen to the member; null for nothing yet. */
  most_recent_action: 'canceling' | 'churned' | 'finished_split_pay' | 'paused' | 'paid_subscriber' | 'paid_once' | 'expiring' | 'joined' | 'drafted' | 'left' | 'trialing' | 'pending_entry' | 'renewing' | 'past_due' | null
  /** When that was; null for nothing yet. */
  most_recent_action_at: string | null
  /** The person behind the member; null for a technical account. */
  user: {
    /** The id of the user, `user_…`. */
    id: string
    /** Null without member:email:read. */
    email: string | null
    /** The name that the user shows; null for none. */
    name: string | null
    /** The unique name of the user, as in the address of their page. */
    username: string
  } | null
  /** E.164; null without member:phone:read. */
  phone: string | null
  /** US dollars, not cents. */
  usd_total_spent: number
  /** Tokens of the company that they have. */
  company_token_balance: number
  /** The company whose member it is. */
  company: {
    /** The id of the company, `biz_…`. */
    id: string
    /** The name of the company. */
    title: string
    /** The last part of the address of the company page. */
    route: string
  }
}

/** One of `GET /members`, up to 2026-07-22: a WhopMember without its company. */
export type WhopListedMember = {
  /** The id of the member, `mber_…`. */
  id: string
  /** When it was made. */
  created_at: string
  /** When it was last changed. */
  updated_at: string
  /** When they first joined the company. */
  joined_at: string
  /** As what the member may use the company: as one of its team, as a customer, or not at all. */
  access_level: 'no_access' | 'admin' | 'customer'
  /** Not yet a member, a member, or one no more. */
  status: 'drafted' | 'joined' | 'left'
  /** What was the last to happen to the member; null for nothing yet. */
  most_recent_action: 'canceling' | 'churned' | 'finished_split_pay' | 'paused' | 'paid_subscriber' | 'paid_once' | 'expiring' | 'joined' | 'drafted' | 'left' | 'trialing' | 'pending_entry' | 'renewing' | 'past_due' | null
  /** When that was; null for nothing yet. */
  most_recent_action_at: string | null
  /** The person behind the member; null for a technical account. */
  user: {
    /** The id of the user, `user_…`. */
    id: string
    /** Null without member:email:read. */
    email: string | null
    /** The name that the user shows; null for none. */
    name: string | null
    /** The unique name of the user, as in the address of their page. */
    username: string
  } | null
  /** E.164; null without member:phone:read. */
  phone: string | null
  /** US dollars, not cents. */
  usd_total_spent: number
  /** Tokens of the company that they have. */
  company_token_balance: number
}

/** The body of Whop’s `GET /members` with status 200, on the API versions up to 2026-07-22. */
export type WhopMemberPage = {
  /** What is on the page, in its order. */
  data: WhopListedMember[]
  /** Where the page lies in the list. */
  page_info: {
    /** What `after` takes for the next page; null on the last one. */
    end_cursor: string | null
    /** What `before` takes for the page in front; null on an empty page. */
    start_cursor: string | null
    /** Whether something comes behind it. */
    has_next_page: boolean
    /** Whether something comes in front of it. */
    has_previous_page: boolean
  }
}

/** The body of Whop’s `GET /members/{id}` with status 200, from 2026-07-23 on. Every key is always there; times are ISO 8601 in UTC, `phone_number` is E.164, `user` is null for a technical account. */
export type WhopCurrentMember = {
  /** The id of the member, `mber_…`. */
  id: string
  /** The id of the company, `biz_…`. */
  account_id: string
  /** As what the member may use the company: as one of its team, as a customer, or not at all. */
  access_level: 'no_access' | 'admin' | 'customer'
  /** A member, or one no more. */
  status: 'joined' | 'left'
  /** Tokens of the company that they have. */
  token_balance: number
  /** E.164; null without member:phone:read. */
  phone_number: string | null
  /** When they first joined the company. */
  joined_at: string
  /** When they were last there; null for never. */
  last_accessed_at: string | null
  /** When it was made. */
  created_at: string
  /** The person behind the member; null for a technical account. */
  user: {
    /** The id of the user, `user_…`. */
    id: string
    /** The unique name of the user, as in the address of their page. */
    username: string
    /** The name that the user shows; null for none. */
    name: string | null
    /** Their picture. */
    profile_picture: {
      /** Where the picture is; null for none. */
      url: string | null
    }
  } | null
}

/** The body of Whop’s `GET /members` with status 200, from 2026-07-23 on. */
export type WhopCurrentMemberPage = {
  /** What is on the page, in its order. */
  data: WhopCurrentMember[]
  /** Where the page lies in the list. */
  page_info: {
    /** What `after` takes for the next page; null on the last one. */
    end_cursor: string | null
    /** What `before` takes for the page in front; null on an empty page. */
    start_cursor: string | null
    /** Whether something comes behind it. */
    has_next_page: boolean
    /** Whether something comes in front of it. */
    has_previous_page: boolean
  }
}

/** The body of Whop’s `GET /members/{id}/logs` with status 200, from 2026-07-23 on: what happened, newest first. */
export type WhopMemberLogPage = {
  /** What is on the page, in its order. */
  data: ({
    /** What happened, for people, such as `Membership activated`. */
    action: string | null
    /** When it happened. */
    created_at: string
    /** The person who did it; null for a key, and for what came about by itself. */
    actor: {
      /** The id of the user, `user_…`. */
      id: string
      /** The name that the user shows; null for none. */
      name: string | null
      /** The unique name of the user, as in the address of their page. */
      username: string
    } | null
  })[]
  /** Where the page lies in the list. */
  page_info: {
    /** What `after` takes for the next page; null on the last one. */
    end_cursor: string | null
    /** What `before` takes for the page in front; null on an empty page. */
    start_cursor: string | null
    /** Whether something comes behind it. */
    has_next_page: boolean
    /** Whether something comes in front of it. */
    has_previous_page: boolean
  }
}
