/** Deliveries to webhooks, newest first, each with its attempts; and what brings an event about. */
import { withQuery } from './api.js'
import { Code } from './code.js'
import { CopyButton, Notice } from './controls.js'
import { html, useEffect, useState } from './htm.js'

const TONES = { delivered: 'good', due: 'warn' }

const toneOf = ({ state }) => TONES[state] ?? 'bad'

const Attempt = ({ attempt, nth }) => html`<li class="attempt">
  <p class="facts">
    <span>${nth}.</span>
    <span class=${`tag ${attempt.status >= 200 && attempt.status < 300 ? 'good' : 'bad'}`}>
      ${attempt.status ?? attempt.reason}
    </span>
    <time datetime=${attempt.time}>${attempt.time}</time>
    <span>${attempt.durationMs} ms</span>
    ${attempt.fault !== null && html`<span class="tag fault">fault ${attempt.fault}</span>`}
  </p>
  <dl class="headers">
    ${Object.entries(attempt.headers).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
  </dl>
  ${attempt.body !== '' && html`<div class="body"><${Code} text=${attempt.body} /></div>`}
</li>`

const Delivery = ({ delivery, onAgain }) => html`<li id=${delivery.id} class="delivery">
  <details>
    <summary>
      <span class=${`tag ${toneOf(delivery)}`}>${delivery.state}</span>
      <span class="what"><span class="method">${delivery.event}</span> <span class="url">${delivery.url}</span></span>
      <span class="vendor">${delivery.vendor}</span>
      <time datetime=${delivery.time} title=${delivery.time}>${delivery.time.slice(0, 19).replace('T', ' ')}</time>
    </summary>
    <p class="facts">
      <span>${delivery.id}</span><span>${delivery.eventId}</span>
      ${delivery.member !== null && html`<span>${delivery.member}</span>`}
      ${delivery.repeats !== null && html`<span>again for ${delivery.repeats}</span>`}
      ${delivery.due !== null && html`<span>next attempt ${delivery.due}</span>`}
    </p>
    <div class="actions">
      <button type="button" class="primary" onClick=${() => onAgain(delivery)}>Send again</button>
    </div>
    <div class="body">
      <${CopyButton} text=${delivery.body} what="the body of the delivery" />
      <${Code} text=${delivery.body} />
    </div>
    <ol class="attempts">
      ${delivery.attempts.map((attempt, i) => html`<${Attempt} key=${i} attempt=${attempt} nth=${i + 1} />`)}
    </ol>
  </details>
</li>`

/** `vendor event`, as one choice. */
const TriggerForm = ({ triggers, onTrigger }) => {
  const [chosen, setChosen] = useState(0)
  const [member, setMember] = useState('')
  const onSubmit = (event) => {
    event.preventDefault()
    onTrigger({ ...triggers[chosen], ...(member.trim() !== '' && { member: member.trim() }) })
  }
  return html`<form class="fields" onSubmit=${onSubmit}>
    <label class="field"><span>Event</span>
      <select aria-label="Event" value=${chosen} onChange=${(event) => setChosen(Number(event.currentTarget.value))}>
        ${triggers.map(({ vendor, event }, i) => html`<option key=${i} value=${i}>${vendor} ${event}</option>`)}
      </select>
    </label>
    <label class="field"><span>Member</span>
      <input
        aria-label="Member"
        placeholder="the first that will do"
        autocomplete="off"
        spellcheck=${false}
        value=${member}
        onInput=${(event) => setMember(event.currentTarget.value)}
      />
    </label>
    <button type="submit" class="primary">Trigger</button>
  </form>`
}

export const Deliveries = ({ api, sandbox, state, onGood, onProblem }) => {
  const [triggers, setTriggers] = useState([])
  useEffect(() => {
    api.get('triggers').then((answer) => setTriggers(answer.triggers), onProblem)
  }, [api])

  const onTrigger = (body) =>
    api.send('POST', withQuery('trigger', { sandbox }), body).then(({ vendor, event, deliveries }) => {
      const told = deliveries.length === 0 ? 'no webhook asks for it' : deliveries.join(', ')
      onGood(`${vendor} ${event}: ${told}.`)
    }, onProblem)
  const onAgain = ({ id }) =>
    api
      .send('POST', withQuery(`deliveries/${id}/redeliver`, { sandbox }))
      .then((again) => onGood(`${id} goes out again as ${again.id}.`), onProblem)

  return html`<div class="deliveries">
    <section class="panel" aria-label="Bring an event about">
      <h2>Bring an event about</h2>
      <p class="dim">The change that the vendor tells of is made; it stays.</p>
      ${triggers.length > 0 && html`<${TriggerForm} ...${{ triggers, onTrigger }} />`}
    </section>
    <section class="panel" aria-label="Deliveries">
      <h2>Deliveries</h2>
      ${
        state.deliveries.length === 0 &&
        html`<${Notice} tone="info">None yet: register a webhook, then change or trigger something.<//>`
      }
      <ul>${state.deliveries.map((delivery) => html`<${Delivery} key=${delivery.id} ...${{ delivery, onAgain }} />`)}</ul>
    </section>
  </div>`
}
