/** Which operation of a vendor an exchange is about, and how its request is said in a line. */
import { askedOf, type Exchange } from '../exchange/format.ts'
import type { KnownOperation } from './operation.ts'
import type { Vendor } from './vendor.ts'

/** As much of a vendor as its exchanges need. */
export interface Described extends Pick<Vendor, 'id' | 'base' | 'errors' | 'observations'> {
  readonly operations: readonly KnownOperation[]
}

/** As the vendor would see it, without the prefix that is ours. */
const nativePath = (vendor: Described, path: string): string => {
  const prefix = `/${vendor.id}${vendor.base}`
  return path.startsWith(`${prefix}/`) ? path.slice(vendor.id.length + 1) : path
}

const isOf = (pattern: string, path: string): boolean => {
  const [parts, segments] = [pattern.split('/'), path.split('/')]
  return (
    parts.length === segments.length && parts.every((part, i) => part.startsWith('{') || part === segments[i])
  )
}

/** Of the path and the method; of the path, whatever the method; else the first that the vendor serves. */
export const operationOf = (vendor: Described, exchange: Exchange | undefined): string => {
  const [first] = vendor.operations
  if (first === undefined) throw new TypeError(`${vendor.id} serves nothing`)
  if (exchange === undefined) return first.id
  const { method, path } = askedOf(exchange)
  const [native = ''] = nativePath(vendor, path).split('?')
  const there = vendor.operations.filter(({ path: own }) => isOf(vendor.base + own, native))
  const wanted = method === 'HEAD' ? 'GET' : method
  return (there.find((operation) => operation.method === wanted) ?? there[0] ?? first).id
}

/** What the request line says, below the base URL. */
export const requestOf = ({ id, base }: Described, exchange: Exchange | undefined): string => {
  if (exchange === undefined) return ''
  const { method, path } = askedOf(exchange)
  const prefix = `/${id}${base}`
  return `${method} ${path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path}`
}
