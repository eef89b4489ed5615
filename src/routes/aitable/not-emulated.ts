/** The operations that AITable has next to the contacts family and that are not emulated. */
import { operationTable } from '../../contract/operation.ts'

/**
 * The routes of the open source's two controllers (packages/room-server/src/fusion), and those of embed links, which
 * npm apitable 1.3.0 calls.
 */
export const notEmulated = operationTable(
  '/fusion',
  `
listSpaces              GET    /v1/spaces
listNodes               GET    /v1/spaces/{spaceId}/nodes
searchNodes             GET    /v2/spaces/{spaceId}/nodes
getNodeOfSpace          GET    /v1/spaces/{spaceId}/nodes/{nodeId}
getNode                 GET    /v1/nodes/{nodeId}
listEmbedLinks          GET    /v1/spaces/{spaceId}/nodes/{nodeId}/embedlinks
createEmbedLink         POST   /v1/spaces/{spaceId}/nodes/{nodeId}/embedlinks
deleteEmbedLink         DELETE /v1/spaces/{spaceId}/nodes/{nodeId}/embedlinks/{linkId}
createDatasheet         POST   /v1/spaces/{spaceId}/datasheets
createField             POST   /v1/spaces/{spaceId}/datasheets/{datasheetId}/fields
deleteField             DELETE /v1/spaces/{spaceId}/datasheets/{datasheetId}/fields/{fieldId}
listRecords             GET    /v1/datasheets/{datasheetId}/records
createRecords           POST   /v1/datasheets/{datasheetId}/records
updateRecords           PATCH  /v1/datasheets/{datasheetId}/records
replaceRecords          PUT    /v1/datasheets/{datasheetId}/records
deleteRecords           DELETE /v1/datasheets/{datasheetId}/records
listDeletedRecords      GET    /v1/timemachine/{datasheetId}
getPresignedUrl         GET    /v1/datasheets/{datasheetId}/attachments/presignedUrl
uploadAttachment        POST   /v1/datasheets/{datasheetId}/attachments
listFields              GET    /v1/datasheets/{datasheetId}/fields
listViews               GET    /v1/datasheets/{datasheetId}/views
executeCommand          POST   /v1/datasheets/{datasheetId}/executeCommand
executeCommandFromRust  POST   /v1/datasheets/{datasheetId}/executeCommandFromRust
`,
)
