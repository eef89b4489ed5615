/** Who may steer this server: not a page of another site in a browser here, and from elsewhere only who was told. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { isIPv4 } from 'node:net'
import type { FastifyRequest } from 'fastify'
import { HOST } from '../../config/setting-types.ts'

/** Who is let in. */
export interface AdminAccess {
  /** What the server listens on. */
  host: string
  /** What clients may call it besides: a host, or a host and a port. */
  hosts: readonly string[]
  /** What a bearer has to show; then it may call the server what it likes. */
  token: string | undefined
  /** Without a token, let in who reaches the server from another machine. */
  isOpen: boolean
}

/** As the admin's envelope says it. */
export interface AdminRefusal {
  status: 401 | 403
  path: string
  message: string
  accepted: readonly string[]
}

export type AdminGuard = (request: FastifyRequest) => AdminRefusal | undefined

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']
const WILDCARDS = ['0.0.0.0', '[::]']

/** Below the prefix: what a browser asks for before it can show a token. None of it holds a secret. */
const PAGE = /^\/?$|^\/docs$|^\/(docs|openapi|page)\//

/** Its characters are looked at first: URLs take more than hosts, such as `evil@localhost`. */
const parseHost = (text: string, scheme = 'http'): URL | undefined => {
  const url = `${scheme}://${text}`
  return HOST.test(text) && URL.canParse(url) ? new URL(url) : undefined
}

/** `::1` as it stands in a URL. */
const inBrackets = (address: string): string => (/^[^[]*:.*:/.test(address) ? `[${address}]` : address)

/** `name` is as URLs have it, in one spelling: never `127.1`. */
const isLoopback = (name: string): boolean =>
  name === 'localhost' || name === '[::1]' || (isIPv4(name) && name.startsWith('127.'))

const bearerIn = (authorization = ''): string | undefined => /^Bearer +([^ ].*)$/i.exec(authorization)?.[1]

/** Compares in a time that does not tell how much of the token was right. */
const createTokenCheck = (token: string): ((request: FastifyRequest) => boolean) => {
  const digest = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest()
  const expected = digest(Buffer.from(token))
  return ({ headers }) => {
    const shown = bearerIn(headers.authorization)
    // Node reads header bytes as latin1, whatever they are.
    return shown !== undefined && timingSafeEqual(digest(Buffer.from(shown, 'latin1')), expected)
  }
}

/** What the server may be called, as the address of a request has it. */
const createNameCheck = ({ host, hosts }: AdminAccess): ((url: URL, request: FastifyRequest) => boolean) => {
  const bound = parseHost(inBrackets(host))?.hostname
  const isAnyAddress = bound !== undefined && WILDCARDS.includes(bound)
  const names = hosts.map((name) => ({
    url: parseHost(inBrackets(name)),
    isWithPort: /[^:]:\d+$/.test(name),
  }))
  return (url, request) => {
    if (isLoopback(url.hostname) || url.hostname === bound) return true
    const arrivedAt = request.socket.localAddress?.replace(/^::ffff:/, '')
    if (isAnyAddress && arrivedAt !== undefined && url.hostname === inBrackets(arrivedAt)) return true
    return names.some((name) =>
      name.isWithPort ? name.url?.host === url.host : name.url?.hostname === url.hostname,
    )
  }
}

/** Of the named hosts alone also with TLS, which something in front of the server may speak. */
const originsOf = (hosts: readonly string[]): readonly string[] =>
  hosts.flatMap((name) =>
    ['http', 'https'].flatMap((scheme) => parseHost(inBrackets(name), scheme)?.origin ?? []),
  )

const closed = (host: string): AdminRefusal => ({
  status: 403,
  path: '',
  message: `other machines reach ${host}, so /__admin is closed; start membermock with --admin-token TOKEN to ask for one, or with --admin-open to let anyone in`,
  accepted: ['--admin-token', '--admin-open'],
})

const UNAUTHORIZED: AdminRefusal = {
  status: 401,
  path: 'header:Authorization',
  message: 'the admin token is missing or wrong; send what --admin-token was given',
  accepted: ['Bearer <admin token>'],
}

const foreignHost = (name: string | undefined, names: readonly string[]): AdminRefusal => ({
  status: 403,
  path: 'header:Host',
  message: `"${name ?? ''}" is no name of this server that it knows; if it is one, start membermock with --admin-host NAME`,
  accepted: names,
})

const foreignPage = (header: string, value: string, accepted: readonly string[]): AdminRefusal => ({
  status: 403,
  path: `header:${header}`,
  message: `"${value}" is not this server: pages of other sites may not use /__admin`,
  accepted,
})

/** A link to a page may stand anywhere; frames, scripts and calls may not. */
const isFollowedLink = ({ headers }: FastifyRequest): boolean =>
  headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'

/** `prefix` is the admin's. The Host of an absolute-form target is not looked at: a browser sends both alike. */
export const createAdminGuard = (access: AdminAccess, prefix: string): AdminGuard => {
  const { host, hosts, token, isOpen } = access
  const isClosed = !isLoopback(parseHost(inBrackets(host))?.hostname ?? '') && token === undefined && !isOpen
  const isBearer = token === undefined ? undefined : createTokenCheck(token)
  const isName = createNameCheck(access)
  const names = [...new Set([...LOOPBACK, inBrackets(host), ...hosts])]
  const knownOrigins = originsOf(hosts)

  return (request) => {
    if (isClosed) return closed(host)
    const { host: called, origin, 'sec-fetch-site': site } = request.headers
    const { method, routeOptions } = request
    const isPage = method === 'GET' && PAGE.test(routeOptions.url?.slice(prefix.length) ?? '-')
    if (isBearer !== undefined && !isPage && !isBearer(request)) return UNAUTHORIZED
    const url = called === undefined ? undefined : parseHost(called)
    if (isBearer === undefined && (url === undefined || !isName(url, request)))
      return foreignHost(called, names)
    const origins = [...(url === undefined ? [] : [url.origin]), ...knownOrigins]
    if (origin !== undefined && !origins.includes(origin)) return foreignPage('Origin', origin, origins)
    if (site === 'cross-site' && !(isPage && isFollowedLink(request)))
      return foreignPage('Sec-Fetch-Site', site, ['same-origin', 'same-site', 'none'])
    return undefined
  }
}
