/** Which key of several a request was sent with: of the credential itself nothing is kept. */
import type { Vendor } from '../../contract/vendor.ts'
import type { StandIns } from './stand-ins.ts'

/** Stands for an Authorization header in which the vendor sees no credential. */
export const UNREADABLE = '[unreadable]'

/** What stands for the key numbered `number`: of the vendor's own form, and none that it has given anybody. */
export const roleToken = (vendor: Vendor, number: number): string => vendor.mintToken('key', number)

export class KeyRoles {
  readonly #vendor: Vendor
  readonly #standIns: StandIns
  #count = 0

  constructor(vendor: Vendor, standIns: StandIns) {
    this.#vendor = vendor
    this.#standIns = standIns
  }

  /** How many keys have been met. */
  get count(): number {
    return this.#count
  }

  /** The header as it is written down; undefined without one. */
  header(authorization: string | undefined): string | undefined {
    if (authorization === undefined) return undefined
    const credential = this.#vendor.credentialIn(authorization)
    if (credential === undefined) return UNREADABLE
    const token = this.#standIns.draw('key', credential, () => {
      this.#count += 1
      return roleToken(this.#vendor, this.#count)
    })
    return `Bearer ${token}`
  }
}
