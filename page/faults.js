/** The faults that are planned: listed with what came of them, planned and dropped. */
import { withQuery } from './api.js'
import { SureButton } from './controls.js'
import { FaultForm } from './fault-form.js'
import { html, useCallback, useEffect, useState } from './htm.js'

const READ_EVERY_MS = 3000

/** They are used up by requests, behind the page's back. */
const useFaults = (api, sandbox, onProblem, epoch) => {
  const [faults, setFaults] = useState()
  const path = withQuery('faults', { sandbox })
  const read = useCallback(
    () => api.get(path).then((answer) => setFaults(answer.faults), onProblem),
    [api, path, onProblem],
  )
  useEffect(() => {
    read()
    const again = () =>
      document.visibilityState === 'visible' &&
      api.get(path).then(
        (answer) => setFaults(answer.faults),
        () => {},
      )
    const timer = setInterval(again, READ_EVERY_MS)
    return () => clearInterval(timer)
  }, [api, path, read, epoch])
  return { faults, read }
}

const Planned = ({ fault, onDrop }) => {
  const { id, vendor, operation, matched, applied, ...rule } = fault
  return html`<li class="card fault-card">
    <span><code>${id}</code> <span class="name">${vendor}</span> <span class="dim">${operation ?? 'every operation'}</span></span>
    <code class="rule">${JSON.stringify(rule)}</code>
    <span class="dim">befell ${applied} of ${matched} that fitted</span>
    <button type="button" aria-label=${`Drop ${id}`} onClick=${() => onDrop(id)}>Drop</button>
  </li>`
}

export const Faults = ({ api, sandbox, vendors, epoch, onGood, onProblem }) => {
  const { faults, read } = useFaults(api, sandbox, onProblem, epoch)
  const change = (method, path, body, said) =>
    api.send(method, withQuery(path, { sandbox }), body).then((answer) => {
      onGood(typeof said === 'function' ? said(answer) : said)
      return read()
    }, onProblem)
  return html`<section class="panel" aria-label="Faults">
    <h2>Faults</h2>
    <p class="dim">What befalls the next requests of this sandbox that fit.</p>
    <${FaultForm} vendors=${vendors} onPlan=${(rule) => change('POST', 'faults', rule, ({ id }) => `${id} is planned.`)} />
    ${faults?.length === 0 && html`<p class="dim none">None is planned.</p>`}
    <ul>${faults?.map(
      (fault) => html`<${Planned}
        key=${fault.id}
        fault=${fault}
        onDrop=${(id) => change('DELETE', `faults/${encodeURIComponent(id)}`, undefined, `${id} is dropped.`)}
      />`,
    )}</ul>
    ${
      faults?.length > 1 &&
      html`<${SureButton}
        label="Drop all"
        question="Drop every planned fault"
        onSure=${() => change('DELETE', 'faults', undefined, 'No fault is planned any more.')}
      />`
    }
  </section>`
}
