/** Runs a file of exchanges against a target, from a fresh state, and says what differed. */
import { differences } from '../../src/exchange/match.ts'
import type { Exchange, ExchangeFile } from '../../src/exchange/read.ts'
import type { Target } from './targets.ts'

export interface Result {
  exchange: Exchange
  /** Lines `expected: ...` and `actual: ...`; empty when the answer was the expected one. */
  differences: readonly string[]
}

const RESET = { method: 'POST', path: '/__admin/reset', body: undefined }

/** Between two requests to a server whose limits cannot be reset: AITable's takes twenty a second. */
const PAUSE_MS = 60

/** `hasAdmin` false: the state is what it is, and files with `# given` are not for this. */
export const runFile = async (
  file: ExchangeFile,
  target: Target,
  hasAdmin = true,
): Promise<readonly Result[]> => {
  if (hasAdmin) await target.admin(RESET)
  const results: Result[] = []
  for (const exchange of file.exchanges) {
    if (!hasAdmin) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    for (const given of exchange.givens) await target.admin(given)
    const answer = await target.send(exchange, file.isRaw)
    results.push({ exchange, differences: differences(exchange, answer) })
  }
  return results
}

/** For people: where, what was asked, and both sides of each difference; empty when there is none. */
export const report = ({ exchange, differences: lines }: Result): string =>
  lines.length === 0 ? '' : [`${exchange.place} ${exchange.request.startLine}`, ...lines].join('\n  ')
