/** One question that a rule has to pass. */
import { ControlError } from '../control-error.ts'

/** Throws unless `isRight`. */
export const check = (
  isRight: boolean,
  path: string,
  message: string,
  accepted: readonly unknown[],
): void => {
  if (!isRight) throw new ControlError('refused', path, message, accepted)
}
