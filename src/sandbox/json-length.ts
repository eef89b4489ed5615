/** How long a text becomes as a string of JSON, without making it: what a stranger sends may become six times as long. */

const BYTES = 256

/** Bytes in JSON of each byte: escapes, and three for what is no UTF-8 and is replaced. */
const LENGTHS = Uint8Array.from({ length: BYTES }, (_, byte) => {
  if (byte < 0x20) return '\b\t\n\f\r'.includes(String.fromCharCode(byte)) ? 2 : 6
  if (byte >= 0x80) return 3
  return byte === 0x22 || byte === 0x5c ? 2 : 1
})

/** At most so many bytes; of text whose characters are bytes, or units of UTF-16. No more is looked at than `most` need. */
export const jsonLength = (text: string, most: number): number => {
  // None takes less than one.
  if (text.length > most) return text.length
  let length = 0
  for (let at = 0; at < text.length && length <= most; at++) {
    const code = text.charCodeAt(at)
    length += code < BYTES ? (LENGTHS[code] ?? 0) : 3
  }
  return length
}

export const jsonLengthOfBytes = (bytes: Uint8Array, most: number): number => {
  if (bytes.length > most) return bytes.length
  let length = 0
  for (let at = 0; at < bytes.length && length <= most; at++) length += LENGTHS[bytes[at] ?? 0] ?? 0
  return length
}
