/** What every finder needs: where and when it was seen, what is nobody’s business, and where to say what is left out. */
import type { IsPrivate } from './privacy.ts'

export interface Notes {
  /** As entries have it: `api.example.com 2026-11-26`. */
  seen: string
  isPrivate: IsPrivate
  /** What is not written, and why. */
  say(what: string, why: string): void
}
