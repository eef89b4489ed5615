/** The operations that Sotion has: those that are served, and those that are answered 501 (the contract, section 3). */
import { operationTable } from '../../contract/operation.ts'
import { getMember } from './members.ts'
import { getSite } from './site.ts'

/** The first is the one that a row of FIDELITY.md is about unless it says another. */
export const operations = [getMember, getSite] as const

export const notEmulated = operationTable(
  '/api/v1',
  `
listMembers          GET    /members
listMembers          GET    /members/
createMember         POST   /members
createMember         POST   /members/
bulkCreateMembers    POST   /members/bulk
updateMember         PATCH  /members/{memberId}
deleteMember         DELETE /members/{memberId}
listAccessGroups     GET    /access-groups
createAccessGroup    POST   /access-groups
getAccessGroup       GET    /access-groups/{groupId}
updateAccessGroup    PATCH  /access-groups/{groupId}
deleteAccessGroup    DELETE /access-groups/{groupId}
listGroupMembers     GET    /access-groups/{groupId}/members
addGroupMember       POST   /access-groups/{groupId}/members
removeGroupMember    DELETE /access-groups/{groupId}/members/{memberId}
listWebhooks         GET    /webhooks
createWebhook        POST   /webhooks
getWebhook           GET    /webhooks/{webhookId}
deleteWebhook        DELETE /webhooks/{webhookId}
`,
)
