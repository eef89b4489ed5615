/** Sotion’s access groups and webhooks. Made from its schemas by `npm run generate`. */

/** An access group of a Sotion site. */
export type SotionGroup = {
  /** The id of the group. */
  id: string
  /** Once on a site. */
  name: string
  /** What it is for; null for nothing. */
  description: string | null
  /** A `scope` group comes from a Notion collection, and cannot be changed here. */
  type: 'custom' | 'scope'
  /** How many members are in it. */
  memberCount: number
  /** When it was made; null when unknown. */
  createdAt: string | null
  /** When it was last changed; null when unknown. */
  updatedAt: string | null
}

/** The body of Sotion’s `GET /access-groups`. */
export type SotionGroupPage = {
  /** What is on the page, in its order. */
  data: SotionGroup[]
  /** How the list goes on. */
  pagination: {
    /** Whether there is a next page. */
    hasMore: boolean
    /** What `after` takes for the next page; null on the last one. */
    nextCursor: string | null
  }
}

/** The body of Sotion’s `GET /access-groups/{groupId}/members`: eight keys of each member. */
export type SotionGroupMemberPage = {
  /** What is on the page, in its order. */
  data: ({
    /** The id of the member. */
    id: string
    /** In lower case; once on a site. */
    email: string
    /** The name that the member shows; null for none. */
    displayName: string | null
    /** A blocked member may not enter the site. */
    status: 'active' | 'blocked'
    /** Whether a login link was followed; null when unknown. */
    verified: boolean | null
    /** Whether the member is marked as paying. */
    paid: boolean | null
    /** When they registered or were added; null when unknown. */
    registeredAt: string | null
    /** When they last entered the site; null for never. */
    lastLoginAt: string | null
  })[]
  /** How the list goes on. */
  pagination: {
    /** Whether there is a next page. */
    hasMore: boolean
    /** What `after` takes for the next page; null on the last one. */
    nextCursor: string | null
  }
}

/** A webhook of a Sotion site, as it is shown after its creation: with the beginning of its secret. */
export type SotionWebhook = {
  /** The id of the webhook. */
  id: string
  /** What it is called. */
  name: string
  /** Where its deliveries go. */
  url: string
  /** What it is told of. */
  events: ('member.created' | 'member.updated' | 'member.auth' | 'member.deleted' | 'access-group.created' | 'access-group.updated' | 'access-group.deleted' | 'access-group.member.added' | 'access-group.member.removed')[]
  /** Whether anything is sent to it. */
  active: boolean
  /** How its secret begins. */
  secretPrefix: string
  /** The integration that manages it, such as `zapier`; null for none. */
  managedBy: string | null
  /** When it was made; null when unknown. */
  createdAt: string | null
  /** When it was last changed; null when unknown. */
  updatedAt: string | null
}

/** The body of Sotion’s `POST /webhooks`: the one that has the secret. */
export type SotionNewWebhook = {
  /** The webhook, with its secret. */
  data: {
    /** The id of the webhook. */
    id: string
    /** What it is called. */
    name: string
    /** Where its deliveries go. */
    url: string
    /** What it is told of. */
    events: ('member.created' | 'member.updated' | 'member.auth' | 'member.deleted' | 'access-group.created' | 'access-group.updated' | 'access-group.deleted' | 'access-group.member.added' | 'access-group.member.removed')[]
    /** Whether anything is sent to it. */
    active: boolean
    /** How its secret begins. */
    secretPrefix: string
    /** The integration that manages it, such as `zapier`; null for none. */
    managedBy: string | null
    /** When it was made; null when unknown. */
    createdAt: string | null
    /** When it was last changed; null when unknown. */
    updatedAt: string | null
    /** What its deliveries are signed with. */
    secret: string
  }
}

/** The body of Sotion’s `GET /webhooks`. */
export type SotionWebhookPage = {
  /** What is on the page, in its order. */
  data: SotionWebhook[]
  /** How the list goes on. */
  pagination: {
    /** Whether there is a next page. */
    hasMore: boolean
    /** What `after` takes for the next page; null on the last one. */
    nextCursor: string | null
  }
}
