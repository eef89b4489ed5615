/** Writes a request as a curl command; a credential that the journal has hidden becomes a variable of the shell. */
import { quote, writeBody } from './shell.js'

/** What curl sends by itself, or what belongs to the connection. */
const OWN_HEADERS = [
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'accept-encoding',
  'keep-alive',
]

/** For a credential that is no vendor's. */
const NOBODYS = 'API_KEY'

/** What `membermock env` calls a credential of the vendor; a request may be nobody's. */
export const variableFor = (vendors, vendor) => vendors.find(({ id }) => id === vendor)?.variable ?? NOBODYS

/** A target may be absolute, whether or not what follows makes sense. */
const ABSOLUTE = /^https?:\/\/([^/?#]*)/i

/** What curl sends as it is written in a URL. */
const ORDINARY = /^\/(?!.*\/\.{1,2}([/?]|$))[\w\-.~%/?&=:@,;+$!*()']*$/

const isLoopback = (host) => /^(localhost|127\.|\[::1\])/.test(host)

/** Where the client sent it: a Host may be the vendor's own. */
const targetOf = ({ url, headers }, origin) => {
  const [whole = '', host] = ABSOLUTE.exec(url) ?? []
  const rest = url.slice(whole.length)
  const target = whole === '' || rest.startsWith('/') ? rest : `/${rest}`
  const sent = host ?? headers.find(([name]) => name.toLowerCase() === 'host')?.[1]
  const own = origin.replace(ABSOLUTE, '$1')
  // A loopback address by any name is this server; a vendor's name has to be sent along.
  const isForeign = sent !== undefined && sent !== own && !isLoopback(sent)
  return { target, host: isForeign ? sent : undefined }
}

const headersOf = ({ headers, body }, host) => {
  const sent = headers.filter(([name, value]) => {
    const lower = name.toLowerCase()
    if (OWN_HEADERS.includes(lower)) return false
    return !(lower === 'accept' && value === '*/*') && !(lower === 'user-agent' && value.startsWith('curl/'))
  })
  const lines = sent.map(([name, value]) => (value === '' ? `${name};` : `${name}: ${value}`))
  const hasType = sent.some(([name]) => name.toLowerCase() === 'content-type')
  // curl would call any body a form.
  if (body !== null && !hasType) lines.push('Content-Type:')
  return host === undefined ? lines : [`Host: ${host}`, ...lines]
}

const methodOf = ({ method, body }) => {
  if (method === 'HEAD' && body === null) return ['--head']
  // Else curl would wait for the body that the answer announces and has not.
  if (method === 'HEAD') return ["-X HEAD --ignore-content-length -H 'Connection: close'"]
  return method === 'GET' && body === null ? [] : [`-X ${quote(method)}`.replaceAll(/'(\w+)'/g, '$1')]
}

const addressOf = (target, origin, variable) =>
  ORDINARY.test(target)
    ? [quote(origin + target, variable)]
    : ['--request-target', quote(target, variable), quote(origin)]

/** `origin` is where this server is reached, `variable` has the credential. */
export const asCurl = ({ request }, origin, variable = NOBODYS) => {
  const { target, host } = targetOf(request, origin)
  const { word, command } = request.body === null ? {} : writeBody(request.body, variable)
  const lines = [
    ...(command === undefined ? [] : [`${command} |`]),
    ['curl -i', ...methodOf(request), ...addressOf(target, origin, variable)].join(' '),
    ...headersOf(request, host).map((line) => `-H ${quote(line, variable)}`),
    ...(word === undefined ? [] : [`--data-raw ${word}`]),
    ...(command === undefined ? [] : ['--data-binary @-']),
  ]
  return lines.join(' \\\n  ')
}
