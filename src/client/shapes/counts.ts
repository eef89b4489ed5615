/** How many requests there are, and should be. Made from its schemas by `npm run generate`. */

/** Whether there are as many as there should be. */
export type Verdict = {
  /** Are they as many as there should be? */
  ok: boolean
  /** How many requests fit. */
  count: number
  /** Where verify is not ok: what came instead, in words. */
  message?: string
  /** Where verify is not ok: up to three requests, those first that differ least; the latest first. */
  nearest?: Nearest[]
}

type Nearest = {
  /** Of its entry in the journal. */
  id: string
  /** In capitals. */
  method: string
  /** As the client sent it. */
  url: string
  /** Null when the socket was cut. */
  status: number | null
  /** The filters that it does not pass. */
  differs: Difference[]
}

type Difference = {
  /** The name of a filter. */
  field: string
  /** What the filter asks for. */
  expected: unknown
  /** What the request has in its place; null for nothing. */
  found: unknown
}

/** One of atLeast, atMost and exactly; atLeast 1 without. */
export type VerifyBody = {
  /** Which requests of a journal; all of what is given has to hold. */
  match?: Filters
  /** There should be as many, or more. */
  atLeast?: number
  /** There should be as many, or fewer. */
  atMost?: number
  /** There should be just as many. */
  exactly?: number
}

type Filters = {
  /** The id of a served vendor. */
  vendor?: string
  /** The id of an operation, served or answered 501. */
  operation?: string
  /** In any case. */
  method?: string
  /** The URL's path as the client sent it, without the query; with * at its end, how it begins. */
  path?: string
  /** Of the answer; a cut one has none. */
  status?: number
  /** A date and time, itself included, or the id of an entry, itself excluded. */
  since?: string
  /** Answered 501, because only the vendor has it. */
  unimplemented?: boolean
  /** A path or method that the vendor does not have. */
  unmatched?: boolean
  /** As many of the newest. */
  limit?: number
}

export type WaitBody = {
  /** Which requests of a journal; all of what is given has to hold. */
  match?: Filters
  /** How many are waited for. */
  count?: number
  /** How long at most, in milliseconds. */
  timeoutMs?: number
}
