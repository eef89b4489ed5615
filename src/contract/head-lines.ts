/** The headers of an answer as one list, which Node writes and the journal keeps as it is: a name, its value, a name, ... */

/** Names are in lower case; a header that comes several times has all its values in one place. */
export type HeadLines = (string | number | string[])[]

/** Those that are always the same, made once. */
export const linesOf = (headers: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(headers).flat()

const placeOf = (lines: Readonly<HeadLines>, name: string): number => {
  for (let i = 0; i < lines.length; i += 2) if (lines[i] === name) return i
  return -1
}

export const lineIn = (lines: Readonly<HeadLines>, name: string): HeadLines[number] | undefined => {
  const place = placeOf(lines, name)
  return place === -1 ? undefined : lines[place + 1]
}

/** In place of the one of that name, or behind all others. */
export const putLine = (lines: HeadLines, name: string, value: HeadLines[number]): void => {
  const place = placeOf(lines, name)
  if (place === -1) lines.push(name, value)
  else lines[place + 1] = value
}

export const dropLine = (lines: HeadLines, name: string): void => {
  const place = placeOf(lines, name)
  if (place !== -1) lines.splice(place, 2)
}
