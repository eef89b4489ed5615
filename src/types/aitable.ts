/** AITable’s members, teams and roles. Made from its schemas by `npm run generate`. */

/** A member of an AITable space. `email` and `mobile` are there only with `sensitiveData=true`, and only if the person has one. */
export type AitableMember = {
  /** Opaque; members, teams and roles share one set of ids. */
  unitId: string
  /** The name in this space. */
  name: string
  /** Only with sensitiveData=true, and only if the user has one. */
  mobile?: {
    /** The number without its country. */
    number: string
    /** The country, such as `+1`. */
    areaCode: string
  }
  /** Only with sensitiveData=true, and only if the user has one. */
  email?: string
  /** An absolute URL, or "" for none. */
  avatar: string
  /** 1: joined; 0: invited. */
  status: 0 | 1
  /** What the member is in the space. */
  type: 'PrimaryAdmin' | 'SubAdmin' | 'Member'
  /** The teams that the member is in. */
  teams: AitableTeam[]
  /** Roles given to the member itself. */
  roles: AitableRole[]
}

/** A team of an AITable space, with the roles that are given to it. */
export type AitableTeam = {
  /** Opaque; members, teams and roles share one set of ids. */
  unitId: string
  /** The name of the team. */
  name: string
  /** Its place among the teams of the same parent, from the lowest. */
  sequence: number
  /** The team above; "0" directly below the root team. */
  parentUnitId: string
  /** Roles given to the team. */
  roles: AitableRole[]
}

/** A role of an AITable space. */
export type AitableRole = {
  /** Opaque; members, teams and roles share one set of ids. */
  unitId: string
  /** The name of the role. */
  name: string
  /** Its place among the roles of the space, from the lowest. */
  sequence: number
}

/** The body of AITable’s `GET /fusion/v1/spaces/{spaceId}/members/{unitId}` when the member was found. */
export type AitableSuccess = {
  /** AITable’s own code; of a success that of HTTP. */
  code: 200
  /** The outcome in words. */
  message: 'SUCCESS'
  /** Whether it is one: HTTP’s status does not tell. */
  success: true
  /** What was asked for. */
  data: {
    /** The member. */
    member: AitableMember
  }
}

/** The body of AITable’s `GET /fusion/v1/spaces/{spaceId}/teams/{unitId}/members` when the team was found. */
export type AitableMemberPage = {
  /** AITable’s own code; of a success that of HTTP. */
  code: 200
  /** The outcome in words. */
  message: 'SUCCESS'
  /** Whether it is one: HTTP’s status does not tell. */
  success: true
  /** What was asked for. */
  data: {
    /** How many there are on all pages. */
    total: number
    /** How many a page holds. */
    pageSize: number
    /** Which page this is, from 1. */
    pageNum: number
    /** The members. */
    members: AitableMember[]
  }
}

/** The body of AITable’s `GET /fusion/v1/spaces/{spaceId}/teams/{unitId}/children` when the team was found. */
export type AitableTeamPage = {
  /** AITable’s own code; of a success that of HTTP. */
  code: 200
  /** The outcome in words. */
  message: 'SUCCESS'
  /** Whether it is one: HTTP’s status does not tell. */
  success: true
  /** What was asked for. */
  data: {
    /** How many there are on all pages. */
    total: number
    /** How many a page holds. */
    pageSize: number
    /** Which page this is, from 1. */
    pageNum: number
    /** The teams, in their order. */
    teams: AitableTeam[]
  }
}

/** The body of AITable’s `GET /fusion/v1/spaces/{spaceId}/roles` when the space was found. */
export type AitableRolePage = {
  /** AITable’s own code; of a success that of HTTP. */
  code: 200
  /** The outcome in words. */
  message: 'SUCCESS'
  /** Whether it is one: HTTP’s status does not tell. */
  success: true
  /** What was asked for. */
  data: {
    /** How many there are on all pages. */
    total: number
    /** How many a page holds. */
    pageSize: number
    /** Which page this is, from 1. */
    pageNum: number
    /** The roles, in their order. */
    roles: AitableRole[]
  }
}

/** The body of every refusal of AITable’s, of which many have the HTTP status 200: `code` says more. */
export type AitableError = {
  /** That it is a refusal, whatever HTTP’s status. */
  success: false
  /** AITable’s own code, which is not always HTTP’s status. */
  code: number
  /** Why, in the language of the owner of the token. */
  message: string
}
