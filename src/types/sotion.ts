/** Sotion’s site, its members, and refusals. Made from its schemas by `npm run generate`. */

/** A Sotion site, as `GET /site` has it in `data`. */
export type SotionSite = {
  /** The id of the site. */
  id: string
  /** Whether it can be visited. */
  status: string
  /** Its own domain; null for none. */
  domain: string | null
  /** Its name in addresses. */
  slug: string
  /** What it is called; null for nothing. */
  title: string | null
}

/** A member of a Sotion site: every key is always there, null where there is no value; times are ISO 8601 in UTC. */
export type SotionMember = {
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
  /** When it was made; null when unknown. */
  createdAt: string | null
  /** When it was last changed; null when unknown. */
  updatedAt: string | null
  /** The groups that they are in. */
  accessGroups: ({
    /** The id of the group. */
    id: string
    /** The name of the group. */
    name: string
  })[]
}

/** One of `GET /members`: a SotionMember without its groups. */
export type SotionListedMember = {
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
  /** When it was made; null when unknown. */
  createdAt: string | null
  /** When it was last changed; null when unknown. */
  updatedAt: string | null
}

/** The body of Sotion’s `GET /members/{memberId}` with status 200. */
export type SotionSuccess = {
  /** The member. */
  data: SotionMember
}

/** The body of Sotion’s `GET /members`: members without their groups, and where the next page begins. */
export type SotionMemberPage = {
  /** What is on the page, in its order. */
  data: SotionListedMember[]
  /** How the list goes on. */
  pagination: {
    /** Whether there is a next page. */
    hasMore: boolean
    /** What `after` takes for the next page; null on the last one. */
    nextCursor: string | null
  }
}

/** The body of Sotion’s `POST /members/bulk`, with status 207: what became of each. */
export type SotionBulkResult = {
  /** One of each, in the order of the request. */
  data: ({
    /** As it was sent. */
    email: string
    /** What became of it. */
    status: 'created' | 'conflict' | 'error'
    /** Only where it was created. */
    member?: SotionListedMember
    /** Only where it was not. */
    error?: {
      /** Why not, for programs. */
      code: string
      /** Why not, for people. */
      message: string
    }
  })[]
  /** How many there were. */
  summary: {
    /** In the request. */
    total: number
    /** Created. */
    created: number
    /** Not created. */
    failed: number
  }
}

/** The body of every refusal of Sotion’s: 400, 401, 403, 404, 405, 409, 413, 429, 500. */
export type SotionError = {
  /** Why it is refused, for people. */
  error: string
}

/** The same under the setting `sotion.errorShape: nested`. */
export type SotionNestedError = {
  /** Why it is refused. */
  error: {
    /** Why, for programs, such as `not_found`. */
    code: string
    /** Why, for people. */
    message: string
  }
}
