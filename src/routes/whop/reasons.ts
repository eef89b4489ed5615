/** Why Whop refuses, where its answers do not say. */
import type { Reasons } from '../../contract/refusal.ts'

export const reasons: Reasons = {
  missingScope: (_call, { scopes }) => `the key lacks ${scopes}`,
}
