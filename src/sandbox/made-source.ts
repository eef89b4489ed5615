/** A source of members that are only made when someone asks for them, so that start-up loads no faker. */
import type { MaybePromise, Source } from './store.ts'

export interface MadeSourceOptions<T> {
  /** Records that are there from the start. */
  named: ReadonlyMap<string, T>
  /** Ids and how to make each of them; called once, at the first look for an id that is not named. */
  plan(): ReadonlyMap<string, () => Promise<T>>
}

export const createMadeSource = <T>({ named, plan }: MadeSourceOptions<T>): Source<MaybePromise<T>> => {
  let planned: ReadonlyMap<string, () => Promise<T>> | undefined
  const plans = (): ReadonlyMap<string, () => Promise<T>> => {
    planned ??= plan()
    return planned
  }
  const made = new Map<string, MaybePromise<T>>()

  const makeOnce = (id: string): MaybePromise<T> | undefined => {
    const make = plans().get(id)
    if (make === undefined) return undefined
    const promise = make().then((record) => {
      made.set(id, record)
      return record
    })
    made.set(id, promise)
    return promise
  }

  return {
    get: (id) => named.get(id) ?? made.get(id) ?? makeOnce(id),
    ids: () => [...named.keys(), ...plans().keys()],
  }
}
