/** One record in a list: what tells it apart, and on demand the whole, to copy, edit and delete. */
import { Code } from './code.js'
import { CopyButton, SureButton } from './controls.js'
import { factsOf, headingOf } from './heading.js'
import { html, useState } from './htm.js'
import { RecordEditor } from './record-editor.js'

const Head = ({ heading, name, facts }) => {
  const { id, contact, status, place, isRevoked } = heading
  const shown = name ?? heading.name
  return html`
    <span class="name">${shown ?? html`<span class="dim">no name</span>`}</span>
    <span class="dim email">${contact ?? ''}</span>
    <code class="id">${id}</code>
    <span class="facts">
      ${isRevoked && html`<span class="tag warn">revoked</span>`}
      ${status !== undefined && html`<span class="tag info">${status}</span>`}
      ${place !== undefined && html`<span class="place">${place}</span>`}
      ${facts.map(([word, value]) => html`<span title=${value}><span class="dim">${word}</span> ${value}</span>`)}
    </span>
  `
}

const Whole = ({ record, heading, does }) => {
  const [isEdited, setIsEdited] = useState(false)
  const { id } = heading
  if (isEdited)
    return html`<${RecordEditor}
      value=${record}
      label=${`${id} as JSON`}
      onSave=${async (value) => (await does.change(record, value)) && setIsEdited(false)}
      onCancel=${() => setIsEdited(false)}
    />`
  return html`<div class="body">
    <${CopyButton} text=${JSON.stringify(record, null, 2)} label="Copy JSON" what=${`of ${id}`} />
    <${Code} text=${JSON.stringify(record)} />
    <div class="buttons-row">
      <button type="button" aria-label=${`Edit ${id}`} onClick=${() => setIsEdited(true)}>Edit</button>
      <${SureButton} label="Delete" question=${`Delete ${id}`} onSure=${() => does.remove(record)} />
    </div>
  </div>`
}

/** `name` is what a credential is called; `curl` makes a command that asks for the record, where there is one. */
export const RecordCard = ({ collection, record, name, curl, does }) => {
  const [isOpen, setIsOpen] = useState(false)
  const heading = headingOf(collection, record)
  const isKey = collection.list === 'keys'
  const facts = isKey ? factsOf(record, [collection.id, 'revoked']) : []
  const what = name ?? heading.id
  return html`<li class=${isKey ? 'card key' : 'card'}>
    <details onToggle=${(event) => setIsOpen(event.currentTarget.open)}>
      <summary><${Head} ...${{ heading, name, facts }} /></summary>
      ${isOpen && html`<${Whole} ...${{ record, heading, does }} />`}
    </details>
    <span class="buttons">
      <${CopyButton} text=${heading.id} label="Copy id" what=${what} />
      ${curl !== undefined && html`<${CopyButton} text=${curl} label="Copy curl" what=${`for ${what}`} />`}
    </span>
  </li>`
}
