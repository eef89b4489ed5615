/** The operations that Whop has and that are not emulated. */
import type { KnownOperation } from '../../contract/operation.ts'
import { knownOperations } from './known-resources.ts'

/** The same for two paths that differ in the names of their parameters alone. */
const shapeOf = ({ method, path }: Pick<KnownOperation, 'method' | 'path'>, base = ''): string =>
  `${method} ${(base + path).replace(/\{\w+\}/g, '{}')}`

/** All that is known but for what is served; the paths of `served` are below `base`. */
export const notEmulatedBeside = (
  served: readonly Pick<KnownOperation, 'method' | 'path'>[],
  base: string,
): readonly KnownOperation[] => {
  const shapes = new Set(served.map((one) => shapeOf(one, base)))
  return knownOperations.filter((one) => !shapes.has(shapeOf(one)))
}
