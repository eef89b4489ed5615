/** Takes the key out of what is printed, however a server writes it back. */

const HIDDEN = '[key]'

/** One character of the key: as it is, percent-encoded once or more often, or escaped as in JSON. */
const spellings = (letter: string): string => {
  const code = letter.charCodeAt(0).toString(16).padStart(2, '0')
  const plain = letter.replace(/\W/g, '\\$&')
  return `(?:\\\\?${plain}|%(?:25)*${code}|\\\\u00${code}${letter === ' ' ? '|\\+' : ''})`
}

export const createRedactor = (key: string): ((text: string) => string) => {
  const pattern = new RegExp([...key].map(spellings).join(''), 'gi')
  return (text) => text.replace(pattern, HIDDEN)
}
