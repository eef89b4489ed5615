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

const EFFECT_TITLES = Object.fromEntries(Object.entries(EFFECTS).map(([id, { title }]) => [id, title]))

/** What is chosen of a rule; `set` takes what changes of it. */
const Choices = ({ fields, vendors, vendor, set }) => {
  const choice = (label, value, options, onChange) => html`<${Field} label=${label}>
    <${Choice} ...${{ label, value, options, onChange }} />
  <//>`
  const titles = Object.fromEntries(vendors.map(({ id, title }) => [id, title]))
  const operations = { '': 'every', ...titlesOf(vendor.operations) }
  const onEffect = (effect) => set({ effect, value: EFFECTS[effect].preset })
  return html`
    ${choice('Vendor', fields.vendor, titles, (id) => set({ vendor: id, operation: '' }))}
    ${choice('Operation', fields.operation, operations, (operation) => set({ operation }))}
    ${choice('It shall', fields.effect, EFFECT_TITLES, onEffect)}
    <${Field} label="Which">
      <${Value} ...${fields} vendor=${vendor} onChange=${(value) => set({ value })} />
    <//>
    <${Field} label="Times" isNarrow>
      <input
        aria-label="Times; empty is always"
        placeholder="always"
        inputmode="numeric"
        autocomplete="off"
        value=${fields.times}
        onInput=${(event) => set({ times: event.currentTarget.value })}
      />
    <//>
  `
}

const startOf = ([first]) => ({
  vendor: first.id,
  operation: '',
  effect: 'status',
  value: EFFECTS.status.preset,
  times: '1',
})

export const FaultForm = ({ vendors, onPlan }) => {
  const [fields, setFields] = useState(() => startOf(vendors))
  /** The rule as it was written by hand; `undefined` while the fields say it. */
  const [text, setText] = useState()
  const [wrong, setWrong] = useState()
  const set = (changes) => {
    setText(undefined)
    setFields({ ...fields, ...changes })
  }
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
  const vendor = vendors.find(({ id }) => id === fields.vendor)
  return html`<form class="fields" onSubmit=${onSubmit}>
    <${Choices} ...${{ fields, vendors, vendor, set }} />
    <button type="submit" class="primary">Plan</button>
    <label class="field wide"><span>As JSON, with whatever else a fault may have</span>
      <textarea
        aria-label="The fault as JSON"
        rows="2"
        spellcheck=${false}
        value=${written}
        onInput=${(event) => setText(event.currentTarget.value)}
      ></textarea>
    </label>
    ${wrong !== undefined && html`<${Notice} tone="bad">${wrong}<//>`}
  </form>`
}
