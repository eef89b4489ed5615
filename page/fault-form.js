/** Puts a fault together from a few choices; what else one can be is written as JSON. */
import { Choice, Field, Notice } from './controls.js'
import { html, useState } from './htm.js'

/** What it does: how it is named, what is asked for besides, and what becomes of that in the rule. */
const EFFECTS = {
  status: {
    title: 'answer a status',
    preset: '500',
    rule: (value) => ({ answer: { status: Number(value) } }),
  },
  kind: { title: 'refuse by kind', preset: 'rateLimited', rule: (value) => ({ answer: { kind: value } }) },
  code: { title: 'answer a code', preset: '', rule: (value) => ({ answer: { code: Number(value) } }) },
  text: {
    title: 'answer 503 and a text',
    preset: '<h1>Service Unavailable</h1>',
    rule: (value) => ({ answer: { status: 503, body: value } }),
  },
  socket: { title: 'break the connection', preset: 'reset', rule: (value) => ({ socket: value }) },
  delay: { title: 'wait, in ms', preset: '1000', rule: (value) => ({ delay: Number(value) }) },
}

const SOCKETS = ['reset', 'close', 'hang', 'malformed']

const timesOf = (text) => {
  if (text.trim() === '') return null
  return Number(text)
}

const ruleOf = ({ vendor, operation, effect, value, times }) => ({
  vendor,
  ...(operation !== '' && { operation }),
  ...EFFECTS[effect].rule(value),
  times: timesOf(times),
})

const titlesOf = (items) => Object.fromEntries(items.map((item) => [item, item]))

const Value = ({ effect, value, vendor, onChange }) => {
  const choices = { kind: vendor.kinds, socket: SOCKETS }[effect]
  if (choices !== undefined)
    return html`<${Choice} label="Which" value=${value} options=${titlesOf(choices)} onChange=${onChange} />`
  return html`<input
    aria-label="Value"
    inputmode="numeric"
    autocomplete="off"
    value=${value}
    onInput=${(event) => onChange(event.currentTarget.value)}
  />`
}

export const FaultForm = ({ vendors, onPlan }) => {
  const [first] = vendors
  const [fields, setFields] = useState({
    vendor: first.id,
    operation: '',
    effect: 'status',
    value: EFFECTS.status.preset,
    times: '1',
  })
  /** The rule as it was written by hand; `undefined` while the fields say it. */
  const [text, setText] = useState()
  const [wrong, setWrong] = useState()
  const set = (changes) => {
    setText(undefined)
    setFields({ ...fields, ...changes })
  }
  const vendor = vendors.find(({ id }) => id === fields.vendor)
  const written = text ?? JSON.stringify(ruleOf(fields))
  const onSubmit = (event) => {
    event.preventDefault()
    try {
      setWrong(undefined)
      onPlan(JSON.parse(written))
    } catch (error) {
      setWrong(`This is no JSON: ${error.message}`)
    }
  }
  return html`<form class="fields" onSubmit=${onSubmit}>
    <${Field} label="Vendor"><${Choice} label="Vendor" value=${fields.vendor} options=${Object.fromEntries(vendors.map(({ id, title }) => [id, title]))} onChange=${(id) => set({ vendor: id, operation: '' })} /><//>
    <${Field} label="Operation"><${Choice} label="Operation" value=${fields.operation} options=${{ '': 'every', ...titlesOf(vendor.operations) }} onChange=${(operation) => set({ operation })} /><//>
    <${Field} label="It shall"><${Choice} label="It shall" value=${fields.effect} options=${Object.fromEntries(Object.entries(EFFECTS).map(([id, { title }]) => [id, title]))} onChange=${(effect) => set({ effect, value: EFFECTS[effect].preset })} /><//>
    <${Field} label="Which"><${Value} ...${fields} vendor=${vendor} onChange=${(value) => set({ value })} /><//>
    <${Field} label="Times"><input aria-label="Times; empty is always" placeholder="always" inputmode="numeric" autocomplete="off" value=${fields.times} onInput=${(event) => set({ times: event.currentTarget.value })} /><//>
    <button type="submit" class="primary">Plan</button>
    <label class="field wide"><span>As JSON, with whatever else a fault may have</span>
      <textarea aria-label="The fault as JSON" rows="2" spellcheck=${false} value=${written} onInput=${(event) => setText(event.currentTarget.value)}></textarea>
    </label>
    ${wrong !== undefined && html`<${Notice} tone="bad">${wrong}<//>`}
  </form>`
}
