/** What a new webhook is given where its creator says nothing, and which addresses it may have. */
import { isLoopbackName } from '../../contract/loopback.ts'
import type { Random } from '../../sandbox/random.ts'

const HEX = '0123456789abcdef'

export const newSecret = (random: Random): string => `whsec_${random.text(HEX, 48)}`

/** `zapier: member.created, member.updated`. */
export const webhookName = (events: readonly string[], managedBy: string | null): string =>
  (managedBy === null ? '' : `${managedBy}: `) + events.join(', ')

/** What `isWebhookUrl` takes, for a refusal. */
export const WEBHOOK_URLS = ['https://…', 'http:// and a loopback host']

/** Sotion takes https alone; plain http to this machine is ours, for tests. */
export const isWebhookUrl = (text: string): boolean => {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' || (protocol === 'http:' && isLoopbackName(hostname))
}
