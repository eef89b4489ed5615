/** How a client reaches one vendor. */

export interface Introduction {
  /** `whop`, as everywhere in membermock. */
  id: string
  /** As the vendor writes its name. */
  title: string
  /** What a client is given as its base URL. */
  baseUrl: string
  /** A credential that works, unless there is none. */
  token: string | undefined
  /** A path below the base URL that `token` may ask for; not without the shipped members. */
  sample: string | undefined
  /** What the vendor's clients read from their environment. */
  environment: Readonly<Record<string, string>>
}
