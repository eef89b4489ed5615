/** Texts that a vendor's refusals are known to have: they say nothing of whoever met them. */
import { valueAt } from '../../contract/json.ts'
import { readExchangesOf } from '../../exchange/files.ts'
import { statusOf } from '../../exchange/format.ts'

const textsIn = (value: unknown, found: Set<string>): void => {
  if (typeof value === 'string') found.add(value)
  else if (typeof value === 'object' && value !== null)
    for (const key of Object.keys(value)) textsIn(valueAt(value, key), found)
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A refusal is one by its status, or, where all are 200, by what its body says of success. */
const isRefusal = (status: number, body: unknown): boolean =>
  status >= 400 || valueAt(body, 'success') === false

/** Any number for a number. */
const numberless = (text: string): string => text.replace(/\d+/g, '0')

/** Tells of a text whether a shipped exchange of the vendor refuses with it. */
export const readKnownTexts = (vendorId: string): ((text: string) => boolean) => {
  const found = new Set<string>()
  for (const exchange of readExchangesOf(vendorId).flatMap(({ exchanges }) => exchanges)) {
    const body = parsed(exchange.answer.body)
    if (isRefusal(statusOf(exchange), body)) textsIn(body, found)
  }
  const known = new Set([...found].map(numberless))
  // A refusal that names what was sent is not one of those.
  return (text) => text.length <= 300 && known.has(numberless(text)) && !/\d{5}/.test(text)
}
