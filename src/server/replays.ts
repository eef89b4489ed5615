/** Keeps answers that a client may ask for again. */
import type { Stage } from './stage.ts'

export const keepAnswer: Stage = {
  name: 'keep',
  run(exchange) {
    if (exchange.keptAs !== undefined) exchange.vendor?.idempotency?.keep(exchange, exchange.answer)
    return undefined
  },
}
