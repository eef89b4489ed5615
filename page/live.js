/** Follows the requests of a sandbox: the list first, then each as it comes, for as long as the page is open. */
import { Refusal, withQuery } from './api.js'
import { createEventParser } from './events.js'
import { useEffect, useReducer } from './htm.js'
import { KEPT, START, step } from './live-state.js'

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 8000
/** The server says something every 5 s; a connection that is silent for so long is dead. */
const SILENCE_MS = 20_000
/** Resolves when the server ends the stream; throws when the connection is lost or silent. */
const readEvents = async (body, controller, onEvent) => {
  const parse = createEventParser(onEvent)
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  for (;;) {
    const silence = setTimeout(() => controller.abort(), SILENCE_MS)
    const { done, value } = await reader.read().finally(() => clearTimeout(silence))
    if (done) return
    parse(value)
  }
}

const pause = (ms, signal) =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => resolve(clearTimeout(timer)), { once: true })
  })

/** The stream is opened before the list is read, so that nothing falls between them. */
const connect = async (api, sandbox, tell, stop) => {
  const controller = new AbortController()
  stop.addEventListener('abort', () => controller.abort(), { once: true })
  const stream = await api.open(withQuery('events', { sandbox }), controller.signal)
  tell({ type: 'opened' })
  const list = api.get(withQuery('requests', { sandbox, limit: KEPT })).then((answer) => {
    tell({ type: 'listed', ...answer })
  })
  const deliveries = api.get(withQuery('deliveries', { sandbox, limit: KEPT })).then((answer) => {
    tell({ type: 'delivered', data: answer.deliveries })
  })
  await Promise.all([
    list,
    deliveries,
    readEvents(stream.body, controller, (type, data) => tell({ type, data })),
  ])
}

/** Connects again for as long as it makes sense. */
const follow = async (api, sandbox, tell, stop) => {
  let wait = FIRST_WAIT_MS
  while (!stop.aborted) {
    let isOpen = false
    const note = (action) => {
      isOpen ||= action.type === 'opened'
      if (!stop.aborted) tell(action)
    }
    const error = await connect(api, sandbox, note, stop).catch((reason) => reason)
    if (error instanceof Refusal && error.status >= 400 && error.status < 500)
      return note({ type: 'refused', error })
    note({ type: 'lost' })
    wait = isOpen ? FIRST_WAIT_MS : Math.min(wait * 2, LONGEST_WAIT_MS)
    await pause(wait, stop)
  }
}

/** Requests that come in one burst are one change; everything keeps its order. */
const createGatherer = (tell) => {
  let burst = []
  let isPlanned = false
  const flush = () => {
    isPlanned = false
    const data = burst
    burst = []
    if (data.length > 0) tell({ type: 'requests', data })
  }
  return (action) => {
    if (action.type === 'request') {
      burst.push(action.data)
      if (!isPlanned) setTimeout(flush)
      isPlanned = true
      return
    }
    flush()
    tell(action)
  }
}

export const useRequests = (api, sandbox) => {
  const [state, tell] = useReducer(step, START)
  useEffect(() => {
    const stop = new AbortController()
    follow(api, sandbox, createGatherer(tell), stop.signal)
    return () => stop.abort()
  }, [api, sandbox])
  return state
}
