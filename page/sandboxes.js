/** Which sandbox is looked at: chosen, made, taken back to its start, and deleted. */
import { withQuery } from './api.js'
import { SureButton } from './controls.js'
import { html, useCallback, useEffect, useState } from './htm.js'

/** A list is for choosing from; of very many, the newest. */
const LISTED = 500

const labelOf = ({ id, name }) => (name === null || name === undefined ? id : `${id} · ${name}`)

/** Nobody can do without it. */
const KEPT = 'default'

export const SandboxBar = ({ api, sandbox, onSwitch, onReset, onGood, onProblem }) => {
  const [known, setKnown] = useState([])
  const load = useCallback(
    () => api.get('sandboxes').then((answer) => setKnown(answer.sandboxes), onProblem),
    [api, onProblem],
  )
  useEffect(() => {
    load()
  }, [load])

  const create = () => api.send('POST', 'sandboxes', {}).then(({ id }) => onSwitch(id), onProblem)
  const reset = () => api.send('POST', withQuery('reset', { sandbox })).then(onReset, onProblem)
  const remove = () =>
    api.send('DELETE', `sandboxes/${encodeURIComponent(sandbox)}`).then(() => {
      onSwitch(KEPT)
      onGood(`${sandbox} is deleted.`)
    }, onProblem)
  const [first, ...others] = known.length > 0 ? known : [{ id: sandbox }]
  const listed = [first, ...others.slice(-LISTED)]
  if (!listed.some(({ id }) => id === sandbox)) listed.push({ id: sandbox })
  return html`<section class="sandboxes" aria-label="Sandbox">
    <label>
      <span class="dim">Sandbox</span>
      <select
        value=${sandbox}
        onFocus=${load}
        onChange=${(event) => onSwitch(event.currentTarget.value)}
      >${listed.map(
        (one) =>
          html`<option key=${one.id} value=${one.id} selected=${one.id === sandbox}>${labelOf(one)}</option>`,
      )}</select>
    </label>
    <button type="button" title="Make a sandbox with keys of its own" onClick=${create}>New</button>
    <${SureButton} label="Reset" question=${`Take ${sandbox} back to its start`} onSure=${reset} />
    ${
      sandbox !== KEPT &&
      html`<${SureButton} label="Delete" question=${`Delete ${sandbox} with all that is in it`} onSure=${remove} />`
    }
  </section>`
}
