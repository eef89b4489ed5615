/** One request with its answer, whole. */
import { withQuery } from './api.js'
import { Code } from './code.js'
import { CopyButton, Status } from './controls.js'
import { asCurl, variableFor } from './curl.js'
import { html, useEffect, useRef, useState } from './htm.js'
import { Reasons } from './reasons.js'

/** As much of a body as the journal keeps. */
const KEPT_BYTES = 64 * 1024

const Headers = ({ headers }) => html`<dl class="headers">
  ${headers.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
</dl>`

const Body = ({ text, what }) => {
  if (text === '' || text === null) return html`<p class="dim none">No body.</p>`
  const isCut = new Blob([text]).size >= KEPT_BYTES
  return html`<div class="body">
    <${CopyButton} text=${text} what=${what} />
    <${Code} text=${text} />
    ${isCut && html`<p class="dim">Only the first 64 KiB were kept.</p>`}
  </div>`
}

const Facts = ({ entry }) => {
  const facts = [entry.id, entry.vendor, entry.operation, entry.time, `${entry.durationMs} ms`]
  return html`<p class="facts">${facts.filter(Boolean).map((fact) => html`<span>${fact}</span>`)}</p>`
}

const Actions = ({ entry, vendors }) => {
  const variable = variableFor(vendors, entry.vendor)
  const command = asCurl(entry, location.origin, variable)
  const isHidden = command.includes(`\${${variable}}`)
  return html`<div class="actions">
    <${CopyButton} text=${command} label="Copy as curl" primary />
    ${isHidden && html`<span class="dim">The key is hidden: set <code>${variable}</code> in your shell first.</span>`}
  </div>`
}

const headersOf = ({ headers }) =>
  Object.entries(headers).flatMap(([name, value]) => [value].flat().map((one) => [name, one]))

const Answer = ({ response }) =>
  response === null
    ? html`<p class="dim none">None: the socket was cut.</p>`
    : html`<${Body} text=${response.body} what="the response's body" />`

/** What a list has shortened is asked for by itself. */
const useWhole = ({ api, sandbox, entry }) => {
  const [whole, setWhole] = useState(entry)
  useEffect(() => {
    if (!entry.shortened) return
    api.get(withQuery(`requests/${entry.id}`, { sandbox })).then(setWhole, () => {})
  }, [api, sandbox, entry.id])
  return whole.id === entry.id ? whole : entry
}

export const Exchange = ({ api, sandbox, vendors, entry: listed, onClose }) => {
  const entry = useWhole({ api, sandbox, entry: listed })
  const { request, response } = entry
  const panel = useRef(null)
  useEffect(() => panel.current.scrollTo(0, 0), [entry.id])

  return html`<section class="exchange" aria-label="Exchange" ref=${panel}>
    <header>
      <${Status} entry=${entry} />
      <h2><span class="method">${request.method}</span> <span class="url">${request.url}</span></h2>
      <button type="button" class="close" aria-label="Close the exchange" title="Escape" onClick=${onClose}>✕</button>
    </header>
    <${Facts} entry=${entry} />
    <${Actions} ...${{ entry, vendors }} />
    <${Reasons} ...${{ api, sandbox, entry }} />
    ${request.body && html`<h3>Request</h3><${Body} text=${request.body} what="the request's body" />`}
    <h3>Response <${Status} entry=${entry} /></h3>
    <${Answer} response=${response} />
    <h3>Request headers</h3>
    <${Headers} headers=${request.headers} />
    ${response !== null && html`<h3>Response headers</h3><${Headers} headers=${headersOf(response)} />`}
  </section>`
}
