/** The list of requests, newest first, and the one that is open. */
import { Choice, SearchField, Status } from './controls.js'
import { Exchange } from './exchange.js'
import { createFilter, EVERYTHING, hasUnread, OUTCOMES, STATUSES } from './filter.js'
import { Hint } from './hint.js'
import { html, useEffect, useMemo, useRef, useState } from './htm.js'

/** Rows drawn at once: more are a button away. */
const PAGE = 200

const tagsOf = (entry) => [
  ...(entry.fault === null ? [] : [['fault', `fault ${entry.fault}`]]),
  ...(entry.unimplemented ? [['bad', 'not emulated']] : []),
  ...(entry.refusedBy !== null && !entry.unimplemented ? [['warn', `refused: ${entry.refusedBy}`]] : []),
  ...(hasUnread(entry) ? [['info', 'unread']] : []),
]

const Row = ({ entry, isCurrent, isOpen, onOpen }) => html`<li
  id=${entry.id}
  role="option"
  aria-selected=${isOpen}
  class=${`row ${isCurrent ? 'current' : ''}`}
  onClick=${onOpen}
>
  <span class="statuses"><${Status} entry=${entry} /></span>
  <span class="what" title=${entry.request.url}>
    <span class="method">${entry.request.method}</span> <span class="url">${entry.request.url}</span>
  </span>
  <span class="tags">${tagsOf(entry).map(([tone, text]) => html`<span class=${`tag ${tone}`}>${text}</span>`)}</span>
  <span class="vendor">${entry.vendor ?? 'nobody'}</span>
  <time datetime=${entry.time} title=${entry.time}>${entry.time.slice(11, 23)}</time>
  <span class="took">${entry.durationMs.toFixed(1)} ms</span>
</li>`

const Filters = ({ filter, onFilter, vendors, fieldRef, shown, total }) => {
  const set = (name) => (value) => onFilter({ [name]: value })
  const titles = Object.fromEntries(vendors.map(({ id, title }) => [id, title]))
  const isSet = Object.values(filter).some((value) => value !== '')
  return html`<div class="toolbar" role="search">
    <${SearchField} fieldRef=${fieldRef} label="Filter requests" value=${filter.q} onInput=${set('q')} />
    <${Choice} label="Vendor" value=${filter.vendor} options=${{ '': 'Vendor', ...titles }} onChange=${set('vendor')} />
    <${Choice} label="Status" value=${filter.status} options=${STATUSES} onChange=${set('status')} />
    <${Choice} label="Outcome" value=${filter.outcome} options=${OUTCOMES} onChange=${set('outcome')} />
    ${isSet && html`<button type="button" class="plain" onClick=${() => onFilter(EVERYTHING)}>Clear</button>`}
    <span class="count" role="status">${isSet && total > 0 && `${shown} of ${total}`}</span>
  </div>`
}

const MOVES = {
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  PageDown: (at) => at + 10,
  PageUp: (at) => at - 10,
  Home: () => 0,
  End: () => Number.POSITIVE_INFINITY,
}

/** Which row the keyboard is at, and which is open; both by id, since rows move down as requests come. */
const useCursor = (rows, at, go) => {
  const [currentId, setCurrentId] = useState(at.open)
  const openId = at.open
  const setOpenId = (id) => go({ open: id ?? '' }, openId === undefined)
  const moveTo = (entry) => {
    setCurrentId(entry.id)
    if (openId !== undefined) setOpenId(entry.id)
    document.getElementById(entry.id)?.scrollIntoView({ block: 'nearest' })
  }
  const onKeyDown = (event) => {
    if (event.target !== event.currentTarget || rows.length === 0) return
    const at = rows.findIndex(({ id }) => id === currentId)
    const move = MOVES[event.key]
    if (move !== undefined) moveTo(rows[Math.max(0, Math.min(rows.length - 1, move(at)))])
    else if (event.key === 'Enter' || event.key === ' ') setOpenId(rows[Math.max(at, 0)].id)
    else return
    event.preventDefault()
  }
  const open = ({ id }) => {
    setCurrentId(id)
    setOpenId(id)
  }
  return { currentId, openId, open, close: () => setOpenId(undefined), onKeyDown }
}

/** What covers the list on a small screen takes the focus, and gives it back. */
const useFocusOf = (openId, list) => {
  const wasOpen = useRef(false)
  useEffect(() => {
    const isOpen = openId !== undefined
    if (isOpen && matchMedia('(max-width: 760px)').matches)
      document.querySelector('.exchange .close')?.focus()
    if (!isOpen && wasOpen.current) list.current?.focus({ preventScroll: true })
    wasOpen.current = isOpen
  }, [openId])
}

const Rows = ({ rows, cursor, listRef }) => {
  const [limit, setLimit] = useState(PAGE)
  const { currentId, openId, open, onKeyDown } = cursor
  const drawn = rows.slice(0, limit)
  const isDrawn = drawn.some(({ id }) => id === currentId)
  return html`<div class="list">
    <ul
      ref=${listRef}
      role="listbox"
      tabindex="0"
      aria-label="Requests, newest first"
      aria-activedescendant=${isDrawn ? currentId : undefined}
      onKeyDown=${onKeyDown}
    >${drawn.map(
      (entry) => html`<${Row}
        key=${entry.id}
        entry=${entry}
        isCurrent=${entry.id === currentId}
        isOpen=${entry.id === openId}
        onOpen=${() => open(entry)}
      />`,
    )}</ul>
    ${
      rows.length > limit &&
      html`<button type="button" class="more" onClick=${() => setLimit(limit + PAGE)}>
        Show ${Math.min(PAGE, rows.length - limit)} more
      </button>`
    }
  </div>`
}

const filterIn = (at) =>
  Object.fromEntries(Object.keys(EVERYTHING).map((name) => [name, at[name] ?? EVERYTHING[name]]))

export const Requests = ({ api, sandbox, vendors, at, go, state, fieldRef }) => {
  const { entries, dropped, isListed } = state
  const filter = filterIn(at)
  const rows = useMemo(() => entries.filter(createFilter(filter)), [entries, ...Object.values(filter)])
  const list = useRef(null)
  const cursor = useCursor(rows, at, go)
  const opened = entries.find(({ id }) => id === cursor.openId)
  useFocusOf(opened?.id, list)
  useEffect(() => {
    // In a field, it empties the field.
    const onKeyDown = ({ key, target }) => key === 'Escape' && !target.value && go({ open: '' })
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [go])

  return html`<div class=${`requests ${opened === undefined ? '' : 'split'}`}>
    <div class="pane">
      <${Filters} ...${{ filter, vendors, fieldRef }} onFilter=${go} shown=${rows.length} total=${entries.length} />
      ${dropped > 0 && html`<p class="dim dropped">${dropped} more were noted and are no longer held.</p>`}
      ${entries.length === 0 && isListed && html`<${Hint} api=${api} sandbox=${sandbox} vendors=${vendors} />`}
      ${
        entries.length > 0 &&
        rows.length === 0 &&
        html`<div class="empty"><h2>Nothing matches</h2><p>None of the ${entries.length} requests passes the filter.</p>
          <button type="button" onClick=${() => go(EVERYTHING)}>Show all</button></div>`
      }
      ${rows.length > 0 && html`<${Rows} rows=${rows} cursor=${cursor} listRef=${list} />`}
    </div>
    ${opened !== undefined && html`<${Exchange} ...${{ api, sandbox, vendors }} entry=${opened} onClose=${cursor.close} />`}
  </div>`
}
