/** Reads server-sent events, as far as this server writes them. */

/** `name: value`; a value may hold any character but a line feed. */
const fieldsIn = (frame) =>
  Object.fromEntries(
    frame.split('\n').map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, Math.max(0, colon)), line.slice(colon + 1).replace(/^ /, '')]
    }),
  )

/** Fed with text as it comes, calls `onEvent(name, data)` for each whole event. */
export const createEventParser = (onEvent) => {
  let pieces = []
  return (text) => {
    pieces.push(text)
    // An end may lie across two pieces.
    if (!text.includes('\n')) return
    const frames = pieces.join('').split('\n\n')
    pieces = [frames.pop()]
    for (const frame of frames) {
      const { event, data } = fieldsIn(frame)
      if (data !== undefined) onEvent(event, JSON.parse(data))
    }
  }
}
