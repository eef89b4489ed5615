/** An answer that was recorded, and is given again in place of one that is emulated. */
export interface RecordedAnswer {
  status: number
  /** By lower-case name; one that came several times has all its values. */
  headers: Readonly<Record<string, string | readonly string[]>>
  body: string
}
