/** A record as text, to be changed and kept. */
import { html, useRef, useState } from './htm.js'

/** `onSave` is given the value that was written, and tells whether it was kept. */
export const RecordEditor = ({ value, label, onSave, onCancel }) => {
  const field = useRef(null)
  const [wrong, setWrong] = useState()
  const onSubmit = async (event) => {
    event.preventDefault()
    try {
      const written = JSON.parse(field.current.value)
      setWrong(undefined)
      await onSave(written)
    } catch (error) {
      setWrong(`This is no JSON: ${error.message}`)
    }
  }
  const text = JSON.stringify(value, null, 2)
  return html`<form class="editor" onSubmit=${onSubmit}>
    <textarea
      ref=${field}
      aria-label=${label}
      aria-invalid=${wrong !== undefined}
      spellcheck=${false}
      autocomplete="off"
      rows=${Math.min(24, text.split('\n').length + 1)}
      defaultValue=${text}
    ></textarea>
    ${wrong !== undefined && html`<p class="wrong" role="alert">${wrong}</p>`}
    <div class="buttons-row">
      <button type="submit" class="primary">Save</button>
      <button type="button" onClick=${onCancel}>Cancel</button>
    </div>
  </form>`
}
