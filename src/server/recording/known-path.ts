/** Which operation of a vendor a path is about, and which of its parts are ids. */
import type { KnownOperation, Operation } from '../../contract/operation.ts'
import type { Vendor } from '../../contract/vendor.ts'

export interface KnownPath {
  /** By its parts: a parameter begins with `{`. */
  readonly pattern: readonly string[]
  /** Undefined where we do not serve it. */
  readonly operation: Operation | undefined
}

interface Candidate extends KnownPath {
  readonly method: string
}

const fits = ({ pattern }: Candidate, parts: readonly string[]): boolean =>
  pattern.length === parts.length &&
  pattern.every((part, i) => (part.startsWith('{') ? parts[i] !== '' : part === parts[i]))

const literals = ({ pattern }: Candidate): number => pattern.filter((part) => !part.startsWith('{')).length

/** `path` is native and without its query. Of several the one with the fewest parameters; of this method first. */
export const createPathFinder = (
  vendor: Vendor,
): ((method: string, path: string) => KnownPath | undefined) => {
  const { operations, notEmulated, base } = vendor
  const candidate = (
    { method, path }: Pick<KnownOperation, 'method' | 'path'>,
    operation?: Operation,
  ): Candidate => ({
    method,
    pattern: path.split('/'),
    operation,
  })
  const all = [
    ...operations.map((one) => candidate({ method: one.method, path: base + one.path }, one)),
    ...notEmulated.map((one) => candidate(one)),
  ].sort((a, b) => literals(b) - literals(a))
  return (method, path) => {
    const asked = method === 'HEAD' ? 'GET' : method
    const parts = path.split('/')
    const found = all.filter((one) => fits(one, parts))
    return found.find((one) => one.method === asked) ?? found[0]
  }
}
