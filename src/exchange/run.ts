/** Runs a file of exchanges against a target, from a fresh state, and says what differed. */
import { captureFrom } from './capture.ts'
import type { Exchange, ExchangeFile, Given, Message } from './format.ts'
import { differences } from './match.ts'
import { filled } from './placeholders.ts'

/** Where exchanges are sent. */
export interface Target {
  /** False: bytes cannot be sent as they are. */
  takesRaw: boolean
  send(request: Message, isRaw: boolean): Promise<Message>
  /** Throws unless the admin says yes. */
  admin(given: Given): Promise<void>
}

export interface Result {
  exchange: Exchange
  /** Lines `expected: ...` and `actual: ...`; empty when the answer was the expected one. */
  differences: readonly string[]
}

const RESET: Given = { method: 'POST', path: '/__admin/reset', body: undefined }

/** Between two requests to a server whose limits cannot be reset: some take twenty a second. */
const PAUSE_MS = 60

const filledMessage = ({ startLine, headers, body }: Message, captured: Map<string, string>): Message => ({
  startLine: filled(startLine, captured),
  headers: headers.map(([name, value]) => [name, filled(value, captured)] as const),
  body: filled(body, captured),
})

/** Notes what the answer leaves for later exchanges; says what it lacks. */
const capture = ({ captures }: Exchange, answer: Message, captured: Map<string, string>): string[] =>
  captures.flatMap((one) => {
    const value = captureFrom(one, answer, captured)
    if (value === undefined) return [`expected: ${one.from}, to be called ${one.name}`, '  actual: (absent)']
    captured.set(one.name, value)
    return []
  })

/** `hasAdmin` false: the state is what it is, and files with `# given` are not for this. */
export const runFile = async (
  file: ExchangeFile,
  target: Target,
  hasAdmin = true,
): Promise<readonly Result[]> => {
  if (hasAdmin) await target.admin(RESET)
  const captured = new Map<string, string>()
  const results: Result[] = []
  for (const exchange of file.exchanges) {
    if (!hasAdmin) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    for (const { body, ...given } of exchange.givens)
      await target.admin({
        method: given.method,
        path: filled(given.path, captured),
        body: body === undefined ? body : filled(body, captured),
      })
    const answer = await target.send(filledMessage(exchange.request, captured), file.isRaw)
    const found = differences(exchange, answer, captured)
    results.push({ exchange, differences: [...found, ...capture(exchange, answer, captured)] })
  }
  return results
}

/** For people: where, what was asked, and both sides of each difference; empty when there is none. */
export const report = ({ exchange, differences: lines }: Result): string =>
  lines.length === 0 ? '' : [`${exchange.place} ${exchange.request.startLine}`, ...lines].join('\n  ')
