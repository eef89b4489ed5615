/** What stands around every answer of a vendor: its headers, and what answers in front of its application. */
import type { Stage } from './stage.ts'

/** Node writes the machine's own time; a shifted clock writes its own. */
export const writeDate: Stage = {
  name: 'date',
  run(exchange) {
    const { clock } = exchange.sandbox
    if (clock.isShifted) exchange.setHeader('date', new Date(clock.now()).toUTCString())
    return undefined
  },
}

export const writeFirstHeaders: Stage = {
  name: 'first headers',
  run(exchange) {
    exchange.vendor?.surroundings?.arrive?.(exchange)
    return undefined
  },
}

export const answerInFront: Stage = {
  name: 'front',
  run(exchange) {
    const answer = exchange.vendor?.surroundings?.front?.(exchange)
    if (answer === undefined) return undefined
    exchange.answer = answer
    exchange.isInFront = true
    return 'answered'
  },
}

export const writeLastHeaders: Stage = {
  name: 'last headers',
  run(exchange) {
    if (!exchange.isInFront) exchange.vendor?.surroundings?.leave?.(exchange, exchange)
    return undefined
  },
}
