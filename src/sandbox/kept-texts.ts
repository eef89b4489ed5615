/** Texts that were written from rows once: JSON is the dearest part of an answer, and rows seldom change. */

/** By the row, and by how it is shown. The texts of a row that is gone go with it. */
export class KeptTexts {
  readonly #texts = new WeakMap<object, Map<string, string>>()

  /** `view` tells apart everything that `write` depends on besides the rows. */
  textOf(row: object, view: string, write: () => unknown): string {
    let texts = this.#texts.get(row)
    if (texts === undefined) {
      texts = new Map()
      this.#texts.set(row, texts)
    }
    let text = texts.get(view)
    if (text === undefined) {
      text = JSON.stringify(write())
      texts.set(view, text)
    }
    return text
  }
}
