/** What tells one request from another when a recording is looked through: its parts in one spelling. */

import { isRecord } from '../../contract/json.ts'
import type { Vendor } from '../../contract/vendor.ts'
import { UNREADABLE } from './key-roles.ts'

export interface Asked {
  method: string
  /** Native. */
  path: string
  /** Names and values, in the order of the names. */
  query: string
  body: string
  /** The credential as the vendor sees it; `none` and `unreadable` where it sees none. */
  role: { token: string } | 'none' | 'unreadable'
  /** Of the headers that decide what is answered. */
  deciding: string
}

const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder)
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, inOrder(value[key])]),
  )
}

/** JSON without its layout and the order of its keys. */
export const canonicalBody = (text: string): string => {
  try {
    return text === '' ? '' : JSON.stringify(inOrder(JSON.parse(text)))
  } catch {
    return text
  }
}

const canonicalQuery = (query: string): string => {
  const pairs = [...new URLSearchParams(query)]
  return JSON.stringify(pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
}

const roleOf = (vendor: Vendor, authorization: string | undefined): Asked['role'] => {
  if (authorization === undefined) return 'none'
  if (authorization === UNREADABLE) return 'unreadable'
  const token = vendor.credentialIn(authorization)
  return token === undefined ? 'unreadable' : { token }
}

export interface RequestParts {
  method: string
  /** Native, with its query. */
  target: string
  body: string
  header(name: string): string | undefined
}

export const readAsked = (vendor: Vendor, { method, target, body, header }: RequestParts): Asked => {
  const [path = '', ...queries] = target.split('?')
  const { deciding = [] } = vendor.habits
  return {
    method,
    path,
    query: canonicalQuery(queries.join('?')),
    body: canonicalBody(body),
    role: roleOf(vendor, header('authorization')),
    deciding: deciding.map((name) => header(name) ?? '').join('\n'),
  }
}
