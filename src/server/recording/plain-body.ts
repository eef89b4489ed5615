/** The text of a body that came compressed or not; bounded, since a few bytes may unpack to many. */
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'
import { type HeaderList, headerIn } from '../raw.ts'

/** Larger answers are not kept. */
export const PLAIN_BYTES = 10 * 1024 * 1024

/** Why an exchange is not kept, in words that have nothing of it. */
export class NotKept extends Error {}

const UNPACK: Readonly<Record<string, (bytes: Buffer, options: { maxOutputLength: number }) => Buffer>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
}

const unpacked = (body: Buffer, encoding: string): Buffer => {
  const unpack = Object.hasOwn(UNPACK, encoding) ? UNPACK[encoding] : undefined
  if (unpack === undefined) throw new NotKept('bodies in an encoding that is not known')
  try {
    return unpack(body, { maxOutputLength: PLAIN_BYTES })
  } catch {
    throw new NotKept('bodies that cannot be unpacked, or are too large then')
  }
}

/** Throws NotKept for what is no text. */
export const plainText = (headers: HeaderList, body: Buffer): string => {
  const encodings = (headerIn(headers, 'content-encoding') ?? '').toLowerCase().split(',')
  const names = encodings.map((name) => name.trim()).filter((name) => name !== '' && name !== 'identity')
  const bytes = body.length === 0 ? body : names.reduceRight(unpacked, body)
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new NotKept('bodies that are no text')
  }
}
