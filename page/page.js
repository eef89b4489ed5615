/** The page: which sandbox is looked at, and the views of it. */
import { useAddress } from './address.js'
import { createApi, keepToken, readToken } from './api.js'
import { ClockBar, useClock } from './clock.js'
import { Notice } from './controls.js'
import { Deliveries } from './deliveries.js'
import { html, render, useEffect, useMemo, useRef, useState } from './htm.js'
import { useRequests } from './live.js'
import { Records } from './records.js'
import { Requests } from './requests.js'
import { SandboxBar } from './sandboxes.js'
import { Said, useSaying } from './saying.js'
import { Steering } from './steering.js'
import { TokenForm } from './token-form.js'

const LINKS = {
  connecting: 'Connecting',
  live: 'Live',
  lost: 'Reconnecting',
  gone: 'Deleted',
  refused: 'Refused',
}

/** `/` goes to the field that filters, unless a text is being written. */
const useSlash = (field) => {
  useEffect(() => {
    const onKeyDown = (event) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.target.matches('input, select, textarea')) return
      event.preventDefault()
      field.current?.focus()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [])
}

const Tabs = ({ tabs, tab, onTab, counts }) => html`<nav class="tabs" aria-label="Views">
  ${Object.entries(tabs).map(
    ([id, label]) => html`<button
      key=${id}
      type="button"
      aria-current=${id === tab ? 'page' : undefined}
      onClick=${() => onTab(id)}
    >${label}${counts[id] !== undefined && html`<span class="badge">${counts[id]}</span>`}</button>`,
  )}
</nav>`

const Trouble = ({ state, onSwitch }) => {
  if (state.link === 'gone')
    return html`<${Notice} tone="warn">There is no such sandbox any more.
      <button type="button" onClick=${() => onSwitch('default')}>Go to default</button><//>`
  if (state.link === 'refused') return html`<${Notice} tone="bad">${state.error.message}<//>`
  if (state.link === 'lost')
    return html`<${Notice} tone="warn">The server does not answer; this page tries again by itself.<//>`
  return undefined
}

/** On a small screen the sandbox and its clock are behind a button, so that what is looked at comes first. */
const Top = ({ children, link, sandbox }) => {
  const [isOpen, setIsOpen] = useState(false)
  return html`<header class=${`top ${isOpen ? 'open' : ''}`}>
    <a class="brand" href="./"><img src="page/icon.svg" alt="" width="22" height="22" />membermock</a>
    <button type="button" class="unfold" aria-expanded=${isOpen} onClick=${() => setIsOpen(!isOpen)}>
      ${sandbox} <span aria-hidden="true">${isOpen ? '▴' : '▾'}</span>
    </button>
    ${children}
    <span class="end">
      <span class=${`link ${link}`} role="status">${LINKS[link]}</span>
      <a class="docs" href="docs">Docs</a>
    </span>
  </header>`
}

const View = ({ tab, vendors, parts, state, field }) => {
  if (tab === 'requests') return html`<${Requests} ...${parts} state=${state} fieldRef=${field} />`
  if (tab === 'steer') return html`<${Steering} ...${parts} />`
  if (tab === 'deliveries') return html`<${Deliveries} ...${parts} state=${state} />`
  const vendor = vendors.find(({ id }) => id === tab)
  return html`<${Records} key=${tab} ...${parts} vendor=${vendor} fieldRef=${field} />`
}

/** All of one sandbox; made anew for another. */
const Workbench = ({ api, sandbox, vendors, at, go, onGood, onProblem }) => {
  const [epoch, setEpoch] = useState(0)
  const state = useRequests(api, sandbox)
  const clock = useClock(api, sandbox)
  const field = useRef(null)
  useSlash(field)

  const titles = Object.fromEntries(vendors.map(({ id, title }) => [id, title]))
  const tabs = { requests: 'Requests', deliveries: 'Deliveries', steer: 'Faults & limits', ...titles }
  const tab = Object.hasOwn(tabs, at.tab ?? '') ? at.tab : 'requests'
  const onTab = (id) => go({ tab: id === 'requests' ? '' : id, list: '', find: '' }, true)
  const onSwitch = (id) => go({ sandbox: id === 'default' ? '' : id, open: '' }, true)
  const onReset = () => {
    setEpoch(epoch + 1)
    clock.read()
    onGood(`${sandbox} is as it started.`)
  }
  const parts = { api, sandbox, vendors, at, go, epoch, onGood, onProblem }
  return html`
    <${Top} link=${state.link} sandbox=${sandbox}>
      <${SandboxBar} ...${{ api, sandbox, onSwitch, onReset, onGood, onProblem }} />
      <${ClockBar} clock=${clock} onProblem=${onProblem} />
    <//>
    <${Tabs} ...${{ tabs, tab, onTab }} counts=${{ requests: state.entries.length || undefined, deliveries: state.deliveries.length || undefined }} />
    <main>
      <${Trouble} state=${state} onSwitch=${onSwitch} />
      <${View} ...${{ tab, vendors, parts, state, field }} />
    </main>
  `
}

const Page = ({ vendors }) => {
  const [token, setToken] = useState(readToken)
  const [locked, setLocked] = useState()
  const [at, go] = useAddress()
  const { said, onDone, onGood, onProblem } = useSaying()
  const api = useMemo(() => createApi(token, { onLocked: setLocked, onDone }), [token])
  const { sandbox = 'default' } = at

  const onToken = (given) => {
    keepToken(given)
    setToken(given)
    setLocked(undefined)
  }
  if (locked !== undefined)
    return html`<${TokenForm} key=${token} refusal=${locked} wasTried=${token !== ''} onToken=${onToken} />`
  return html`
    <${Workbench} key=${sandbox} ...${{ api, sandbox, vendors, at, go, onGood, onProblem }} />
    <${Said} said=${said} />
  `
}

const start = async () => {
  const place = document.getElementById('page')
  const answer = await fetch('page/vendors.json')
  const { vendors, error } = await answer.json()
  place.replaceChildren()
  if (error === undefined) render(html`<${Page} vendors=${vendors} />`, place)
  else render(html`<main class="gate"><${Notice} tone="bad">${error.message}<//></main>`, place)
}

start()
