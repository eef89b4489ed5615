/** A sandbox’s clock. Made from its schemas by `npm run generate`. */

/** The clock of one sandbox. */
export type Clock = {
  /** What time it is, in UTC. */
  now: string
  /** It stands, or goes on with the machine’s. */
  mode: 'frozen' | 'following'
}
