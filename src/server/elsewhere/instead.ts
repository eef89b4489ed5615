/** Takes a request for what the vendor has and is not emulated to somebody who answers it. */
import { ApiError } from '../../contract/refusal.ts'
import type { Exchange } from '../exchange.ts'
import type { Next } from '../next.ts'
import type { Reroute, Stage } from '../stage.ts'

/** Who answers; throws `refusal`, or one of their own, where they do not. */
export interface Elsewhere {
  /** True: they have something for this refusal. */
  takes(exchange: Exchange, refusal: ApiError): boolean
  answer(exchange: Exchange): Next
}

/** Where the path is not one of ours, and no refusal has been given for it. */
const lookingElsewhere = (path: Stage, elsewhere: Elsewhere): Stage => ({
  name: path.name,
  run(exchange) {
    try {
      return path.run(exchange)
    } catch (error) {
      if (!(error instanceof ApiError) || !elsewhere.takes(exchange, error)) throw error
      const { operation } = error.facts
      exchange.lacking = operation === undefined ? 'unknown' : String(operation)
      exchange.refusedBy = undefined
      return undefined
    }
  },
})

const answerElsewhere = (elsewhere: Elsewhere): Stage => ({
  name: 'elsewhere',
  run: (exchange) => (exchange.lacking === undefined ? undefined : elsewhere.answer(exchange)),
})

/** What has been answered by now is left to go out; the rest of the way is for what we serve. */
const settle: Stage = {
  name: 'elsewhere answered',
  run: ({ lacking }) => (lacking === undefined ? undefined : 'answered'),
}

/** Faults that are planned befall such requests too: they stand before the answer. */
export const rerouteTo =
  (elsewhere: Elsewhere): Reroute =>
  (stages) =>
    stages.flatMap((stage) => {
      if (stage.name === 'path') return [lookingElsewhere(stage, elsewhere)]
      return stage.name === 'strike' ? [stage, answerElsewhere(elsewhere), settle] : [stage]
    })
