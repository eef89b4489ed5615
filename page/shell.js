/**
 * Writes texts as words of a shell. What strangers have sent is pasted into terminals, where more characters act than
 * in a script: `!` and `^` recall commands, a tab completes, \x03 interrupts. Only what any POSIX shell knows is used.
 */

/** A credential that the journal has hidden, such as `[...full]`; what is no character to look at; or one that is. */
const PARTS = /\[\.\.\.[^\]\s]{0,4}\]|\p{Cc}{1,100}|./gsu

/** A terminal cuts off lines of 4096 bytes. A character is up to four of them, and up to eight in escapes. */
const LINE = 1000
const PIECE = 400

const octal = (character) => `\\${character.codePointAt(0).toString(8).padStart(3, '0')}`

const inQuotes = (text) => `'${text.replaceAll("'", "'\\''")}'`

/** Joins words into one, on several lines when it is long. */
const joinLines = (words) => {
  let length = 0
  return words
    .map((word) => {
      length += word.length
      if (length <= LINE || length === word.length) return word
      length = word.length
      return `\\\n${word}`
    })
    .join('')
}

/** Plain characters side by side become one part again. */
const partsOf = (text, isSpecial) => {
  const parts = []
  let plain = ''
  const endPlain = () => {
    if (plain !== '') parts.push({ kind: 'plain', text: plain })
    plain = ''
  }
  for (const [part] of text.matchAll(PARTS)) {
    const isHidden = part.startsWith('[...')
    if (!isHidden && !isSpecial(part)) {
      plain += part
      if (plain.length >= PIECE) endPlain()
      continue
    }
    endPlain()
    parts.push({ kind: isHidden ? 'hidden' : 'special', text: part })
  }
  endPlain()
  return parts
}

/** One word. Characters above ASCII stand for one byte each: that is how Node shows what came in a header. */
export const quote = (text, variable) => {
  const parts = partsOf(text, (part) => /^[\p{Cc}\u0080-\u00ff]/u.test(part))
  if (parts.length === 0) return "''"
  return joinLines(
    parts.map((part) => {
      if (part.kind === 'plain') return inQuotes(part.text)
      if (part.kind === 'hidden') return `"\${${variable}}"`
      return `"$(printf '${[...part.text].map(octal).join('')}')"`
    }),
  )
}

/** True for a body that can stand between quotes as it is. */
const isPlain = (text) =>
  !/\p{Cc}/u.test(text.replaceAll('\n', '')) && !(text.includes('\n') && /[!^]/.test(text))

const inFormat = (text) =>
  text
    .replaceAll(/[\\%]/g, '$&$&')
    .replaceAll('\n', '\\n')
    .replaceAll(/[\u0080-\u009f]/g, (character) => `\\302${octal(character)}`)
    .replaceAll(/\p{Cc}/gu, octal)
    .replace(/^-/, '\\055')

/** What writes a body, in UTF-8: a word for curl's `--data-raw`, or a command whose output it is. */
export const writeBody = (text, variable) => {
  const parts = partsOf(text, () => false)
  if (isPlain(text)) {
    const words = parts.map((part) => (part.kind === 'hidden' ? `"\${${variable}}"` : inQuotes(part.text)))
    return { word: joinLines(words) || "''" }
  }
  const format = parts.map((part) => (part.kind === 'hidden' ? "'%s'" : inQuotes(inFormat(part.text))))
  const values = parts.flatMap((part) => (part.kind === 'hidden' ? [` "\${${variable}}"`] : []))
  return { command: `printf ${joinLines(format)}${values.join('')}` }
}
