/**
 * Brings what is due in the outboxes that processes share: each line by whoever has its lease. A lease that nobody renews
 * ends, so that another process takes over what one that died has left.
 */
import { tryDelivery } from '../sandbox/attempt.ts'
import type { Carrier } from '../sandbox/delivery.ts'
import { lineOf } from '../sandbox/new-delivery.ts'
import type { Errand, Outbox } from '../sandbox/outbox.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Connection } from './connection.ts'
import { leaseOf } from './names.ts'
import { LEAVE, RENEW } from './scripts.ts'

export interface CourierOptions {
  readonly connection: Connection
  /** How long what a dead process has left waits for another, in milliseconds. */
  readonly leaseMs: number
  /** Runs `work` as a unit of work of that sandbox. Rejects when the store does not answer. */
  unit(sandbox: Sandbox, work: () => void): Promise<void>
}

/** The first that is due by now in that line. */
const firstIn = (outbox: Outbox, line: string, now: number): number | undefined => {
  const due = outbox.records
    .list()
    .filter((one) => one.due !== null && one.due <= now && lineOf(one) === line)
  due.sort((a, b) => (a.due ?? 0) - (b.due ?? 0) || a.number - b.number)
  return due[0]?.number
}

/** It has not become another one, as by a reset, while it was under way. */
const isStill = ({ records }: Outbox, { delivery }: Errand): boolean => {
  const now = records.get(delivery.number)
  return (
    now?.state === 'due' &&
    now.time === delivery.time &&
    now.eventId === delivery.eventId &&
    now.attempts.length === delivery.attempts.length
  )
}

export class Courier {
  readonly #options: CourierOptions
  /** Lines that are seen to here. */
  readonly #busy = new Set<string>()
  /** Those that others had when they were last asked for. */
  readonly #others = new Set<string>()
  #carrier: Carrier | undefined
  #leases = 0

  constructor(options: CourierOptions) {
    this.#options = options
  }

  /** Undefined: nothing more is brought from here. */
  set carrier(carrier: Carrier | undefined) {
    this.#carrier = carrier
  }

  /** Sees to whatever is due in a sandbox by now. */
  look(sandbox: Sandbox): void {
    const outbox = sandbox.course?.startedOutbox
    if (this.#carrier === undefined || outbox === undefined || outbox.records.dueCount === 0) return
    const now = sandbox.clock.now()
    const lines = new Set<string>()
    for (const delivery of outbox.records.list())
      if (delivery.due !== null && delivery.due <= now) lines.add(lineOf(delivery))
    for (const line of lines) void this.#see(sandbox, line)
  }

  /** Others may have left by now. */
  forgive(): void {
    this.#others.clear()
  }

  async #see(sandbox: Sandbox, line: string): Promise<void> {
    const name = leaseOf(sandbox.id, line)
    if (this.#busy.has(name) || this.#others.has(name)) return
    this.#busy.add(name)
    try {
      await this.#withLease(name, (isOurs) => this.#bringAll(sandbox, line, isOurs))
    } catch {
      // The store does not answer: whoever finds it again looks again.
    } finally {
      this.#busy.delete(name)
    }
  }

  async #withLease(name: string, work: (isOurs: () => boolean) => Promise<void>): Promise<void> {
    const { connection, leaseMs } = this.#options
    const { client } = connection
    this.#leases += 1
    const own = `${await client.client('ID')}.${this.#leases}`
    if ((await client.set(name, own, 'PX', leaseMs, 'NX')) === null) {
      this.#others.add(name)
      return
    }
    let isOurs = true
    const renew = async (): Promise<void> => {
      const [isThere] = await connection.run(RENEW, [name], [own, leaseMs])
      isOurs = isThere === 1
    }
    const timer = setInterval(() => renew().catch(() => {}), leaseMs / 4) // it ends by itself
    try {
      await work(() => isOurs)
    } finally {
      clearInterval(timer)
      await connection.run(LEAVE, [name], [own])
    }
  }

  /** One after the other, for as long as something is due. */
  async #bringAll(sandbox: Sandbox, line: string, isOurs: () => boolean): Promise<void> {
    for (;;) {
      const carrier = this.#carrier
      if (carrier === undefined || !isOurs()) return
      let number: number | undefined
      let errand: Errand | undefined
      await this.#options.unit(sandbox, () => {
        const { outbox, clock } = sandbox
        number = firstIn(outbox, line, clock.now())
        errand = number === undefined ? undefined : outbox.begin(number)
      })
      if (number === undefined) return
      if (errand !== undefined && !(await this.#bring(sandbox, errand, carrier))) return
    }
  }

  /** False: this process stops. */
  async #bring(sandbox: Sandbox, errand: Errand, carrier: Carrier): Promise<boolean> {
    const tried = await tryDelivery({ ...errand, carrier })
    if (tried === 'stopped') return false
    await this.#options.unit(sandbox, () => {
      const { outbox } = sandbox
      if (isStill(outbox, errand)) outbox.conclude(errand, tried)
    })
    return true
  }
}
