/** Tells of what other processes do to a sandbox, for as long as somebody here waits for it. */
import type { Connection } from './connection.ts'
import { channelOf } from './names.ts'

interface Followed {
  count: number
  stop(): void
}

export class News {
  readonly #connection: Connection
  /** Brings what is new of a sandbox; rejects when the store does not answer. */
  readonly #fetch: (id: string) => Promise<void>
  readonly #followed = new Map<string, Followed>()

  constructor(connection: Connection, fetch: (id: string) => Promise<void>) {
    this.#connection = connection
    this.#fetch = fetch
  }

  /** What is new is fetched whenever something is, until the returned function is called. */
  follow(id: string): () => void {
    const followed = this.#followed.get(id) ?? this.#start(id)
    followed.count += 1
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      followed.count -= 1
      if (followed.count > 0) return
      this.#followed.delete(id)
      followed.stop()
    }
  }

  #start(id: string): Followed {
    let isFetching = false
    let isMore = false
    const fetch = async (): Promise<void> => {
      isMore = true
      if (isFetching) return
      isFetching = true
      while (isMore) {
        isMore = false
        // What fails now comes with the next news.
        await this.#fetch(id).catch(() => {})
      }
      isFetching = false
    }
    const followed = { count: 0, stop: this.#connection.listen(channelOf(id), () => void fetch()) }
    this.#followed.set(id, followed)
    // What came about before the first message can come.
    void fetch()
    return followed
  }
}
