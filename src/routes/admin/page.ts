/** The page to look at in a browser: its files as they lie in page/, and what they need to know of the vendors. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { RecordKind } from '../../contract/record-kind.ts'
import type { Vendor } from '../../contract/vendor.ts'
import type { Control } from '../../control/control.ts'
import { AdminError } from './errors.ts'

/** The same from src/ and from dist/. */
const FOLDER = new URL('../../../page/', import.meta.url)

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

/** What the page loads. */
const FILES: readonly string[] = [
  'address.js',
  'api.js',
  'body-code.js',
  'clock.js',
  'code.js',
  'colours.css',
  'controls.js',
  'curl.js',
  'deliveries.css',
  'deliveries.js',
  'events.js',
  'exchange.css',
  'exchange.js',
  'fault-form.js',
  'faults.js',
  'fields.css',
  'filter.js',
  'heading.js',
  'hint.js',
  'htm.js',
  'icon.svg',
  'json.js',
  'limits.js',
  'live-state.js',
  'live.js',
  'merge.js',
  'page.js',
  'reasons.js',
  'record-card.js',
  'record-editor.js',
  'records.js',
  'requests.css',
  'requests.js',
  'sandboxes.js',
  'saying.js',
  'shell.js',
  'steering.css',
  'steering.js',
  'token-form.js',
  'tones.css',
  'top.css',
  'views.css',
]

/** The one file that is not ours: Preact and its templates. */
const LIBRARY = 'htm.js'

const locate = (name: string): URL =>
  name === LIBRARY ? new URL(import.meta.resolve('htm/preact/standalone')) : new URL(name, FOLDER)

const HEADERS = {
  // Everything from this server, and nothing written into the page.
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
}

/** Asked for again each time, and sent only when it has changed. */
const sendFile = async (request: FastifyRequest, reply: FastifyReply, name: string) => {
  const bytes = await readFile(locate(name))
  const tag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
  reply.headers(HEADERS).header('etag', tag)
  if (request.headers['if-none-match'] === tag) return reply.code(304).send()
  return reply.type(TYPES[extname(name).slice(1)] ?? '').send(bytes)
}

const describeKind = ({ name, noun, idNames: [id], place, heading }: RecordKind): object => ({
  list: name,
  noun,
  id,
  place,
  heading,
})

/** What the page lists and steers by: it knows no vendor by itself. `lists` are its collections, in their order. */
const describe = (vendor: Vendor, lists: readonly string[]): object => {
  const { id, title, place, base, operations, errors, faults, records, credentialVariable } = vendor
  const [first] = operations
  return {
    id,
    title,
    /** How to ask for one member, below this server, with `{name}` for a parameter. */
    path: first && `/${id}${base}${first.path}`,
    /** The parameter that is the member's id; any other is the id of what members live in. */
    member: faults.member,
    place,
    variable: credentialVariable,
    operations: operations.map((operation) => operation.id),
    kinds: Object.keys(errors),
    collections: lists.flatMap((list) => records.filter(({ name }) => name === list)).map(describeKind),
  }
}

export const mountPage = (scope: FastifyInstance, { records }: Control, vendors: readonly Vendor[]): void => {
  const listsOf = (vendor: Vendor): readonly string[] =>
    records.filter((one) => one.vendor === vendor).map(({ collection }) => collection.list)
  const { prefix } = scope

  scope.get('', (request, reply) => {
    const [, query] = request.url.split('?', 2)
    return reply.redirect(`${prefix}/${query === undefined ? '' : `?${query}`}`, 308)
  })

  scope.get('/', { prefixTrailingSlash: 'slash' }, (request, reply) => sendFile(request, reply, 'index.html'))

  scope.get('/page/vendors.json', (_request, reply) => {
    reply.headers(HEADERS)
    return { vendors: vendors.map((vendor) => describe(vendor, listsOf(vendor))) }
  })

  scope.get<{ Params: { name: string } }>('/page/:name', async (request, reply) => {
    const { name } = request.params
    if (!FILES.includes(name)) throw new AdminError(404, request.url, `there is no file "${name}"`, FILES)
    return sendFile(request, reply, name)
  })
}
