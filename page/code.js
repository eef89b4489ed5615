/** A body as people read it: JSON on lines and in colours, anything else as it is. */
import { html } from './htm.js'
import { jsonPieces } from './json.js'

export const Code = ({ text }) => {
  const content = jsonPieces(text)?.map((piece) =>
    piece.kind === 'mark' ? piece.text : html`<span class=${piece.kind}>${piece.text}</span>`,
  )
  return html`<pre class="code" tabindex="0">${content ?? text}</pre>`
}
