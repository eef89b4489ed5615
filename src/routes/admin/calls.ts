/** The method and path of every call of the admin that is a use case of control's: for its routes, and for clients. */

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface CallAddress {
  method: Method
  /** Below the admin's prefix, with `{name}` for a parameter. */
  path: string
}

const RECORDS = '/{vendor}/{list}'

/** By the name of the use case; those of records are the same for each collection of each vendor. */
export const CALLS = {
  listFaults: { method: 'GET', path: '/faults' },
  planFault: { method: 'POST', path: '/faults' },
  replaceFaults: { method: 'PUT', path: '/faults' },
  dropFaults: { method: 'DELETE', path: '/faults' },
  dropFault: { method: 'DELETE', path: '/faults/{id}' },
  listRequests: { method: 'GET', path: '/requests' },
  getRequest: { method: 'GET', path: '/requests/{id}' },
  deleteRequests: { method: 'DELETE', path: '/requests' },
  countRequests: { method: 'POST', path: '/requests/count' },
  verifyRequests: { method: 'POST', path: '/requests/verify' },
  waitForRequests: { method: 'POST', path: '/requests/wait' },
  followRequests: { method: 'GET', path: '/events' },
  listDeliveries: { method: 'GET', path: '/deliveries' },
  getDelivery: { method: 'GET', path: '/deliveries/{id}' },
  verifyDeliveries: { method: 'POST', path: '/deliveries/verify' },
  waitForDeliveries: { method: 'POST', path: '/deliveries/wait' },
  redeliver: { method: 'POST', path: '/deliveries/{id}/redeliver' },
  listTriggers: { method: 'GET', path: '/triggers' },
  triggerEvent: { method: 'POST', path: '/trigger' },
  getTimeline: { method: 'GET', path: '/timeline' },
  startTimeline: { method: 'POST', path: '/timeline' },
  createSandbox: { method: 'POST', path: '/sandboxes' },
  deleteSandbox: { method: 'DELETE', path: '/sandboxes/{id}' },
  listSandboxes: { method: 'GET', path: '/sandboxes' },
  getSandbox: { method: 'GET', path: '/sandboxes/{id}' },
  reset: { method: 'POST', path: '/reset' },
  getClock: { method: 'GET', path: '/clock' },
  setClock: { method: 'PUT', path: '/clock' },
  getLimits: { method: 'GET', path: '/limits' },
  setLimits: { method: 'PUT', path: '/limits' },
  getSnapshot: { method: 'GET', path: '/snapshot' },
  restoreSnapshot: { method: 'PUT', path: '/snapshot' },
  listRecords: { method: 'GET', path: RECORDS },
  addRecord: { method: 'POST', path: RECORDS },
  getRecord: { method: 'GET', path: `${RECORDS}/{id}` },
  deleteRecord: { method: 'DELETE', path: `${RECORDS}/{id}` },
  putRecord: { method: 'PUT', path: `${RECORDS}/{id}` },
  patchRecord: { method: 'PATCH', path: `${RECORDS}/{id}` },
  listFidelity: { method: 'GET', path: '/fidelity' },
} as const satisfies Readonly<Record<string, CallAddress>>

export type CallName = keyof typeof CALLS
