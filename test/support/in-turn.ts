/** Sends each exchange to the next of several apps, as a proxy in front of them does. */
import type { Target } from '../../src/exchange/run.ts'
import type { TestApp } from './app.ts'
import { createAppTarget } from './app-target.ts'

export const createTurnTarget = (mocks: readonly TestApp[]): Target => {
  const targets = mocks.map(({ app }) => createAppTarget(app))
  let turn = -1
  const next = (): Target => {
    turn += 1
    const target = targets[turn % targets.length]
    if (target === undefined) throw new TypeError('nobody is there')
    return target
  }
  return {
    takesRaw: false,
    send: (request, isRaw) => next().send(request, isRaw),
    admin: (given) => next().admin(given),
  }
}
