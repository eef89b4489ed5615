/** AITable's envelope around what was asked for. */
import { type Answer, json } from '../../contract/answer.ts'

/** On every success. */
const NO_CACHE = { 'cache-control': 'no-cache,no-store,must-revalidate' }

const ENVELOPE = { code: 200, message: 'SUCCESS', success: true } as const

export const envelope = (data: object) => ({ ...ENVELOPE, data })

/** `text` is a whole body. */
export const written = (text: string | undefined): Answer => ({ status: 200, text, headers: NO_CACHE })

export const success = (data: object): Answer => json(200, envelope(data), NO_CACHE)

/** HTTP 201, while the code in the body stays 200. */
export const created = (data: object): Answer => json(201, envelope(data), NO_CACHE)

/** Without `data`. */
export const deleted = (): Answer => json(200, ENVELOPE, NO_CACHE)

interface Page {
  total: number
  pageSize: number
  pageNum: number
  /** Of what it is a page: `teams`. */
  name: string
  /** Each written already. */
  texts: readonly string[]
}

/** Put together from the texts of its items, which are kept. */
export const pageAnswer = ({ total, pageSize, pageNum, name, texts }: Page): Answer => {
  const head = JSON.stringify(envelope({ total, pageSize, pageNum })).slice(0, -2)
  return written(`${head},${JSON.stringify(name)}:[${texts.join(',')}]}}`)
}

export interface PageAsked {
  pageSize: number
  pageNum: number
  /** How many come before it. */
  offset: number
}

export const pageAsked = ({
  pageSize = 100,
  pageNum = 1,
}: {
  pageSize?: number | undefined
  pageNum?: number | undefined
}): PageAsked => ({ pageSize, pageNum, offset: (pageNum - 1) * pageSize })
