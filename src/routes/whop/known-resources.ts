/** What Whop has, by resource: the paths and methods in the code of @whop/sdk 0.0.42, and those of the contract. */
import { type KnownOperation, operationTable } from '../../contract/operation.ts'

const BASE = '/api/v1'

/** A path, and what can be done there; what is none of the five usual things is a POST to `/{id}/of_that_name`. */
const RESOURCES = `
/access_tokens               create
/account_links               create
/accounts                    list create retrieve update
/ad_campaigns                list create retrieve update delete pause unpause retryPayment
/ad_groups                   list create retrieve update delete pause unpause
/ads                         list create retrieve update delete pause unpause
/affiliates                  list create retrieve archive unarchive
/ai_chats                    list create retrieve update delete
/app_builds                  list create retrieve promote
/apps                        list create retrieve update
/audiences                   list create delete
/authorized_users            list retrieve create delete
/bounties                    list create retrieve update
/bounty_submissions          list create
/cards                       list create retrieve update
/chat_channels               list retrieve update
/checkout_configurations     list create retrieve delete
/companies                   retrieve list create update
/company_token_transactions  list create retrieve
/course_chapters             list create retrieve update delete
/course_lesson_interactions  list retrieve
/course_lessons              list create retrieve update delete markAsCompleted start submitAssessment
/course_students             list retrieve
/courses                     list create retrieve update delete
/deposits                    create
/dispute_alerts              list retrieve
/disputes                    list retrieve submitEvidence updateEvidence
/dm_channels                 list create retrieve update delete
/dm_members                  list create retrieve update delete
/entries                     list retrieve approve deny
/events                      list create
/experiences                 list create retrieve update delete attach detach duplicate
/exports                     create
/fee_markups                 list create delete
/files                       retrieve create
/financial-activity          list
/forum_posts                 list create retrieve update
/forums                      list retrieve update
/invoices                    list create retrieve void markPaid markUncollectible update delete
/leads                       list create retrieve update
/ledger_accounts             retrieve
/media                       retrieve
/members                     list retrieve
/memberships                 list retrieve update cancel pause resume uncancel addFreeDays resyncAccess extend
/memberships                 reactivate transfer applyPromoCode assignAffiliate
/messages                    list retrieve create update delete
/notifications               create
/partners                    create
/payment_methods             list retrieve
/payments                    list retrieve refund retry void create
/payout_accounts             retrieve
/payouts                     list create
/people                      list retrieve
/permissions                 list
/plans                       list create retrieve update delete calculateTax
/products                    list retrieve create update delete
/promo_codes                 list create retrieve delete
/reactions                   list create retrieve delete
/refunds                     list retrieve
/resolution_center_cases     list retrieve
/reviews                     list retrieve
/setup_intents               list retrieve
/shipments                   list create retrieve
/social_accounts             list create delete
/stats                       list retrieve
/support_channels            list retrieve create
/swaps                       create list retrieve
/team_members                list retrieve create update delete
/topups                      create
/transfers                   list create retrieve
/users                       retrieve update list
/verifications               list retrieve create update
/webhooks                    list create retrieve update delete replay test
/withdrawals                 list retrieve create generatePdf
`

