/** Why an answer is what it is: a fault, a refusal, what is not emulated, what was not read. */
import { withQuery } from './api.js'
import { Notice } from './controls.js'
import { hasUnread } from './filter.js'
import { html, useEffect, useState } from './htm.js'

/** The rule, while the sandbox still has it. */
const useRule = (api, sandbox, id) => {
  const [rule, setRule] = useState()
  useEffect(() => {
    let isCurrent = true
    const find = ({ faults }) => isCurrent && setRule(faults.find((one) => one.id === id))
    setRule(undefined)
    api.get(withQuery('faults', { sandbox })).then(find, () => {})
    return () => {
      isCurrent = false
    }
  }, [api, sandbox, id])
  return rule
}

/** What it does, without the names that stand beside it anyway. */
const sayRule = ({ id, vendor, matched, applied, ...rule }) => JSON.stringify(rule)

const Fault = ({ api, sandbox, id, isCut }) => {
  const rule = useRule(api, sandbox, id)
  return html`<${Notice} tone="fault">
    Fault <code>${id}</code> was applied${isCut ? ', and the socket was cut' : ''}.
    ${rule !== undefined && html` It is <code>${sayRule(rule)}</code>`}
  <//>`
}

const Unimplemented = ({ operation }) => html`<${Notice} tone="bad">
  Not emulated: the vendor has <code>${operation}</code>, and membermock answers 501 for it.
<//>`

const Refused = ({ by, reason, isUnmatched }) => {
  const why = reason ?? (isUnmatched ? 'there is no such path or method. Is the base URL right?' : null)
  return html`<${Notice} tone="warn">
    Refused by <code>${by}</code>${why === null ? '.' : `: ${why}`}
  <//>`
}

const WORDS = { query: 'query parameter', headers: 'header', body: 'body field' }

const Unread = ({ unread }) => {
  const parts = Object.entries(WORDS)
    .filter(([where]) => unread[where].length > 0)
    .map(([where, word]) => `${word}${unread[where].length > 1 ? 's' : ''} ${unread[where].join(', ')}`)
  return html`<${Notice} tone="info">Sent in vain, since nothing reads it: ${parts.join('; ')}. A typo?<//>`
}

export const Reasons = ({ api, sandbox, entry }) => {
  const { fault, unimplemented, operation, refusedBy, reason, unmatched, unread, response } = entry
  return html`
    ${fault !== null && html`<${Fault} ...${{ api, sandbox }} id=${fault} isCut=${response === null} />`}
    ${unimplemented && html`<${Unimplemented} operation=${operation} />`}
    ${refusedBy !== null && !unimplemented && html`<${Refused} ...${{ reason }} by=${refusedBy} isUnmatched=${unmatched} />`}
    ${hasUnread(entry) && html`<${Unread} unread=${unread} />`}
  `
}
