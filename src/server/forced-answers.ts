/** What a fault may force in a vendor's name, and which kind of refusal each of it is. */

import type { Vendor } from '../contract/vendor.ts'
import { acceptedAnswers } from '../control/accepted-answers.ts'
import type { FaultAnswer } from '../sandbox/faults.ts'
import type { Preference } from './prefer.ts'

/** An answer that names a row of the vendor's table of errors. */
type NamedAnswer = { status: number } | Extract<FaultAnswer, { code: number } | { kind: string }>

/** `undefined` for what is not accepted. */
export const kindOf = (vendor: Vendor, answer: NamedAnswer): string | undefined => {
  if ('status' in answer) return vendor.faults.statuses[answer.status]
  if ('code' in answer) return vendor.faults.codes?.[answer.code]
  return acceptedAnswers(vendor).kind.find((kind) => kind === answer.kind)
}

/** A preferred code is one of the vendor's bodies, else an HTTP status. */
export const preferredKind = (vendor: Vendor, { name, value }: Preference): string | undefined => {
  if (name === 'kind') return kindOf(vendor, { kind: value })
  const code = /^\d+$/.test(value) ? Number(value) : 0
  return kindOf(vendor, { code }) ?? kindOf(vendor, { status: code })
}

export const preferable = (vendor: Vendor): { code: readonly number[]; kind: readonly string[] } => {
  const { status, code, kind } = acceptedAnswers(vendor)
  return { code: [...new Set([...code, ...status])].sort((a, b) => a - b), kind }
}
