/** The recorded answers of one vendor, found by their requests. */
import type { Vendor } from '../../contract/vendor.ts'
import { askedOf, type Exchange, type Message, statusOf } from '../../exchange/format.ts'
import type { RecordedAnswer } from '../recorded-answer.ts'
import { type Asked, readAsked } from './asked.ts'

interface Page {
  asked: Asked
  answer: RecordedAnswer
}

const headerIn = ({ headers }: Message, name: string): string | undefined =>
  headers.find(([one]) => one.toLowerCase() === name)?.[1]

const answerOf = (exchange: Exchange): RecordedAnswer => {
  // Without a prototype: a header may be called `constructor`.
  const headers: Record<string, string | string[]> = Object.create(null)
  for (const [name, value] of exchange.answer.headers) {
    const before = headers[name.toLowerCase()]
    headers[name.toLowerCase()] = before === undefined ? value : [before, value].flat()
  }
  return { status: statusOf(exchange), headers, body: exchange.answer.body }
}

const pageOf = (vendor: Vendor, exchange: Exchange): Page => {
  const { method, path } = askedOf(exchange)
  const { request } = exchange
  const target = path.slice(vendor.id.length + 1)
  const header = (name: string): string | undefined => headerIn(request, name)
  return {
    asked: readAsked(vendor, { method, target, body: request.body, header }),
    answer: answerOf(exchange),
  }
}

const placeOf = ({ method, path }: Pick<Asked, 'method' | 'path'>): string => `${method} ${path}`

const isSameAnswer = (a: Page, b: Page): boolean =>
  a.answer.status === b.answer.status && a.answer.body === b.answer.body

/** Answers to somebody who came too often, or that went wrong, are given only where there is no other. */
const isGood = ({ answer: { status } }: Page): boolean => status !== 429 && status < 500

export class AnswerBook {
  readonly #pages = new Map<string, Page[]>()
  readonly #tokens = new Set<string>()

  constructor(vendor: Vendor, exchanges: readonly Exchange[]) {
    for (const exchange of exchanges) {
      const page = pageOf(vendor, exchange)
      const place = placeOf(page.asked)
      this.#pages.set(place, [...(this.#pages.get(place) ?? []), page])
      if (typeof page.asked.role === 'object') this.#tokens.add(page.asked.role.token)
    }
  }

  /** True: the body of a request decides which answer it gets. */
  needsBody(method: string, path: string): boolean {
    return (this.#pages.get(placeOf({ method, path })) ?? []).some(({ asked }) => asked.body !== '')
  }

  /** The last good one that was recorded for this request, if any was. */
  find(asked: Asked): RecordedAnswer | undefined {
    const same = (this.#pages.get(placeOf(asked)) ?? []).filter(
      (page) =>
        page.asked.query === asked.query &&
        page.asked.body === asked.body &&
        page.asked.deciding === asked.deciding,
    )
    const found = this.#ofRole(same, asked.role)
    return (found.findLast(isGood) ?? found.at(-1))?.answer
  }

  /** A key that was not recorded is as good as any of them, where it does not matter which it is. */
  #ofRole(pages: readonly Page[], role: Asked['role']): readonly Page[] {
    if (typeof role !== 'object') return pages.filter((page) => page.asked.role === role)
    const withKey = pages.filter((page) => typeof page.asked.role === 'object')
    if (this.#tokens.has(role.token))
      return withKey.filter(({ asked }) => typeof asked.role === 'object' && asked.role.token === role.token)
    const good = withKey.filter(isGood)
    const [first, ...others] = this.#lastOfEach(good.length > 0 ? good : withKey)
    return first !== undefined && others.every((other) => isSameAnswer(first, other)) ? [first] : []
  }

  #lastOfEach(pages: readonly Page[]): readonly Page[] {
    return [...new Map(pages.map((page) => [JSON.stringify(page.asked.role), page])).values()]
  }
}
