/** Under which names everything lies in the store. */

const PREFIX = 'membermock:'

/** Says which world it is: the same settings and the same start of time; gone with all the rest. */
export const WORLD = `${PREFIX}world`

/** Sandboxes by the time at which a job of theirs is due. */
export const DUE = `${PREFIX}due`

/** What is kept as a whole of some version and the changes since: a sandbox, or the list of them. */
export interface Place {
  /** Fields: `v`, the version; `base`, the whole of the version `b`; and how much there is. */
  readonly doc: string
  /** The changes from `b` on, one for each version. */
  readonly log: string
}

export const REGISTRY: Place = { doc: `${PREFIX}sandboxes`, log: `${PREFIX}sandboxes:log` }

/** In front of a sandbox's id. */
export const SANDBOX = `${PREFIX}sandbox:`

export const sandboxPlace = (id: string): Place & { readonly journal: string } => ({
  doc: SANDBOX + id,
  log: `${SANDBOX}${id}:log`,
  journal: `${SANDBOX}${id}:journal`,
})

/** Who brings what stands in one line of a sandbox's outbox. */
export const leaseOf = (id: string, line: string): string => `${SANDBOX}${id}:lease:${line}`

/** Told of with each change of a sandbox, for those who wait for one. */
export const channelOf = (id: string): string => `${SANDBOX}${id}:news`
