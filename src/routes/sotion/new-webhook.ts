/** What a new webhook is given where its creator says nothing, and which addresses it may have. */
import { isIPv4 } from 'node:net'
import type { Random } from '../../sandbox/random.ts'

const HEX = '0123456789abcdef'

export const newSecret = (random: Random): string => `whsec_${random.text(HEX, 48)}`

/** `zapier: member.created, member.updated`. */
export const webhookName = (events: readonly string[], managedBy: string | null): string =>
  (managedBy === null ? '' : `${managedBy}: `) + events.join(', ')

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' ||
  hostname.endsWith('.localhost') ||
  hostname === '[::1]' ||
  (isIPv4(hostname) && hostname.startsWith('127.'))

/** Sotion takes https alone; plain http to this machine is ours, for tests. */
export const isWebhookUrl = (text: string): boolean => {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
}
