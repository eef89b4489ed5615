/** The page: which sandbox is looked at, its clock, and three views of it. */
import { createApi, keepToken, readToken } from './api.js'
import { ClockBar, useClock } from './clock.js'
import { Notice } from './controls.js'
import { EVERYTHING } from './filter.js'
import { html, render, useCallback, useEffect, useMemo, useRef, useState } from './htm.js'
import { Inhabitants, useInhabitants } from './inhabitants.js'
import { useRequests } from './live.js'
import { Requests } from './requests.js'
import { SandboxBar } from './sandboxes.js'
import { TokenForm } from './token-form.js'

const LINKS = {
  connecting: 'Connecting',
  live: 'Live',
  lost: 'Reconnecting',
  gone: 'Deleted',
  refused: 'Refused',
}

const TABS = { requests: 'Requests', members: 'Members', keys: 'Keys' }
const SAID_MS = 6000

/** `{tone, text}` for some seconds. */
const useSaying = () => {
  const [said, say] = useState()
  useEffect(() => {
    if (said === undefined) return undefined
    const timer = setTimeout(() => say(undefined), SAID_MS)
    return () => clearTimeout(timer)
  }, [said])
  const onProblem = useCallback(({ message, accepted = [] }) => {
    const examples = accepted.length > 0 ? ` Accepted: ${accepted.join(', ')}.` : ''
    say({ tone: 'bad', text: `${message}.${examples}` })
  }, [])
  return { said, say, onProblem }
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

const Tabs = ({ tab, onTab, counts }) => html`<nav class="tabs" aria-label="Views">
  ${Object.entries(TABS).map(
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
      <button type="button" onClick=${() => onSwitch('default')}>Go to default</button></${Notice}>`
  if (state.link === 'refused') return html`<${Notice} tone="bad">${state.error.message}</${Notice}>`
  if (state.link === 'lost')
    return html`<${Notice} tone="warn">The server does not answer; this page tries again by itself.</${Notice}>`
  return undefined
}

/** All of one sandbox; made anew for another. */
const Workbench = ({ api, sandbox, vendors, onSwitch }) => {
  const [tab, setTab] = useState('requests')
  const [filter, setFilter] = useState(EVERYTHING)
  const [epoch, setEpoch] = useState(0)
  const { said, say, onProblem } = useSaying()
  const state = useRequests(api, sandbox)
  const clock = useClock(api, sandbox)
  const found = useInhabitants(api, sandbox, vendors, epoch, tab !== 'requests')
  const field = useRef(null)
  useSlash(field)

  const onTab = (id) => {
    setTab(id)
    setEpoch(epoch + 1)
  }
  const onReset = () => {
    setEpoch(epoch + 1)
    clock.read()
    say({ tone: 'good', text: `${sandbox} is as it started.` })
  }
  return html`
    <header class="top">
      <a class="brand" href="./"><img src="page/icon.svg" alt="" width="22" height="22" />membermock</a>
      <${SandboxBar} ...${{ api, sandbox, onSwitch, onReset, onProblem }} />
      <${ClockBar} clock=${clock} onProblem=${onProblem} />
      <span class=${`link ${state.link}`} role="status">${LINKS[state.link]}</span>
      <a class="docs" href="docs">Docs</a>
    </header>
    <${Tabs} tab=${tab} onTab=${onTab} counts=${{ requests: state.entries.length || undefined }} />
    <main>
      <${Trouble} state=${state} onSwitch=${onSwitch} />
      ${
        tab === 'requests'
          ? html`<${Requests} ...${{ api, sandbox, vendors, state, filter }} onFilter=${setFilter} fieldRef=${field} />`
          : html`<${Inhabitants} key=${tab} what=${tab} found=${found} vendors=${vendors} fieldRef=${field} />`
      }
    </main>
    <div class="said" role="status">${said !== undefined && html`<${Notice} tone=${said.tone}>${said.text}</${Notice}>`}</div>
  `
}

const sandboxInAddress = () => new URLSearchParams(location.search).get('sandbox') ?? 'default'

const Page = ({ vendors }) => {
  const [token, setToken] = useState(readToken)
  const [locked, setLocked] = useState()
  const [sandbox, setSandbox] = useState(sandboxInAddress)
  const api = useMemo(() => createApi(token, setLocked), [token])

  const onToken = (given) => {
    keepToken(given)
    setToken(given)
    setLocked(undefined)
  }
  const onSwitch = useCallback((id) => {
    history.replaceState(
      undefined,
      '',
      id === 'default' ? location.pathname : `?sandbox=${encodeURIComponent(id)}`,
    )
    setSandbox(id)
  }, [])
  if (locked !== undefined)
    return html`<${TokenForm} key=${token} refusal=${locked} wasTried=${token !== ''} onToken=${onToken} />`
  return html`<${Workbench} key=${sandbox} ...${{ api, sandbox, vendors, onSwitch }} />`
}

const start = async () => {
  const place = document.getElementById('page')
  const answer = await fetch('page/vendors.json')
  const { vendors, error } = await answer.json()
  place.replaceChildren()
  if (error === undefined) render(html`<${Page} vendors=${vendors} />`, place)
  else render(html`<main class="gate"><${Notice} tone="bad">${error.message}</${Notice}></main>`, place)
}

start()
