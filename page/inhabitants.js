/** The members and the keys of a sandbox, to find and to copy. */
import { withQuery } from './api.js'
import { Code } from './code.js'
import { Choice, CopyButton, Notice, SearchField } from './controls.js'
import { commandFor } from './hint.js'
import { html, useEffect, useMemo, useState } from './htm.js'

const MOST = 1000

/** Of every vendor, `{vendor, total, records}`; `names` is the state by token. */
const load = async (api, sandbox, vendors) => {
  const { credentials } = await api.get(`sandboxes/${encodeURIComponent(sandbox)}`)
  const names = new Map(
    Object.values(credentials).flatMap((states) => Object.entries(states).map(([a, b]) => [b, a])),
  )
  const listOf = async (vendor, what) => {
    const answer = await api.get(withQuery(`${vendor.id}/${what}`, { sandbox, limit: MOST }))
    return { vendor, total: answer.total, records: answer[what] }
  }
  const [members, keys] = await Promise.all(
    ['members', 'keys'].map((what) => Promise.all(vendors.map((vendor) => listOf(vendor, what)))),
  )
  return { members, keys, names }
}

/** Loaded anew whenever `epoch` changes. */
export const useInhabitants = (api, sandbox, vendors, epoch, isWanted) => {
  const [found, setFound] = useState({})
  useEffect(() => {
    if (!isWanted) return undefined
    let isCurrent = true
    const set = (value) => isCurrent && setFound(value)
    load(api, sandbox, vendors).then(
      (lists) => set({ lists }),
      (error) => set({ error }),
    )
    return () => {
      isCurrent = false
    }
  }, [api, sandbox, vendors, epoch, isWanted])
  return found
}

const idOf = ({ member }, record) => record.id ?? record[member] ?? ''

const nameOf = ({ name, displayName, user }) => name ?? displayName ?? user?.name

const emailOf = ({ email, user }) => email ?? user?.email

/** `company biz_1 · scopes member:basic:read` of what is short enough to say. */
const sayFacts = (record, leftOut) =>
  Object.entries(record)
    .filter(([name, value]) => !leftOut.includes(name) && value !== null && value !== undefined)
    .map(([name, value]) => [name, typeof value === 'object' ? sayInner(value) : String(value)])

const sayInner = (value) =>
  Array.isArray(value)
    ? value.map((one) => (typeof one === 'object' ? (one.name ?? '…') : one)).join(', ') || 'none'
    : Object.entries(value)
        .map(([name, inner]) => `${name} ${typeof inner === 'object' ? '…' : inner}`)
        .join(', ')

const Member = ({ vendor, record, token }) => {
  const id = idOf(vendor, record)
  const [isOpen, setIsOpen] = useState(false)
  const isAskable = vendor.path !== undefined && token !== undefined
  return html`<li class="card">
    <details onToggle=${(event) => setIsOpen(event.currentTarget.open)}>
      <summary>
        <span class="name">${nameOf(record) ?? html`<span class="dim">no name</span>`}</span>
        <span class="dim email">${emailOf(record) ?? ''}</span>
        <code class="id">${id}</code>
      </summary>
      ${
        isOpen &&
        html`<div class="body">
          <${CopyButton} text=${JSON.stringify(record, null, 2)} label="Copy JSON" what=${`of ${id}`} />
          <${Code} text=${JSON.stringify(record)} />
        </div>`
      }
    </details>
    <span class="buttons">
      <${CopyButton} text=${id} label="Copy id" what=${id} />
      ${isAskable && html`<${CopyButton} text=${() => commandFor(vendor, record, token)} label="Copy curl" what=${`for ${id}`} />`}
    </span>
  </li>`
}

const Key = ({ record, name }) => html`<li class="card key">
  <span class="name">${name ?? html`<span class="dim">no name</span>`}</span>
  <code class="id">${record.token}</code>
  <span class="facts">${record.revoked === true && html`<span class="tag warn">revoked</span>`} ${sayFacts(
    record,
    ['token', 'revoked'],
  ).map(([word, value]) => html`<span><span class="dim">${word}</span> ${value}</span>`)}</span>
  <span class="buttons"><${CopyButton} text=${record.token} what=${`the key ${name ?? record.token}`} /></span>
</li>`

const createMatcher = (text) => {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return (record, name = '') => {
    if (words.length === 0) return true
    const searched = `${name} ${JSON.stringify(record)}`.toLowerCase()
    return words.every((word) => searched.includes(word))
  }
}

const Group = ({ what, list, keys, names }) => {
  const { vendor, records, total, shown } = list
  const token = keys.find((group) => group.vendor === vendor)?.records.find(({ revoked }) => !revoked)?.token
  return html`<section class="group" aria-label=${`${vendor.title} ${what}`}>
    <h2>${vendor.title} <span class="dim">${shown.length === records.length ? total : `${shown.length} of ${total}`}</span></h2>
    ${shown.length === 0 && html`<p class="dim none">${records.length === 0 ? `It has no ${what}.` : 'None matches.'}</p>`}
    <ul>${shown.map((record) =>
      what === 'keys'
        ? html`<${Key} key=${record.token} record=${record} name=${names.get(record.token)} />`
        : html`<${Member} key=${`${record[vendor.place]}/${idOf(vendor, record)}`} ...${{ vendor, record, token }} />`,
    )}</ul>
  </section>`
}

/** `what` is `members` or `keys`. */
export const Inhabitants = ({ what, found, vendors, fieldRef }) => {
  const [text, setText] = useState('')
  const [only, setOnly] = useState('')
  const { lists, error } = found
  const groups = useMemo(() => {
    const matches = createMatcher(text)
    return (lists?.[what] ?? [])
      .filter(({ vendor }) => only === '' || vendor.id === only)
      .map((list) => ({
        ...list,
        shown: list.records.filter((record) => matches(record, lists.names.get(record.token))),
      }))
  }, [lists, what, text, only])
  const titles = Object.fromEntries(vendors.map(({ id, title }) => [id, title]))
  return html`<div class="inhabitants">
    <div class="toolbar" role="search">
      <${SearchField} fieldRef=${fieldRef} label=${`Filter ${what}`} value=${text} onInput=${setText} />
      <${Choice} label="Vendor" value=${only} options=${{ '': 'Vendor', ...titles }} onChange=${setOnly} />
    </div>
    ${error !== undefined && html`<${Notice} tone="bad">${error.message}</${Notice}>`}
    <div class="groups">${groups.map(
      (list) =>
        html`<${Group} key=${list.vendor.id} what=${what} list=${list} keys=${lists.keys} names=${lists.names} />`,
    )}</div>
  </div>`
}
