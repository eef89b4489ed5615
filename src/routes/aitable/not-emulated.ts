/** The operations that AITable has next to the member and that are not emulated. */
import { operationTable } from '../../contract/operation.ts'

/** The contacts family (the contract, section 6), then what npm apitable 1.3.0 calls. */
export const notEmulated = operationTable(
  '/fusion/v1',
  `
updateMember      PUT    /spaces/{spaceId}/members/{unitId}
deleteMember      DELETE /spaces/{spaceId}/members/{unitId}
listSubTeams      GET    /spaces/{spaceId}/teams/{unitId}/children
listTeamMembers   GET    /spaces/{spaceId}/teams/{unitId}/members
createTeam        POST   /spaces/{spaceId}/teams
updateTeam        PUT    /spaces/{spaceId}/teams/{unitId}
deleteTeam        DELETE /spaces/{spaceId}/teams/{unitId}
listRoles         GET    /spaces/{spaceId}/roles
createRole        POST   /spaces/{spaceId}/roles
updateRole        PUT    /spaces/{spaceId}/roles/{unitId}
deleteRole        DELETE /spaces/{spaceId}/roles/{unitId}
listUnitsOfRole   GET    /spaces/{spaceId}/roles/{unitId}/units
listSpaces        GET    /spaces
listNodes         GET    /spaces/{spaceId}/nodes
getNode           GET    /spaces/{spaceId}/nodes/{nodeId}
listEmbedLinks    GET    /spaces/{spaceId}/nodes/{nodeId}/embedlinks
createEmbedLink   POST   /spaces/{spaceId}/nodes/{nodeId}/embedlinks
deleteEmbedLink   DELETE /spaces/{spaceId}/nodes/{nodeId}/embedlinks/{linkId}
createDatasheet   POST   /spaces/{spaceId}/datasheets
listRecords       GET    /datasheets/{datasheetId}/records
createRecords     POST   /datasheets/{datasheetId}/records
updateRecords     PATCH  /datasheets/{datasheetId}/records
deleteRecords     DELETE /datasheets/{datasheetId}/records
uploadAttachment  POST   /datasheets/{datasheetId}/attachments
listFields        GET    /datasheets/{datasheetId}/fields
listViews         GET    /datasheets/{datasheetId}/views
createField       POST   /spaces/{spaceId}/datasheets/{datasheetId}/fields
deleteField       DELETE /spaces/{spaceId}/datasheets/{datasheetId}/fields/{fieldId}
`,
)
