/** What is looked at, kept in the address: a reload, a link and the browser's back button lead there. */
import { useCallback, useEffect, useRef, useState } from './htm.js'

/** A browser takes only so many changes of an address in a while; typing makes more. */
const WAIT_MS = 150

const read = () => Object.fromEntries(new URLSearchParams(location.search))

const write = (at, isNew) => {
  const query = String(new URLSearchParams(at))
  history[isNew ? 'pushState' : 'replaceState'](null, '', query === '' ? location.pathname : `?${query}`)
}

/** `[at, go]`: `go` changes some of its texts, '' takes one out; with `isNew` the way back leads to what was before. */
export const useAddress = () => {
  const [at, setAt] = useState(read)
  const latest = useRef(at)
  const timer = useRef()

  useEffect(() => {
    const onPopState = () => {
      clearTimeout(timer.current)
      latest.current = read()
      setAt(latest.current)
    }
    addEventListener('popstate', onPopState)
    return () => removeEventListener('popstate', onPopState)
  }, [])

  const go = useCallback((changes, isNew = false) => {
    const merged = Object.entries({ ...latest.current, ...changes })
    if (isNew) write(latest.current, false)
    latest.current = Object.fromEntries(merged.filter(([, value]) => value !== ''))
    setAt(latest.current)
    clearTimeout(timer.current)
    if (isNew) write(latest.current, true)
    else timer.current = setTimeout(() => write(latest.current, false), WAIT_MS)
  }, [])
  return [at, go]
}
