/** Success bodies that are written once: JSON is the dearest part of an answer, and records seldom change. */
import type { FastifyReply } from 'fastify'

/** The JSON of records, by how they are shown. A changed record is another object; the old one's texts go with it. */
export class Written<T extends object> {
  readonly #texts = new WeakMap<T, Map<string, string>>()

  /** `view` tells apart everything that `write` depends on besides the record. */
  textOf(record: T, view: string, write: () => unknown): string {
    let texts = this.#texts.get(record)
    if (texts === undefined) {
      texts = new Map()
      this.#texts.set(record, texts)
    }
    let text = texts.get(view)
    if (text === undefined) {
      text = JSON.stringify(write())
      texts.set(view, text)
    }
    return text
  }
}

export const sendWritten = (reply: FastifyReply, text: string): FastifyReply =>
  reply.header('content-type', 'application/json; charset=utf-8').send(text)
