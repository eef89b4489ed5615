/** What is to happen to members, and when. Made from its schemas by `npm run generate`. */

/** A step of a scenario, and what has become of it. */
export type PlannedStep = {
  /** Counted up in each sandbox. */
  id: string
  /** On the sandbox's clock. */
  time: string
  /** Whose member. */
  vendor: string
  /** The id of the member. */
  member: string
  /** What happens to the member. */
  event: string
  /** What the member is in, where ids alone do not tell. */
  place: string | null
  /** missed: the clock was set past it, which makes nothing happen. */
  state: 'due' | 'done' | 'failed' | 'missed'
  /** Why it could not happen. */
  reason: string | null
}

/** What is to happen to a member, and when. */
export type ScenarioStep = {
  /** An ISO 8601 duration from the start of the scenario, or a date and time. */
  at: string
  /** Whose member. */
  vendor: string
  /** The id of the member; one that joins is made. */
  member: string
  /** What happens to the member: joined. */
  event: string
  /** What the member is in, where ids alone do not tell. */
  place?: string
}
