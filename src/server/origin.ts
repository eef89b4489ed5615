/** What a client put in front of a vendor's own paths: from there it finds what an answer points to. */
import type { FastifyRequest } from 'fastify'
import type { Vendor } from '../contract/vendor.ts'

interface Asked {
  readonly request: Pick<FastifyRequest, 'originalUrl' | 'protocol' | 'headers'>
  readonly vendor: Pick<Vendor, 'id' | 'hosts'> | undefined
  /** The path below the vendor's prefix, with its query. */
  readonly target: string
}

const ABSOLUTE = /^https?:\/\/[^/?#]*/i

/** A vendor's real host has no plain HTTP: whoever asks it here has been led here. */
const schemeFor = (host: string, { request, vendor }: Asked): string =>
  vendor?.hosts.includes(host.toLowerCase()) && !host.endsWith('.localhost') ? 'https' : request.protocol

/** Without the slash at the end: `http://127.0.0.1:4820/<vendor>`, or `https://` and the vendor's host. */
export const originOf = (asked: Asked): string => {
  const { request, vendor, target } = asked
  const absolute = ABSOLUTE.exec(request.originalUrl)?.[0]
  const path = request.originalUrl.slice(absolute?.length ?? 0)
  const host = request.headers.host ?? 'localhost'
  const start = absolute ?? `${schemeFor(host, asked)}://${host}`
  return start + (path.endsWith(target) ? path.slice(0, -target.length) : `/${vendor?.id}`)
}
