/** Whop’s webhook endpoints and what was sent to them. Made from its schemas by `npm run generate`. */

/** The body of Whop’s `GET` and `PATCH /webhooks/{id}` with status 200, up to 2026-07-22: without the secret. */
export type WhopWebhook = {
  /** The id of the endpoint, `hook_…`. */
  id: string
  /** The form of its deliveries; those of v2 and v5 are not emulated. */
  api_version: 'v1' | 'v2' | 'v5'
  /** Whether it gets the events of connected companies, and of them alone. */
  child_resource_events: boolean
  /** When it was made. */
  created_at: string
  /** Whether anything is sent to it. */
  enabled: boolean
  /** Empty: all of them. */
  events: ('member.created' | 'member.updated' | 'membership.activated' | 'membership.deactivated' | 'membership.cancel_at_period_end_changed' | 'membership.trial_ending_soon' | 'membership.updated' | 'invoice.created' | 'invoice.marked_uncollectible' | 'invoice.paid' | 'invoice.past_due' | 'invoice.voided' | 'entry.created' | 'entry.approved' | 'entry.denied' | 'entry.deleted' | 'setup_intent.requires_action' | 'setup_intent.succeeded' | 'setup_intent.canceled' | 'ledger_account.funds_available' | 'withdrawal.created' | 'withdrawal.updated' | 'course_lesson_interaction.completed' | 'payout_method.created' | 'verification.succeeded' | 'identity_profile.approved' | 'identity_profile.rejected' | 'identity_profile.needs_action' | 'identity_profile.updated' | 'payout_account.status_updated' | 'resolution_center_case.created' | 'resolution_center_case.updated' | 'resolution_center_case.decided' | 'chat.message.created' | 'chat.reaction.created' | 'payment.created' | 'payment.succeeded' | 'payment.failed' | 'payment.pending' | 'dispute.created' | 'dispute.updated' | 'refund.created' | 'refund.updated' | 'dispute_alert.created')[]
  /** The company whose events it gets, `biz_…`. */
  resource_id: string
  /** Those that a test can be sent of. */
  testable_events: ('member.created' | 'member.updated' | 'membership.activated' | 'membership.deactivated' | 'membership.cancel_at_period_end_changed' | 'membership.trial_ending_soon' | 'membership.updated' | 'invoice.created' | 'invoice.marked_uncollectible' | 'invoice.paid' | 'invoice.past_due' | 'invoice.voided' | 'entry.created' | 'entry.approved' | 'entry.denied' | 'entry.deleted' | 'setup_intent.requires_action' | 'setup_intent.succeeded' | 'setup_intent.canceled' | 'ledger_account.funds_available' | 'withdrawal.created' | 'withdrawal.updated' | 'course_lesson_interaction.completed' | 'payout_method.created' | 'verification.succeeded' | 'identity_profile.approved' | 'identity_profile.rejected' | 'identity_profile.needs_action' | 'identity_profile.updated' | 'payout_account.status_updated' | 'resolution_center_case.created' | 'resolution_center_case.updated' | 'resolution_center_case.decided' | 'chat.message.created' | 'chat.reaction.created' | 'payment.created' | 'payment.succeeded' | 'payment.failed' | 'payment.pending' | 'dispute.created' | 'dispute.updated' | 'refund.created' | 'refund.updated' | 'dispute_alert.created')[]
  /** Where its deliveries go. */
  url: string
}

