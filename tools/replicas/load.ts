/** Clients that create, read and delete Sotion's members through whichever process comes next, and know what must be. */
import type { Fleet } from './fleet.ts'

const MEMBERS = '/sotion/api/v1/members'
const HEADERS = { authorization: 'Bearer so_mock_site_a', 'content-type': 'application/json' }
/** So many are there at a time, so that what is held does not grow with the time. */
const MOST = 200

interface Known {
  id: string
  email: string
}

interface Found {
  status: number
  /** Of a member; a refusal has no data. */
  body: { data?: Known } | undefined
}

export class Load {
  readonly #fleet: Fleet
  readonly #there: Known[] = []
  readonly #gone: Known[] = []
  /** What went on when a process was killed: either of two answers is right. */
  lost = 0
  answered = 0
  readonly wrong: string[] = []
  /** Addresses of all creates that were answered. */
  readonly created = new Set<string>()
  #turn = 0

  constructor(fleet: Fleet) {
    this.#fleet = fleet
  }

  /** Undefined: the process was killed meanwhile. */
  async #ask(path: string, init: RequestInit = {}): Promise<Found | undefined> {
    try {
      const answer = await fetch(`${this.#fleet.url(this.#turn++)}${MEMBERS}${path}`, {
        ...init,
        headers: HEADERS,
      })
      const text = await answer.text()
      this.answered += 1
      return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) }
    } catch {
      this.lost += 1
      return undefined
    }
  }

  /** The answer, if there is one and it is what must be. */
  #right(what: string, found: Found | undefined, status: number): Found | undefined {
    if (found === undefined || found.status === status) return found
    this.wrong.push(`${what}: ${found.status} ${JSON.stringify(found.body)?.slice(0, 200)}`)
    return undefined
  }

  async #create(email: string): Promise<void> {
    const found = await this.#ask('', { method: 'POST', body: JSON.stringify({ email }) })
    const id = this.#right(`create ${email}`, found, 201)?.body?.data?.id
    if (id === undefined) return
    this.created.add(email)
    this.#there.push({ id, email })
  }

  async #delete(): Promise<void> {
    const known = this.#there.shift()
    if (known === undefined) return
    const found = await this.#ask(`/${known.id}`, { method: 'DELETE' })
    if (this.#right(`delete ${known.email}`, found, 204)) this.#gone.push(known)
    if (this.#gone.length > MOST) this.#gone.shift()
  }

  async #read(known: Known | undefined, status: number): Promise<void> {
    if (known === undefined) return
    const found = await this.#ask(`/${known.id}`)
    // Another client may have deleted it meanwhile.
    if (status === 200 && !this.#there.includes(known)) return
    const right = this.#right(`read ${known.email}`, found, status)
    if (right === undefined || status !== 200 || right.body?.data?.email === known.email) return
    this.wrong.push(`read ${known.email}: ${JSON.stringify(right.body)}`)
  }

  /** One client, until `isOver`. */
  async work(name: string, isOver: () => boolean): Promise<void> {
    for (let nth = 0; !isOver(); nth++) {
      if (nth % 4 === 0) await this.#create(`${name}-${nth}@example.com`)
      if (this.#there.length > MOST) await this.#delete()
      await this.#read(this.#there[nth % (this.#there.length || 1)], 200)
      await this.#read(this.#gone[nth % (this.#gone.length || 1)], 404)
    }
  }

  /** Everything once more, when nobody changes anything. */
  async check(): Promise<void> {
    for (const known of this.#there) await this.#read(known, 200)
    for (const known of this.#gone) await this.#read(known, 404)
  }
}
