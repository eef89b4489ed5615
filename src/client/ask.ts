/** One call of the control plane, however it is made: what it is asked with, and where the admin has it. */
import { CALLS, type CallName, type Method } from '../routes/admin/calls.ts'
import { MembermockError } from './error.ts'

/** What a call is asked with. */
export interface Question {
  /** What stands in the path: an id, a vendor, a collection. */
  params?: Readonly<Record<string, string>>
  /** What is undefined is not there. */
  query?: Readonly<Record<string, unknown>>
  body?: unknown
}

/** Rejects with a MembermockError for what is refused. */
export type Ask = <Result>(name: CallName, question?: Question) => Promise<Result>

/** A way to a membermock. */
export interface Connection {
  ask: Ask
  /** Ends what waits, and refuses what comes. */
  close(): Promise<void>
}

export interface Target {
  method: Method
  /** Below `/__admin`, without the query. */
  path: string
  /** In text, as a URL has it. */
  query: Readonly<Record<string, string>>
}

export const targetOf = (name: CallName, { params = {}, query = {} }: Question): Target => {
  const { method, path } = CALLS[name]
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  return {
    method,
    path: path.replace(/\{(\w+)\}/g, (_, parameter: string) => encodeURIComponent(String(params[parameter]))),
    query: Object.fromEntries(given.map(([parameter, value]) => [parameter, String(value)])),
  }
}

/** Of a target, with its query. */
export const urlOf = ({ path, query }: Target): string => {
  const text = new URLSearchParams(query).toString()
  return text === '' ? path : `${path}?${text}`
}

/** For whatever is asked of a membermock that is closed. */
export const closed = (target: Target): MembermockError =>
  new MembermockError('this membermock is closed', { status: 0, path: urlOf(target) })
