/** Finds a sandbox by its id, or says which there are. */
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { Sandboxes } from '../../sandbox/sandboxes.ts'
import { ControlError } from '../control-error.ts'

const SHOWN = 20

/** Throws a ControlError that names some of those that there are. */
export const findSandbox = (sandboxes: Sandboxes, id: string, path: string): Sandbox => {
  const sandbox = sandboxes.get(id)
  if (sandbox !== undefined) return sandbox
  const known = sandboxes.list().map((one) => one.id)
  throw new ControlError('absent', path, `there is no sandbox "${id}"`, known.slice(0, SHOWN))
}
