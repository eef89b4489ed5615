/** What a sandbox has of one vendor: each of its collections, listed, searched, added to, edited and deleted from. */
import { withQuery } from './api.js'
import { Notice, SearchField } from './controls.js'
import { commandFor } from './hint.js'
import { html, useEffect, useMemo, useState } from './htm.js'
import { patchBetween } from './merge.js'
import { RecordCard } from './record-card.js'
import { RecordEditor } from './record-editor.js'

/** As many as the admin lists at once. */
const MOST = 1000
/** Cards drawn at once: more are a button away. */
const DRAWN = 200

/** `{total, records, names, token}`: what a credential is called by, and the first that works. */
const load = async (api, sandbox, vendor, { list }) => {
  const [answer, { credentials }, { keys }] = await Promise.all([
    api.get(withQuery(`${vendor.id}/${list}`, { sandbox, limit: MOST })),
    api.get(`sandboxes/${encodeURIComponent(sandbox)}`),
    api.get(withQuery(`${vendor.id}/keys`, { sandbox, limit: 100 })),
  ])
  const names = new Map(Object.entries(credentials[vendor.id] ?? {}).map(([name, token]) => [token, name]))
  const token = keys.find(({ revoked }) => !revoked)?.token
  return { total: answer.total, records: answer[list], names, token }
}

/** Read anew whenever one of `causes` is another. */
const useList = (api, sandbox, vendor, collection, causes) => {
  const [found, setFound] = useState({})
  useEffect(() => {
    let isCurrent = true
    const set = (value) => isCurrent && setFound(value)
    load(api, sandbox, vendor, collection).then(
      (list) => set({ list, of: collection.list }),
      (error) => set({ error }),
    )
    return () => {
      isCurrent = false
    }
  }, [api, sandbox, vendor, collection, ...causes])
  return found.error === undefined && found.of !== collection.list ? {} : found
}

const createMatcher = (text) => {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return (record, name = '') => {
    if (words.length === 0) return true
    const searched = `${name} ${JSON.stringify(record)}`.toLowerCase()
    return words.every((word) => searched.includes(word))
  }
}

/** The calls that change a collection; each tells whether it was done. */
const createDoings = ({ api, sandbox, vendor, collection, onGood, onProblem, onChanged }) => {
  const { list, id, place } = collection
  const pathOf = (record) => {
    const inPlace = place === undefined || record[place] === undefined ? {} : { [place]: record[place] }
    return withQuery(`${vendor.id}/${list}/${encodeURIComponent(record[id])}`, { sandbox, ...inPlace })
  }
  const attempt = (work, said) =>
    work.then(
      () => {
        onGood(said)
        onChanged()
        return true
      },
      (error) => {
        onProblem(error)
        return false
      },
    )
  return {
    async change(before, after) {
      const patch = patchBetween(before, after)
      if (patch === undefined) return true
      return attempt(api.send('PATCH', pathOf(before), patch), `${before[id]} is changed.`)
    },
    add: (record) => attempt(api.send('PUT', pathOf(record), record), `${record[id]} is there.`),
    remove: (record) => attempt(api.send('DELETE', pathOf(record)), `${record[id]} is deleted.`),
  }
}

/** What a new record is written from: of a key all is needed, of others the rest is made up. */
const templateOf = ({ list, id, place }, [first = {}]) => {
  if (list === 'keys') return { ...first, [id]: '' }
  return { [id]: '', ...(place !== undefined && { [place]: first[place] ?? '' }) }
}

const Chips = ({
  collections,
  current,
  onList,
}) => html`<span class="together" role="group" aria-label="Collection">
  ${collections.map(
    ({ list }) => html`<button
      key=${list}
      type="button"
      class="chip"
      aria-pressed=${list === current}
      onClick=${() => onList(list)}
    >${list}</button>`,
  )}
</span>`

const List = ({ vendor, collection, found, matches, does }) => {
  const [limit, setLimit] = useState(DRAWN)
  const { total, records, names, token } = found
  const { list, id, place } = collection
  const shown = records.filter((record) => matches(record, names.get(record[id])))
  const count = shown.length === records.length ? total : `${shown.length} of ${total}`
  const empty = records.length === 0 ? `It has no ${list}.` : 'None matches.'
  const isAskable = list === 'members' && vendor.path !== undefined && token !== undefined
  return html`<section class="group" aria-label=${`${vendor.title} ${list}`}>
    <h2>${vendor.title} ${list} <span class="dim">${count}</span></h2>
    ${total > records.length && html`<p class="dim">Of these, the first ${records.length} are looked at here.</p>`}
    ${shown.length === 0 && html`<p class="dim none">${empty}</p>`}
    <ul>${shown.slice(0, limit).map(
      (record) => html`<${RecordCard}
        key=${`${record[place]}/${record[id]}`}
        ...${{ collection, record, does }}
        name=${list === 'keys' ? names.get(record[id]) : undefined}
        curl=${isAskable ? () => commandFor(vendor, record, token) : undefined}
      />`,
    )}</ul>
    ${
      shown.length > limit &&
      html`<button type="button" class="more" onClick=${() => setLimit(limit + DRAWN)}>Show more</button>`
    }
  </section>`
}

export const Records = ({ api, sandbox, vendor, at, go, epoch, onGood, onProblem, fieldRef }) => {
  const [changes, setChanges] = useState(0)
  const [isAdding, setIsAdding] = useState(false)
  const { collections } = vendor
  const collection = collections.find(({ list }) => list === at.list) ?? collections[0]
  const { list: found, error } = useList(api, sandbox, vendor, collection, [epoch, changes])
  const find = at.find ?? ''
  const matches = useMemo(() => createMatcher(find), [find])
  const does = createDoings({
    ...{ api, sandbox, vendor, collection, onGood, onProblem },
    onChanged: () => setChanges(changes + 1),
  })
  const onList = (list) => {
    setIsAdding(false)
    go({ list, find: '' }, true)
  }
  const onAdd = async (record) => {
    if (await does.add(record)) setIsAdding(false)
  }
  return html`<div class="inhabitants">
    <div class="toolbar" role="search">
      <${Chips} collections=${collections} current=${collection.list} onList=${onList} />
      <${SearchField}
        fieldRef=${fieldRef}
        label=${`Filter ${collection.list}`}
        value=${find}
        onInput=${(text) => go({ find: text })}
      />
      <button type="button" disabled=${found === undefined} onClick=${() => setIsAdding(!isAdding)}>Add</button>
    </div>
    ${error !== undefined && html`<${Notice} tone="bad">${error.message}<//>`}
    <div class="groups">
      ${
        isAdding &&
        found !== undefined &&
        html`<${RecordEditor}
          key=${collection.list}
          value=${templateOf(collection, found.records)}
          label=${`A new one of ${collection.list}, as JSON`}
          onSave=${onAdd}
          onCancel=${() => setIsAdding(false)}
        />`
      }
      ${found !== undefined && html`<${List} key=${collection.list} ...${{ vendor, collection, found, matches, does }} />`}
    </div>
  </div>`
}
