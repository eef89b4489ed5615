/** What is asked, and the whole answer to it: the exchanges that need no given state. */
import type { Exchange, ExchangeFile } from '../../src/exchange/read.ts'
import { needsAdmin, readExchanges } from '../../src/exchange/read.ts'
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
  !/\/(rate-limited|limit-)/.test(file.name)

const statusOf = ({ answer }: Exchange): number => Number(answer.startLine.split(' ')[1])

const toTarget = (exchange: Exchange): Target => {
  const { startLine, headers, body } = exchange.request
  const [method = 'GET', path = '/'] = startLine.split(' ')
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