/** The body of Whop’s `POST /webhooks` with status 200, up to 2026-07-22: the one that has `webhook_secret`. */
export type WhopNewWebhook = {
  /** The id of the endpoint, `hook_…`. */
  id: string
  /** The form of its deliveries; those of v2 and v5 are not emulated. */
  api_version: 'v1' | 'v2' | 'v5'
  /** Whether it gets the events of connected companies, and of them alone. */
  child_resource_events: boolean
  /** When it was made. */
  created_at: string
  /** Whether anything is sent to it. */
  enabled: boolean
  /** Empty: all of them. */
  events: ('member.created' | 'member.updated' | 'membership.activated' | 'membership.deactivated' | 'membership.cancel_at_period_end_changed' | 'membership.trial_ending_soon' | 'membership.updated' | 'invoice.created' | 'invoice.marked_uncollectible' | 'invoice.paid' | 'invoice.past_due' | 'invoice.voided' | 'entry.created' | 'entry.approved' | 'entry.denied' | 'entry.deleted' | 'setup_intent.requires_action' | 'setup_intent.succeeded' | 'setup_intent.canceled' | 'ledger_account.funds_available' | 'withdrawal.created' | 'withdrawal.updated' | 'course_lesson_interaction.completed' | 'payout_method.created' | 'verification.succeeded' | 'identity_profile.approved' | 'identity_profile.rejected' | 'identity_profile.needs_action' | 'identity_profile.updated' | 'payout_account.status_updated' | 'resolution_center_case.created' | 'resolution_center_case.updated' | 'resolution_center_case.decided' | 'chat.message.created' | 'chat.reaction.created' | 'payment.created' | 'payment.succeeded' | 'payment.failed' | 'payment.pending' | 'dispute.created' | 'dispute.updated' | 'refund.created' | 'refund.updated' | 'dispute_alert.created')[]
  /** The company whose events it gets, `biz_…`. */
  resource_id: string
  /** Those that a test can be sent of. */
  testable_events: ('member.created' | 'member.updated' | 'membership.activated' | 'membership.deactivated' | 'membership.cancel_at_period_end_changed' | 'membership.trial_ending_soon' | 'membership.updated' | 'invoice.created' | 'invoice.marked_uncollectible' | 'invoice.paid' | 'invoice.past_due' | 'invoice.voided' | 'entry.created' | 'entry.approved' | 'entry.denied' | 'entry.deleted' | 'setup_intent.requires_action' | 'setup_intent.succeeded' | 'setup_intent.canceled' | 'ledger_account.funds_available' | 'withdrawal.created' | 'withdrawal.updated' | 'course_lesson_interaction.completed' | 'payout_method.created' | 'verification.succeeded' | 'identity_profile.approved' | 'identity_profile.rejected' | 'identity_profile.needs_action' | 'identity_profile.updated' | 'payout_account.status_updated' | 'resolution_center_case.created' | 'resolution_center_case.updated' | 'resolution_center_case.decided' | 'chat.message.created' | 'chat.reaction.created' | 'payment.created' | 'payment.succeeded' | 'payment.failed' | 'payment.pending' | 'dispute.created' | 'dispute.updated' | 'refund.created' | 'refund.updated' | 'dispute_alert.created')[]
  /** Where its deliveries go. */
  url: string
  /** In this answer, and in no other. */
  webhook_secret: string
}

/** The body of Whop’s `GET /webhooks` with status 200, up to 2026-07-22. */
export type WhopWebhookPage = {
  /** What is on the page, in its order. */
  data: ({
    /** The id of the endpoint, `hook_…`. */
    id: string
    /** The form of its deliveries; those of v2 and v5 are not emulated. */
    api_version: 'v1' | 'v2' | 'v5'
    /** Whether it gets the events of connected companies, and of them alone. */
    child_resource_events: boolean
    /** When it was made. */
    created_at: string
    /** Whether anything is sent to it. */
    enabled: boolean
    /** Empty: all of them. */
    events: ('member.created' | 'member.updated' | 'membership.activated' | 'membership.deactivated' | 'membership.cancel_at_period_end_changed' | 'membership.trial_ending_soon' | 'membership.updated' | 'invoice.created' | 'invoice.marked_uncollectible' | 'invoice.paid' | 'invoice.past_due' | 'invoice.voided' | 'entry.created' | 'entry.approved' | 'entry.denied' | 'entry.deleted' | 'setup_intent.requires_action' | 'setup_intent.succeeded' | 'setup_intent.canceled' | 'ledger_account.funds_available' | 'withdrawal.created' | 'withdrawal.updated' | 'course_lesson_interaction.completed' | 'payout_method.created' | 'verification.succeeded' | 'identity_profile.approved' | 'identity_profile.rejected' | 'identity_profile.needs_action' | 'identity_profile.updated' | 'payout_account.status_updated' | 'resolution_center_case.created' | 'resolution_center_case.updated' | 'resolution_center_case.decided' | 'chat.message.created' | 'chat.reaction.created' | 'payment.created' | 'payment.succeeded' | 'payment.failed' | 'payment.pending' | 'dispute.created' | 'dispute.updated' | 'refund.created' | 'refund.updated' | 'dispute_alert.created')[]
    /** Where its deliveries go. */
    url: string
  })[]
  /** Where the page lies in the list. */
  page_info: {
    /** What `after` takes for the next page; null on the last one. */
    end_cursor: string | null
    /** What `before` takes for the page in front; null on an empty page. */
    start_cursor: string | null
    /** Whether something comes behind it. */
    has_next_page: boolean
    /** Whether something comes in front of it. */
    has_previous_page: boolean
  }
}

