/** A request and its answer as they went over the wire: they are held for as long as they are worked on, and no longer. */

export type HeaderList = readonly (readonly [name: string, value: string])[]

export interface RawRequest {
  method: string
  /** The vendor's own path with its query. */
  target: string
  headers: HeaderList
  body: Buffer
}

export interface RawAnswer {
  status: number
  headers: HeaderList
  /** As it came: compressed, where its headers say so. */
  body: Buffer
}

/** Of the first header of that name. */
export const headerIn = (headers: HeaderList, name: string): string | undefined =>
  headers.find(([one]) => one.toLowerCase() === name)?.[1]
