/** What AITable's gateway compresses: gateway/conf.d/default.conf of github.com/apitable/apitable, as nginx reads it. */
import type { Call } from '../../contract/call.ts'
import type { Outgoing } from '../../contract/vendor.ts'

/** Those alone are compressed: https://nginx.org/en/docs/http/ngx_http_gzip_module.html */
const STATUSES: readonly number[] = [200, 403, 404]
/** gzip_min_length, of a body whose length nginx is told; in chunks it is not. */
const LEAST_BYTES = 1024

/** Most bodies tell by their length in characters, of which each is one to three bytes. */
const isLong = (text: string): boolean =>
  text.length >= LEAST_BYTES || (text.length * 3 >= LEAST_BYTES && Buffer.byteLength(text) >= LEAST_BYTES)

/** `gzip` by name, unless its weight is 0. */
const takesGzip = (accepted: string): boolean =>
  accepted.split(',').some((one) => /^\s*gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*$)|$)/i.test(one))

/** Whether the client takes it or not, caches are told that it counts. */
export const compress = (call: Call, outgoing: Outgoing): void => {
  const { status, text, isChunked } = outgoing
  if (text === undefined || call.method === 'HEAD' || !STATUSES.includes(status)) return
  if (!isChunked && !isLong(text)) return
  call.setHeader('vary', 'Accept-Encoding')
  const accepted = call.headers['accept-encoding']
  if (accepted === undefined || !takesGzip(String(accepted))) return
  call.setHeader('content-encoding', 'gzip')
  outgoing.isChunked = true
  outgoing.isGzipped = true
}