/** The body of Whop’s `GET` and `PATCH /webhooks/{id}` and of `POST /webhooks` with status 200, from 2026-07-23 on: `webhook_secret` is text on its creation alone, and null otherwise. */
export type WhopCurrentWebhook = {
  /** The id of the endpoint, `hook_…`. */
  id: string
  /** Where its deliveries go. */
  url: string
  /** Whether anything is sent to it. */
  enabled: boolean
  /** Empty: all of them. */
  events: ('member.created' | 'member.updated' | 'membership.activated' | 'membership.deactivated' | 'membership.cancel_at_period_end_changed' | 'membership.trial_ending_soon' | 'membership.updated' | 'invoice.created' | 'invoice.marked_uncollectible' | 'invoice.paid' | 'invoice.past_due' | 'invoice.voided' | 'entry.created' | 'entry.approved' | 'entry.denied' | 'entry.deleted' | 'setup_intent.requires_action' | 'setup_intent.succeeded' | 'setup_intent.canceled' | 'ledger_account.funds_available' | 'withdrawal.created' | 'withdrawal.updated' | 'course_lesson_interaction.completed' | 'payout_method.created' | 'verification.succeeded' | 'identity_profile.approved' | 'identity_profile.rejected' | 'identity_profile.needs_action' | 'identity_profile.updated' | 'payout_account.status_updated' | 'resolution_center_case.created' | 'resolution_center_case.updated' | 'resolution_center_case.decided' | 'chat.message.created' | 'chat.reaction.created' | 'payment.created' | 'payment.succeeded' | 'payment.failed' | 'payment.pending' | 'dispute.created' | 'dispute.updated' | 'refund.created' | 'refund.updated' | 'dispute_alert.created')[]
  /** The form of its deliveries; those of v2 and v5 are not emulated. */
  api_version: 'v1' | 'v2' | 'v5'
  /** The version that its events are pinned to; null for none. */
  api_version_date: string | null
  /** When it was made. */
  created_at: string
  /** Whether it gets the events of connected companies, and of them alone. */
  child_resource_events: boolean
  /** On its creation alone; else null. */
  webhook_secret: string | null
  /** The company whose events it gets, `biz_…`. */
  resource_id: string
  /** Events since the last success whose first attempt failed. */
  consecutive_failures: number
  /** When they began to fail; null while they do not. */
  failing_since: string | null
  /** When an event was last given up; null for never. */
  last_failure_at: string | null
  /** When Whop disabled it; null while it is not. */
  disabled_at: string | null
  /** Why: `delivery_failures` after three days of nothing else. */
  disabled_reason: string | null
  /** Those that a test can be sent of. */
  testable_events: ('member.created' | 'member.updated' | 'membership.activated' | 'membership.deactivated' | 'membership.cancel_at_period_end_changed' | 'membership.trial_ending_soon' | 'membership.updated' | 'invoice.created' | 'invoice.marked_uncollectible' | 'invoice.paid' | 'invoice.past_due' | 'invoice.voided' | 'entry.created' | 'entry.approved' | 'entry.denied' | 'entry.deleted' | 'setup_intent.requires_action' | 'setup_intent.succeeded' | 'setup_intent.canceled' | 'ledger_account.funds_available' | 'withdrawal.created' | 'withdrawal.updated' | 'course_lesson_interaction.completed' | 'payout_method.created' | 'verification.succeeded' | 'identity_profile.approved' | 'identity_profile.rejected' | 'identity_profile.needs_action' | 'identity_profile.updated' | 'payout_account.status_updated' | 'resolution_center_case.created' | 'resolution_center_case.updated' | 'resolution_center_case.decided' | 'chat.message.created' | 'chat.reaction.created' | 'payment.created' | 'payment.succeeded' | 'payment.failed' | 'payment.pending' | 'dispute.created' | 'dispute.updated' | 'refund.created' | 'refund.updated' | 'dispute_alert.created')[]
}

