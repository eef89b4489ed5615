/** Takes away what `--write` has made: it looks for it by its name, so that a lost answer hides nothing. */
import type { Made } from '../../contract/documentation.ts'
import { MADE_NAME } from '../../contract/verify-writes.ts'
import { isMapping, parsed } from './difference.ts'
import { type Answer, NoAnswer } from './exchange.ts'
import type { Means } from './result.ts'
import { valueAt } from './values.ts'
import { sendPatiently } from './write.ts'

export interface CleanPlan {
  made: readonly Made[]
  /** The base URL of the target. */
  target: string
  headers: Readonly<Record<string, string>>
  place: string | undefined
  /** What all that was made is called. */
  name: string
  windowMs: number
}

type Sending = Pick<Means, 'send' | 'time'>

interface Item {
  id: string
  name: string
}

/** A list could not be read: the text says why. */
class Unread extends Error {}

const MOST_PAGES = 100
/** Deletes are asked so often, since one may need that another is gone. */
const ROUNDS = 3

const ask = async (method: string, path: string, plan: CleanPlan, sending: Sending): Promise<Answer> => {
  const own = path.replaceAll('{place}', encodeURIComponent(plan.place ?? ''))
  const question = { method, url: plan.target + own, headers: plan.headers }
  return sendPatiently(question, sending, plan.windowMs)
}

const itemsIn = ({ items, id, name }: Made, body: unknown): readonly Item[] => {
  const list = valueAt(items, body)
  if (!Array.isArray(list)) throw new Unread('there is no list in the answer')
  return list.filter(isMapping).map((one) => ({ id: String(one[id]), name: String(one[name]) }))
}

/** The query of the next page; undefined behind the last. */
const nextPage = (
  { cursor, page }: Made,
  body: unknown,
  asked: number,
  count: number,
): string | undefined => {
  if (page !== undefined) return count === 0 ? undefined : `&${page}=${asked + 1}`
  const next = cursor === undefined ? undefined : valueAt(cursor.at, body)
  return typeof next === 'string' ? `&${cursor?.parameter}=${encodeURIComponent(next)}` : undefined
}

/** Throws Unread. */
const list = async (
  made: Made,
  path: string,
  plan: CleanPlan,
  sending: Sending,
): Promise<readonly Item[]> => {
  const found: Item[] = []
  let query: string | undefined = made.page === undefined ? '' : `&${made.page}=1`
  for (let asked = 1; asked <= MOST_PAGES && query !== undefined; asked++) {
    const { status, body } = await ask('GET', path + query, plan, sending)
    if (status !== 200) throw new Unread(`GET ${path} is answered ${status}`)
    const items = itemsIn(made, parsed(body))
    found.push(...items)
    query = nextPage(made, parsed(body), asked, items.length)
  }
  return found
}

const withId = (path: string, { id }: Item): string => path.replaceAll('{id}', encodeURIComponent(id))

/** Those of this run, the innermost first. */
const findOwn = async (made: Made, plan: CleanPlan, sending: Sending): Promise<readonly Item[]> => {
  const path = made.list.replaceAll('{name}', encodeURIComponent(plan.name))
  const own = (await list(made, path, plan, sending)).filter(({ name }) => name.startsWith(plan.name))
  if (made.within === undefined) return own
  const inner: Item[] = []
  for (const one of own) inner.push(...(await list(made, withId(made.within, one), plan, sending)))
  return [...inner.filter(({ name }) => name.startsWith(MADE_NAME)), ...own]
}

/** What is left after the last round. */
const clear = async (made: Made, plan: CleanPlan, sending: Sending): Promise<readonly Item[]> => {
  let left = await findOwn(made, plan, sending)
  for (let round = 0; round < ROUNDS && left.length > 0; round++) {
    for (const one of left) await ask('DELETE', withId(made.remove, one), plan, sending)
    left = await findOwn(made, plan, sending)
  }
  return left
}

const sayLeft = (made: Made, { name, place }: CleanPlan, item: Item): string => {
  const path = withId(made.remove, item).replaceAll('{place}', place ?? '')
  return `left behind: ${made.what} ${item.name || name}; DELETE ${path}`
}

/** A sentence for each thing that is still there, or may be; none when all is gone. */
export const cleanUp = async (plan: CleanPlan, sending: Sending): Promise<readonly string[]> => {
  const sentences: string[] = []
  for (const made of plan.made) {
    try {
      const left = await clear(made, plan, sending)
      sentences.push(...left.map((item) => sayLeft(made, plan, item)))
    } catch (error) {
      if (!(error instanceof NoAnswer || error instanceof Unread)) throw error
      sentences.push(`perhaps left behind: each ${made.what} called ${plan.name}...; ${error.message}`)
    }
  }
  return sentences
}