const OTHERS = operationTable(
  BASE,
  `
retrieveMeAccount              GET    /accounts/me
recommendActionsAccount        GET    /accounts/{id}/recommend_actions
registerLlcAccount             POST   /accounts/{id}/llc
retrieveAccountPreference      GET    /accounts/{id}/preferences
updateAccountPreference        PATCH  /accounts/{id}/preferences
searchTargetingOptionsAdGroup  GET    /ad_groups/targeting_options
estimateReachAdGroup           POST   /ad_groups/estimate_reach
retrieveAdReport               GET    /ad_reports
listAffiliateOverrides         GET    /affiliates/{id}/overrides
createAffiliateOverride        POST   /affiliates/{id}/overrides
retrieveAffiliateOverride      GET    /affiliates/{id}/overrides/{override_id}
updateAffiliateOverride        PATCH  /affiliates/{id}/overrides/{override_id}
deleteAffiliateOverride        DELETE /affiliates/{id}/overrides/{override_id}
logsApp                        GET    /apps/{id}/logs
createApiKeyCompany            POST   /companies/{id}/api_keys
generateMedia                  POST   /media/generate
listMemberLogs                 GET    /members/{id}/logs
inviteMembership               POST   /memberships/invite
listPartnerBusinesses          GET    /partners/businesses
retrievePartnerBusiness        GET    /partners/businesses/{id}
listPartnerBusinessEarnings    GET    /partners/businesses/{id}/earnings
referredUsersPartner           GET    /partners/referred_users
leaderboardPartner             GET    /partners/leaderboard
listFeesPayment                GET    /payments/{id}/fees
listPayoutMethods              GET    /payouts/methods
createPayoutMethod             POST   /payouts/methods
connectSocialAccount           POST   /social_accounts/connect
postsSocialAccount             GET    /social_accounts/{id}/posts
leadFormsSocialAccount         GET    /social_accounts/{id}/lead_forms
createQuoteSwap                POST   /swaps/quote
checkAccessUser                GET    /users/{id}/access/{resource_id}
updateMeUser                   PATCH  /users/me
recommendActionsUser           GET    /users/{id}/recommend_actions
listWebhookDeliveries          GET    /webhooks/{id}/deliveries
replayWebhookDelivery          POST   /webhooks/{id}/deliveries/{delivery_id}/replay
`,
)

/** The older surfaces, whatever is asked of them. */
const OLDER: readonly KnownOperation[] = [
  { id: 'apiV2', method: '*', path: '/api/v2/**' },
  { id: 'apiV5', method: '*', path: '/api/v5/**' },
  { id: 'publicGraphql', method: '*', path: '/public-graphql/**' },
]

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** `AdCampaigns` for `/ad_campaigns`. */
const pluralOf = (path: string): string => path.slice(1).split(/[_-]/).map(capital).join('')

const singularOf = (plural: string): string => {
  if (plural === 'People') return 'Person'
  if (plural === 'Media' || plural === 'FinancialActivity') return plural
  return plural.endsWith('ies') ? `${plural.slice(0, -3)}y` : plural.slice(0, -1)
}

const underscored = (word: string): string => word.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** One thing that can be done at `path`. */
const known = (path: string, action: string): KnownOperation => {
  const plural = pluralOf(path)
  const [all, one] = [BASE + path, `${BASE}${path}/{id}`]
  const id = `${action}${action === 'list' ? plural : singularOf(plural)}`
  if (action === 'list') return { id, method: 'GET', path: all }
  if (action === 'create') return { id, method: 'POST', path: all }
  if (action === 'retrieve') return { id, method: 'GET', path: one }
  if (action === 'update') return { id, method: 'PATCH', path: one }
  if (action === 'delete') return { id, method: 'DELETE', path: one }
  return { id, method: 'POST', path: `${one}/${underscored(action)}` }
}

/** An SDK that is given an empty id asks for the path of the list with a slash: nobody knows what Whop says to that. */
const withoutId = (path: string): KnownOperation => ({
  id: `retrieve${singularOf(pluralOf(path))}WithoutId`,
  method: 'GET',
  path: `${BASE}${path}/`,
})

const ofResource = (line: string): readonly KnownOperation[] => {
  const [path = '', ...actions] = line.split(/ +/)
  const all = actions.map((action) => known(path, action))
  return actions.includes('retrieve') ? [...all, withoutId(path)] : all
}

/** Fixed paths before those with an id. */
export const knownOperations: readonly KnownOperation[] = [
  ...OTHERS,
  ...RESOURCES.trim().split('\n').flatMap(ofResource),
  ...OLDER,
]
