/** The operations that Whop has and that are not emulated: the contract, and @whop/sdk 0.0.42. */
import { operationTable } from '../../contract/operation.ts'

export const notEmulated = operationTable(
  '/api/v1',
  `
listMembers              GET    /members
listMembers              GET    /members/
listMemberLogs           GET    /members/{id}/logs
listMemberships          GET    /memberships
retrieveMembership       GET    /memberships/{id}
updateMembership         PATCH  /memberships/{id}
cancelMembership         POST   /memberships/{id}/cancel
pauseMembership          POST   /memberships/{id}/pause
resumeMembership         POST   /memberships/{id}/resume
uncancelMembership       POST   /memberships/{id}/uncancel
addFreeDaysMembership    POST   /memberships/{id}/add_free_days
extendMembership         POST   /memberships/{id}/extend
resyncAccessMembership   POST   /memberships/{id}/resync_access
inviteMembership         POST   /memberships/invite
listUsers                GET    /users
updateMeUser             PATCH  /users/me
retrieveUser             GET    /users/{id}
updateUser               PATCH  /users/{id}
checkAccessUser          GET    /users/{id}/access/{resource_id}
recommendActionsUser     GET    /users/{id}/recommend_actions
listPeople               GET    /people
listTeamMembers          GET    /team_members
listAuthorizedUsers      GET    /authorized_users
createAuthorizedUser     POST   /authorized_users
retrieveAuthorizedUser   GET    /authorized_users/{id}
deleteAuthorizedUser     DELETE /authorized_users/{id}
listLeads                GET    /leads
createLead               POST   /leads
retrieveLead             GET    /leads/{id}
updateLead               PATCH  /leads/{id}
createExport             POST   /exports
listPermissions          GET    /permissions
createAccessToken        POST   /access_tokens
`,
)
