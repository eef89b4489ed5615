/** What every finder needs: where and when it was seen, what is nobody’s business, and where to say what is left out. */
import type { Privacy } from './privacy.ts'

export interface Notes extends Privacy {
  /** As entries have it: `api.example.com 2026-11-26`. */
  seen: string
  /** What is not written, and why. */
  say(what: string, why: string): void
}
