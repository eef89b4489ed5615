/** Reads `Prefer: code=404` (RFC 7240): the answer that a client asks for, to this one request. */

export interface Preference {
  name: 'code' | 'kind'
  value: string
}

/** The first preference that is ours; `undefined` when there is none, whatever others there are. */
export const preferenceIn = (header: string | readonly string[]): Preference | undefined => {
  for (const preference of header.toString().split(',')) {
    const [token = '', value = ''] = (preference.split(';')[0] ?? '').split('=')
    const name = token.trim().toLowerCase()
    if (name === 'code' || name === 'kind') return { name, value: value.trim().replace(/^"|"$/g, '') }
  }
  return undefined
}
