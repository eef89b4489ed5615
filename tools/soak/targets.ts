/** What is asked, and the whole answer to it: the exchanges that need no given state. */
import { readExchanges } from '../../src/exchange/files.ts'
import {
  askedOf,
  type Exchange,
  type ExchangeFile,
  isChained,
  needsAdmin,
  statusOf,
} from '../../src/exchange/format.ts'
import { requestText } from './answer.ts'
import type { ExpectedAnswer } from './outcome.ts'

export interface Target {
  text: string
  isHead: boolean
  expected: ExpectedAnswer
}

const isStateless = (file: ExchangeFile): boolean =>
  !file.isRaw &&
  file.settings === undefined &&
  !needsAdmin(file) &&
  !isChained(file) &&
  !/\/(rate-limited|limit-)/.test(file.name)

const toTarget = (exchange: Exchange): Target => {
  const { headers: all, body } = exchange.request
  const { method, path } = askedOf(exchange)
  // Answers are compared as they come.
  const headers = all.filter(([name]) => name.toLowerCase() !== 'accept-encoding')
  return {
    text: requestText({ method, path, headers, body }),
    isHead: method === 'HEAD',
    expected: { status: statusOf(exchange), body: exchange.answer.body },
  }
}

/** Good ones and refusals of every vendor. What holds something random is left out: it could not be compared. */
export const readTargets = (): readonly Target[] =>
  readExchanges()
    .filter(isStateless)
    .flatMap(({ exchanges }) => exchanges)
    .filter(({ answer }) => !answer.body.includes('{{'))
    .map(toTarget)
