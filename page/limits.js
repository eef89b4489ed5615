/** The rate limits of a sandbox: shown, set, used up, and taken back to what they were. */
import { withQuery } from './api.js'
import { Field } from './controls.js'
import { html, useCallback, useEffect, useState } from './htm.js'

const useLimits = ({ api, sandbox, epoch, onGood, onProblem }) => {
  const [limits, setLimits] = useState()
  const path = withQuery('limits', { sandbox })
  useEffect(() => {
    api.get(path).then(setLimits, onProblem)
  }, [api, path, onProblem, epoch])
  const change = useCallback(
    (body, said) =>
      api.send('PUT', path, body).then((answer) => {
        setLimits(answer)
        onGood(said)
      }, onProblem),
    [api, path, onGood, onProblem],
  )
  return { limits, change }
}

/** What was written into a field; `undefined` when it is empty or says what it said before. */
const written = (form, name) => {
  const { value, defaultValue } = form.elements[name]
  const text = value.trim()
  return text === '' || text === defaultValue ? undefined : text
}

const changeIn = (form) => {
  const limit = written(form, 'limit')
  const windowSeconds = written(form, 'windowSeconds')
  const remaining = written(form, 'remaining')
  return {
    ...(limit !== undefined && { limit: limit === 'off' ? null : Number(limit) }),
    ...(windowSeconds !== undefined && { windowSeconds: Number(windowSeconds) }),
    ...(remaining !== undefined && { remaining: Number(remaining) }),
  }
}

const Limit = ({ vendor, limit, onChange }) => {
  const onSubmit = (event) => {
    event.preventDefault()
    onChange(changeIn(event.currentTarget))
  }
  const { title } = vendor
  const field = (name, label, value) => html`<${Field} label=${label}>
    <input
      name=${name}
      aria-label=${`${title}: ${label}`}
      inputmode="numeric"
      autocomplete="off"
      defaultValue=${value}
    />
  <//>`
  const button = (text, label, value) =>
    html`<button type="button" aria-label=${label} onClick=${() => onChange(value)}>${text}</button>`
  return html`<form class="fields limit" onSubmit=${onSubmit}>
    <h3>${title}</h3>
    ${field('limit', 'Requests', limit.limit ?? 'off')}
    ${field('windowSeconds', 'Seconds', limit.windowSeconds)}
    ${field('remaining', 'Left now', limit.remaining ?? '')}
    <button type="submit" aria-label=${`Set the limit of ${title}`}>Set</button>
    ${button('Use up', `Use up the limit of ${title}`, { remaining: 0 })}
    ${button('Restore', `Take the limit of ${title} back to its start`, null)}
  </form>`
}

export const Limits = ({ api, sandbox, vendors, epoch, onGood, onProblem }) => {
  const { limits, change } = useLimits({ api, sandbox, epoch, onGood, onProblem })
  const [changes, setChanges] = useState(0)
  const onChange = (vendor, value) =>
    change({ [vendor.id]: value }, `The limit of ${vendor.title} is set.`).then(() => {
      setChanges(changes + 1)
    })
  return html`<section class="panel" aria-label="Limits">
    <h2>Limits</h2>
    <p class="dim">How many requests each vendor lets through in one window.</p>
    ${
      limits !== undefined &&
      vendors.map(
        (vendor) => html`<${Limit}
          key=${`${vendor.id}/${changes}/${epoch}`}
          ...${{ vendor }}
          limit=${limits[vendor.id]}
          onChange=${(value) => onChange(vendor, value)}
        />`,
      )
    }
  </section>`
}
