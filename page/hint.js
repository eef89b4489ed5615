/** What to paste into a terminal while nothing has been asked yet: one call that works for each vendor. */
import { withQuery } from './api.js'
import { CopyButton } from './controls.js'
import { html, useEffect, useState } from './htm.js'
import { quote } from './shell.js'

/** The path of a member's own request, from a record of the admin's listing. */
const pathOf = ({ path, member, place }, record) =>
  path.replaceAll(/\{(\w+)\}/g, (_, name) =>
    encodeURIComponent((name === member ? (record.id ?? record[name]) : record[place]) ?? ''),
  )

export const commandFor = (vendor, record, token) =>
  `curl -i ${quote(location.origin + pathOf(vendor, record))} \\\n  -H ${quote(`Authorization: Bearer ${token}`)}`

/** The first member and the first key that works: `undefined` when there is none. */
const findCommand = async (api, sandbox, vendor) => {
  const query = { sandbox, limit: 100 }
  const [{ members }, { keys }] = await Promise.all([
    api.get(withQuery(`${vendor.id}/members`, { ...query, limit: 1 })),
    api.get(withQuery(`${vendor.id}/keys`, query)),
  ])
  const key = keys.find(({ revoked }) => !revoked)
  if (vendor.path === undefined || members.length === 0 || key === undefined) return undefined
  return { vendor, text: commandFor(vendor, members[0], key.token) }
}

export const Hint = ({ api, sandbox, vendors }) => {
  const [commands, setCommands] = useState([])
  useEffect(() => {
    let isCurrent = true
    const found = vendors.map((vendor) => findCommand(api, sandbox, vendor).catch(() => undefined))
    Promise.all(found).then((all) => isCurrent && setCommands(all.filter(Boolean)))
    return () => {
      isCurrent = false
    }
  }, [api, sandbox, vendors])

  return html`<div class="empty">
    <h2>No requests yet</h2>
    <p>Each request shows here as it is answered. Send the first from a terminal:</p>
    ${commands.map(
      ({ vendor, text }) => html`<figure key=${vendor.id} class="command">
        <figcaption>${vendor.title} <${CopyButton} text=${text} what=${`the ${vendor.title} command`} /></figcaption>
        <pre tabindex="0">${text}</pre>
      </figure>`,
    )}
  </div>`
}
