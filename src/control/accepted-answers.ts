/** Which answers a fault may force in a vendor's name. */
import type { Vendor } from '../contract/vendor.ts'

export interface AcceptedAnswers {
  status: readonly number[]
  /** Empty for a vendor whose bodies have no codes. */
  code: readonly number[]
  kind: readonly string[]
}

const numbersIn = (kinds: Readonly<Record<number, string>> = {}): number[] => Object.keys(kinds).map(Number)

/** Not `notImplemented`: that is ours, and counts as something that the client should not have asked for. */
export const acceptedAnswers = ({ errors, faults }: Vendor): AcceptedAnswers => ({
  status: numbersIn(faults.statuses),
  code: numbersIn(faults.codes),
  kind: Object.keys(errors).filter((kind) => kind !== 'notImplemented'),
})
