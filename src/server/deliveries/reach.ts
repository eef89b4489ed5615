/** Where deliveries may go: to this machine, and to hosts that whoever started the server has named. */
import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { isLoopbackAddress, isLoopbackName, withoutBrackets } from '../../contract/loopback.ts'

export interface Address {
  readonly address: string
  readonly family: 4 | 6
}

/** Addresses that no name may lead to: nobody's, everybody's, and those of a machine's own network alone. */
const closed = new BlockList()
closed.addSubnet('0.0.0.0', 8)
closed.addSubnet('169.254.0.0', 16)
closed.addSubnet('224.0.0.0', 3)
closed.addAddress('::', 'ipv6')
closed.addSubnet('fe80::', 10, 'ipv6')
closed.addSubnet('ff00::', 8, 'ipv6')

const familyOf = (address: string): 4 | 6 => (isIP(address) === 6 ? 6 : 4)

const isClosed = (address: string): boolean =>
  closed.check(address, familyOf(address) === 6 ? 'ipv6' : 'ipv4')

const addressOf = (address: string): Address => ({ address, family: familyOf(address) })

/** `host`, or `host:port` as a setting may have it. */
const isNamed = (url: URL, hosts: readonly string[]): boolean =>
  hosts.some((host) => host.toLowerCase() === url.hostname || host.toLowerCase() === url.host)

/** `*.localhost` is loopback (RFC 6761), whether a resolver knows it or not. */
const LOCAL: readonly Address[] = [addressOf('127.0.0.1')]

const lookUp = async (name: string): Promise<readonly Address[]> =>
  (await lookup(name, { all: true })).map(({ address }) => addressOf(address))

const pathOf = ({ pathname }: URL): string => {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return pathname
  }
}

/** Is it the admin of the server that listens on `port`? Whoever may make a webhook could steer it, from inside. */
export const leadsToAdmin = (url: URL, port: number | undefined): boolean => {
  const asked = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port)
  return asked === port && pathOf(url).startsWith('/__admin')
}

/**
 * The addresses to connect to, looked up once and checked, so that a name cannot lead elsewhere a moment later;
 * undefined when it is nowhere that a delivery may go. Rejects with the resolver's error for a name that it does not
 * know. Any other name than the named ones and this machine's own is never looked up.
 */
export const reachable = async (
  url: URL,
  hosts: readonly string[],
): Promise<readonly Address[] | undefined> => {
  if (!/^https?:$/.test(url.protocol)) return undefined
  const name = withoutBrackets(url.hostname)
  const mayGo = isNamed(url, hosts)
  if (isIP(name) !== 0) return mayGo || isLoopbackAddress(name) ? [addressOf(name)] : undefined
  if (!mayGo && !isLoopbackName(name)) return undefined
  if (!mayGo && name !== 'localhost') return LOCAL
  const found = await lookUp(name)
  const allowed = found.filter(({ address }) => (mayGo ? !isClosed(address) : isLoopbackAddress(address)))
  return allowed.length === 0 ? undefined : allowed
}
