/** Sotion's refusals: status and body. Only one error body is published; the other words are ours. */
import type { ErrorSpec, ErrorTable } from '../../contract/refusal.ts'
import type { FlatFailure, NestedFailure } from './schemas.ts'
import type { SotionSettings } from './settings.ts'

type OwnKind =
  | 'malformedId'
  | 'malformedGroupId'
  | 'malformedWebhookId'
  | 'invalidCursor'
  | 'scopeGroup'
  | 'groupNotFound'
  | 'webhookNotFound'
  | 'notInGroup'
  | 'emailTaken'
  | 'groupNameTaken'
  | 'alreadyInGroup'
  | 'webhookLimit'

export const createErrors = (shape: SotionSettings['errorShape']): ErrorTable<OwnKind> => {
  const body = (code: string, message: string): FlatFailure | NestedFailure =>
    shape === 'nested' ? { error: { code, message } } : { error: message }

  const error = (status: number, code: string, message: string): ErrorSpec => ({
    status,
    body: () => body(code, message),
  })

  /** Its page on authentication gives it for requests "without a valid API key": an unknown one is answered like none. */
  const noValidKey = error(401, 'unauthorized', 'Missing API key. Pass Authorization: Bearer so_...')

  return {
    unknownPath: error(404, 'not_found', 'Not found'),
    wrongMethod: error(405, 'method_not_allowed', 'Method not allowed'),
    notImplemented: {
      status: 501,
      body: ({ operation }) => body('not_implemented', `membermock does not emulate ${operation}.`),
    },
    missingCredential: noValidKey,
    unknownCredential: noValidKey,
    revokedCredential: noValidKey,
    rateLimited: {
      status: 429,
      headers: ({ seconds }) => ({ 'retry-after': String(seconds) }),
      body: () => body('rate_limit_exceeded', 'Rate limit exceeded'),
    },
    malformedId: error(400, 'bad_request', 'Invalid member ID'),
    malformedGroupId: error(400, 'bad_request', 'Invalid access group ID'),
    malformedWebhookId: error(400, 'bad_request', 'Invalid webhook ID'),
    invalidCursor: error(400, 'bad_request', 'Invalid cursor'),
    scopeGroup: error(403, 'forbidden', 'Scope-managed access groups cannot be modified via the API'),
    groupNotFound: error(404, 'not_found', 'Access group not found'),
    webhookNotFound: error(404, 'not_found', 'Webhook not found'),
    notInGroup: error(404, 'not_found', 'Member is not in this access group'),
    emailTaken: error(409, 'conflict', 'A member with this email already exists'),
    groupNameTaken: error(409, 'conflict', 'An access group with this name already exists'),
    alreadyInGroup: error(409, 'conflict', 'Member is already in this access group'),
    webhookLimit: error(409, 'conflict', 'Webhook limit reached'),
    memberNotFound: error(404, 'not_found', 'Member not found'),
    badRequest: error(400, 'bad_request', 'Invalid request'),
    notJson: error(400, 'bad_request', 'Invalid request'),
    wrongContentType: error(400, 'bad_request', 'Invalid request'),
    bodyTooLarge: error(413, 'payload_too_large', 'Payload too large'),
    doesNotFit: error(400, 'bad_request', 'Invalid request'),
    internal: error(500, 'internal_error', 'Internal server error'),
  }
}
