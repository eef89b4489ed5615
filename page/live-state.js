/** What the page knows of a sandbox's requests and deliveries, and what each thing it is told makes of that. */

/** What the page holds; the server holds as many by default. */
export const KEPT = 1000

const numberOf = ({ id }) => Number(id.slice(2))

/** Newest first, each once. */
const merge = (...lists) => {
  const byNumber = new Map(lists.flat().map((entry) => [numberOf(entry), entry]))
  return [...byNumber].sort(([a], [b]) => b - a).map(([, entry]) => entry)
}

const newest = (...lists) => merge(...lists).slice(0, KEPT)

/**
 * `fresh` came between the opening of the stream and the list; `dropped` were noted and cannot be shown; `isListed`
 * once it is known what there is.
 */
export const START = {
  link: 'connecting',
  entries: [],
  deliveries: [],
  fresh: undefined,
  dropped: 0,
  error: undefined,
  isListed: false,
}

const STEPS = {
  opened: (state) => ({ ...state, link: 'live', fresh: [], error: undefined }),
  listed: (state, { requests, dropped }) => ({
    ...state,
    entries: newest(requests, state.fresh ?? []),
    fresh: undefined,
    dropped,
    isListed: true,
  }),
  requests: (state, { data }) => {
    // The list may have had it before the stream told of it: that one is not dropped.
    const all = merge(state.entries, data)
    const entries = all.slice(0, KEPT)
    const dropped = state.dropped + all.length - entries.length
    return { ...state, entries, dropped, fresh: state.fresh && newest(state.fresh, data) }
  },
  delivered: (state, { data }) => ({ ...state, deliveries: newest(data, state.deliveries) }),
  delivery: (state, { data }) => ({ ...state, deliveries: newest(state.deliveries, [data]) }),
  dropped: (state, { data }) => ({ ...state, dropped: state.dropped + data.count }),
  cleared: (state) => ({ ...state, entries: [], fresh: state.fresh && [], dropped: 0 }),
  gone: (state) => ({ ...state, link: 'gone' }),
  lost: (state) => ({ ...state, link: state.link === 'gone' ? 'gone' : 'lost' }),
  refused: (state, { error }) => ({ ...state, link: error.status === 404 ? 'gone' : 'refused', error }),
}

export const step = (state, action) => STEPS[action.type]?.(state, action) ?? state
