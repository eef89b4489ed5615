/** Does what steering asks for as a unit of work of its own, beside which nothing else runs. */
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Unit } from './unit.ts'

type Outcome<Result> = { readonly result: Result } | { readonly error: unknown }

/** What is refused is an outcome too: the store has to say that it was asked of what is there now. */
const outcomeOf = async <Result>(run: () => Result | Promise<Result>): Promise<Outcome<Result>> => {
  try {
    return { result: await run() }
  } catch (error) {
    return { error }
  }
}

/** Gives what `run` gives, and throws what it throws, when the store has kept it. */
export const doAlone = async <Result>(
  take: (unit: Unit) => void,
  sandbox: () => Sandbox,
  run: () => Result | Promise<Result>,
): Promise<Result> => {
  let outcome: Outcome<Result> | undefined
  await new Promise<void>((kept, failed) =>
    take({
      sandbox,
      isAlone: true,
      async run() {
        outcome = await outcomeOf(run)
      },
      kept,
      failed,
    }),
  )
  if (outcome === undefined) throw new TypeError('nothing was done')
  if ('error' in outcome) throw outcome.error
  return outcome.result
}
