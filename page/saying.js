/** What the page says of a call for some seconds: what was done, or what was refused and would be accepted. */

import { Notice } from './controls.js'
import { html, useCallback, useEffect, useState } from './htm.js'

const SAID_MS = 8000
/** A refusal may accept very much. */
const MOST_ACCEPTED = 12

const textOf = ({ message, accepted = [] }) => {
  const sentence = /[.!?]$/.test(message) ? message : `${message}.`
  if (accepted.length === 0) return sentence
  const shown = accepted
    .slice(0, MOST_ACCEPTED)
    .map((one) => (typeof one === 'string' ? one : JSON.stringify(one)))
  return `${sentence} Accepted: ${shown.join(', ')}${accepted.length > MOST_ACCEPTED ? ' and more' : ''}.`
}

/** `onDone` is for whatever has worked: a complaint about an earlier call is then out of date. */
export const useSaying = () => {
  const [said, say] = useState()
  useEffect(() => {
    if (said === undefined) return undefined
    const timer = setTimeout(() => say(undefined), SAID_MS)
    return () => clearTimeout(timer)
  }, [said])
  const onDone = useCallback(() => say((last) => (last?.tone === 'bad' ? undefined : last)), [])
  const onGood = useCallback((text) => say({ tone: 'good', text }), [])
  const onProblem = useCallback((error) => say({ tone: 'bad', text: textOf(error) }), [])
  return { said, onDone, onGood, onProblem }
}

export const Said = ({ said }) => html`<div class="said" role="status">
  ${said !== undefined && html`<${Notice} tone=${said.tone}>${said.text}<//>`}
</div>`
