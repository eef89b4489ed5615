/** The sandbox's clock: shown as it goes, frozen, moved on, and left to follow the machine's. */
import { withQuery } from './api.js'
import { html, useCallback, useEffect, useState } from './htm.js'

/** Tests may move it behind the page's back. */
const READ_EVERY_MS = 5000
const TICK_MS = 250

/** `2026-01-01 12:00:00`, in UTC as all of membermock's times. */
const written = (ms) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ')

/** The reading that is there, and `change` to set the clock. */
export const useClock = (api, sandbox) => {
  const [reading, setReading] = useState()
  const path = withQuery('clock', { sandbox })
  const note = useCallback(({ now, mode }) => {
    setReading({ now: Date.parse(now), isFrozen: mode === 'frozen', readAt: performance.now() })
  }, [])
  const read = useCallback(() => api.get(path).then(note, () => {}), [api, path, note])
  const change = useCallback(async (body) => note(await api.send('PUT', path, body)), [api, path, note])

  useEffect(() => {
    read()
    const timer = setInterval(() => document.visibilityState === 'visible' && read(), READ_EVERY_MS)
    return () => clearInterval(timer)
  }, [read])
  return { reading, read, change }
}

const nowBy = ({ now, isFrozen, readAt }) => (isFrozen ? now : now + performance.now() - readAt)

const Time = ({ reading }) => {
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  const ms = nowBy(reading)
  return html`<time datetime=${new Date(ms).toISOString()} title=${new Date(ms).toISOString()}>
    ${written(ms)}<span class="zone"> UTC</span>
  </time>`
}

const AdvanceForm = ({ onAdvance }) => {
  const [duration, setDuration] = useState('')
  const onSubmit = async (event) => {
    event.preventDefault()
    if (duration.trim() !== '' && (await onAdvance(duration.trim()))) setDuration('')
  }
  return html`<form class="together" onSubmit=${onSubmit}>
    <input
      class="duration"
      aria-label="Advance by an ISO 8601 duration"
      title="An ISO 8601 duration of days, hours, minutes and seconds, such as PT90S or P1DT2H"
      placeholder="PT90S"
      autocomplete="off"
      spellcheck=${false}
      value=${duration}
      onInput=${(event) => setDuration(event.currentTarget.value)}
    />
    <button type="submit">Advance</button>
  </form>`
}

/** `onProblem` is told what the server refused. */
export const ClockBar = ({ clock, onProblem }) => {
  const { reading, change } = clock
  if (reading === undefined) return html`<section class="clock" aria-label="Clock"></section>`
  const set = (body) =>
    change(body).then(
      () => true,
      (error) => void onProblem(error),
    )
  const freeze = () => set({ freeze: new Date(nowBy(reading)).toISOString() })
  const advance = (duration) => set({ advance: duration })
  const { isFrozen } = reading
  return html`<section class=${`clock ${isFrozen ? 'frozen' : ''}`} aria-label="Clock">
    <${Time} reading=${reading} />
    <span class="together" role="group" aria-label="How the clock goes">
      <button type="button" aria-pressed=${isFrozen} title="Let it stand" onClick=${freeze}>
        ${isFrozen ? 'Frozen' : 'Freeze'}
      </button>
      <button type="button" title="Back to the machine's time" onClick=${() => set({ follow: true })}>
        Follow
      </button>
    </span>
    <span class="together" role="group" aria-label="Advance">
      <button type="button" onClick=${() => advance('PT1S')}>+1 s</button>
      <button type="button" onClick=${() => advance('PT1M')}>+1 min</button>
    </span>
    <${AdvanceForm} onAdvance=${advance} />
  </section>`
}