/** The body of Whop’s `GET /webhooks` with status 200, from 2026-07-23 on. */
export type WhopCurrentWebhookPage = {
  /** What is on the page, in its order. */
  data: WhopCurrentWebhook[]
  /** Where the page lies in the list. */
  page_info: {
    /** What `after` takes for the next page; null on the last one. */
    end_cursor: string | null
    /** What `before` takes for the page in front; null on an empty page. */
    start_cursor: string | null
    /** Whether something comes behind it. */
    has_next_page: boolean
    /** Whether something comes in front of it. */
    has_previous_page: boolean
  }
}

/** The body of Whop’s `DELETE /webhooks/{id}` with status 200, up to 2026-07-22: the bare `true`. */
export type WhopDeletedWebhook = true

/** The body of Whop’s `DELETE /webhooks/{id}` with status 200, from 2026-07-23 on. */
export type WhopCurrentDeletedWebhook = {
  /** That it is gone. */
  deleted: true
  /** The id of the endpoint, `hook_…`. */
  id: string
}

/** The body of Whop’s `GET /webhooks/{id}/deliveries`, from 2026-07-23 on: `total_time` is in seconds. */
export type WhopWebhookDeliveryPage = {
  /** What is on the page, in its order. */
  data: ({
    /** The id of the delivery, `whdel_…`. */
    id: string
    /** The name of the event. */
    event: string
    /** The delivery that it repeats; null for none. */
    replayed_from: string | null
    /** What was sent. */
    request_body: { [name: string]: unknown }
    /** The company whose event it is. */
    resource_id: string
    /** JSON; of what is none, the first 100 bytes. */
    response_body: unknown
    /** The status that came back; null where none did. */
    response_code: number | null
    /** When it was sent. */
    sent_at: string
    /** Whether the endpoint answered with a 2xx. */
    success: boolean
    /** In seconds. */
    total_time: number
  })[]
  /** Where the page lies in the list. */
  page_info: {
    /** What `after` takes for the next page; null on the last one. */
    end_cursor: string | null
    /** What `before` takes for the page in front; null on an empty page. */
    start_cursor: string | null
    /** Whether something comes behind it. */
    has_next_page: boolean
    /** Whether something comes in front of it. */
    has_previous_page: boolean
  }
}

/** The body of Whop’s `POST /webhooks/{id}/test` and `POST /webhooks/{id}/deliveries/{delivery_id}/replay` with status 200: what the endpoint answered. `status` is 0 where nobody did; `body` is JSON, or the first 100 bytes of what is none. */
export type WhopWebhookOutcome = {
  /** 0: nobody answered. */
  status: number
  /** JSON; of what is none, the first 100 bytes. */
  body: unknown
  /** Whether the endpoint answered with a 2xx. */
  success: boolean
}

/** The body of Whop’s `POST /webhooks/{id}/replay` with status 200: that the deliveries will be sent again. */
export type WhopWebhookReplay = {
  /** That they will be sent. */
  queued: boolean
}
