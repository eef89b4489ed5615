/** What has to be sent of a record that was edited: a JSON merge patch (RFC 7396) with no more than what differs. */

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)

/** `undefined` when nothing differs. */
export const patchBetween = (before, after) => {
  if (!isObject(before) || !isObject(after))
    return JSON.stringify(before) === JSON.stringify(after) ? undefined : after
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  const changes = [...names]
    .map((name) => [name, Object.hasOwn(after, name) ? patchBetween(before[name], after[name]) : null])
    .filter(([, change]) => change !== undefined)
  return changes.length === 0 ? undefined : Object.fromEntries(changes)
}
