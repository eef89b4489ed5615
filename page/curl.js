/** Writes a request as a curl command; a credential that the journal has hidden becomes a variable of the shell. */

/** `[...full]`, as the journal writes a credential. */
const HIDDEN = /\[\.\.\.[^\]\s]{0,4}\]/g

/** What curl sends by itself, or what belongs to the connection. */
const OWN_HEADERS = [
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'accept-encoding',
  'keep-alive',
]

export const variableFor = (vendor) => `${(vendor ?? 'api').toUpperCase().replaceAll(/\W/g, '_')}_KEY`

/** In single quotes nothing is special; a variable needs double ones. */
export const quote = (text, variable) => {
  const parts = text.split(HIDDEN)
  if (parts.length === 1) return `'${text.replaceAll("'", "'\\''")}'`
  return `"${parts.map((part) => part.replaceAll(/["\\$`]/g, '\\$&')).join(`$${variable}`)}"`
}

/** Where the client sent it: a target may be absolute, and a Host may be the vendor's own. */
const targetOf = ({ url, headers }, origin) => {
  const isAbsolute = /^https?:\/\//.test(url)
  const { host, pathname = url, search = '' } = isAbsolute ? new URL(url) : {}
  const sent = host ?? headers.find(([name]) => name.toLowerCase() === 'host')?.[1]
  const own = new URL(origin).host
  // A loopback address by any name is this server; a vendor's name has to be sent along.
  const isForeign = sent !== undefined && sent !== own && !/^(localhost|127\.|\[::1\])/.test(sent)
  return { address: origin + (isAbsolute ? pathname + search : url), host: isForeign ? sent : undefined }
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
  if (method === 'HEAD') return ['--head']
  return method === 'GET' && body === null ? [] : ['-X', method]
}

/** `origin` is where this server is reached. */
export const asCurl = ({ vendor, request }, origin) => {
  const variable = variableFor(vendor)
  const { address, host } = targetOf(request, origin)
  const flags = [
    ...methodOf(request),
    ...(/[[\]{}]/.test(address) ? ['--globoff'] : []),
    ...(/\/\.{1,2}([/?]|$)/.test(address) ? ['--path-as-is'] : []),
  ]
  const lines = [
    ['curl -i', ...flags, quote(address, variable)].join(' '),
    ...headersOf(request, host).map((line) => `-H ${quote(line, variable)}`),
    ...(request.body === null ? [] : [`--data-raw ${quote(request.body, variable)}`]),
  ]
  return lines.join(' \\\n  ')
}
