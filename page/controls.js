/** The small parts that several views are made of. */
import { bodyCodeOf } from './body-code.js'
import { html, useEffect, useState } from './htm.js'

const SAID_MS = 1600

/** Browsers have a clipboard only for pages of this machine or over TLS. */
const copyByHand = (text) => {
  const area = document.createElement('textarea')
  area.value = text
  area.className = 'off-screen'
  document.body.append(area)
  area.select()
  const isDone = document.execCommand('copy')
  area.remove()
  return isDone
}

const copy = async (text) => {
  const done = await navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  )
  return done || copyByHand(text)
}

/** `text` may be a function, called when it is wanted. `what` says for screen readers what is copied. */
export const CopyButton = ({ text, label = 'Copy', what, primary = false }) => {
  const [said, say] = useState('')
  useEffect(() => {
    if (said === '') return undefined
    const timer = setTimeout(() => say(''), SAID_MS)
    return () => clearTimeout(timer)
  }, [said])

  const onClick = async (event) => {
    event.stopPropagation()
    const focused = document.activeElement
    const isCopied = await copy(typeof text === 'function' ? text() : text)
    focused?.focus()
    say(isCopied ? 'Copied' : 'Not copied')
  }
  return html`<button
    type="button"
    class=${`copy ${primary ? 'primary' : ''} ${said === 'Copied' ? 'done' : ''}`}
    aria-label=${said === '' && what !== undefined ? `${label} ${what}` : undefined}
    onClick=${onClick}
  >${said || label}</button>`
}

/** Asks once more before it does anything. */
export const SureButton = ({ label, question, onSure }) => {
  const [isAsking, setIsAsking] = useState(false)
  useEffect(() => {
    if (!isAsking) return undefined
    const timer = setTimeout(() => setIsAsking(false), 4000)
    return () => clearTimeout(timer)
  }, [isAsking])

  const onClick = () => {
    setIsAsking(!isAsking)
    if (isAsking) onSure()
  }
  return html`<button
    type="button"
    class=${isAsking ? 'danger' : ''}
    aria-label=${isAsking ? question : label}
    title=${question}
    onClick=${onClick}
  >${isAsking ? 'Sure?' : label}</button>`
}

/** `options` is value to label. */
export const Choice = ({ label, value, options, onChange }) => html`<select
  aria-label=${label}
  class=${value === '' ? '' : 'chosen'}
  value=${value}
  onChange=${(event) => onChange(event.currentTarget.value)}
>${Object.entries(options)
  .sort(([a], [b]) => Number(b === '') - Number(a === ''))
  .map(([key, text]) => html`<option key=${key} value=${key} selected=${key === value}>${text}</option>`)}
</select>`

/** A field of a form with its name over it. */
export const Field = ({ label, isNarrow = false, children }) =>
  html`<label class=${isNarrow ? 'field narrow' : 'field'}><span>${label}</span>${children}</label>`

export const SearchField = ({ fieldRef, label, value, onInput }) => html`<label class="search">
  <input
    ref=${fieldRef}
    type="search"
    aria-label=${label}
    placeholder=${label}
    autocomplete="off"
    spellcheck=${false}
    value=${value}
    onInput=${(event) => onInput(event.currentTarget.value)}
  />
  <kbd aria-hidden="true">/</kbd>
</label>`

export const Notice = ({ tone, children }) =>
  html`<div class=${`notice ${tone}`} role="status">${children}</div>`

/** An envelope may refuse with 200. */
const toneOf = ({ response, refusedBy }) => {
  if (response === null) return 'cut'
  const { status } = response
  if (status >= 500) return 'bad'
  return status >= 400 || refusedBy !== null ? 'warn' : 'good'
}

export const Status = ({ entry }) => {
  const code = bodyCodeOf(entry)
  return html`<span class=${`pill ${toneOf(entry)}`}>${entry.response?.status ?? 'cut'}</span>
    ${code !== undefined && html`<span class="pill code-pill" title="The code in the body">${code}</span>`}`
}
