/** Which requests are shown: by text, vendor, class of status, and what came of them. */

/** By their names in the page's address. */
export const EVERYTHING = { q: '', vendor: '', status: '', outcome: '' }

export const STATUSES = { '': 'Status', 2: '2xx', 4: '4xx', 5: '5xx', cut: 'Cut off' }
export const OUTCOMES = {
  '': 'Outcome',
  served: 'Served',
  refused: 'Refused',
  faulted: 'Faulted',
  unimplemented: 'Not emulated',
  unread: 'Unread parts',
}

export const hasUnread = ({ unread }) => Object.values(unread).some((names) => names.length > 0)

/** A request to what is not emulated is refused too, but not by the vendor. */
const OUTCOME_TESTS = {
  served: (entry) => entry.refusedBy === null && entry.fault === null,
  refused: (entry) => entry.refusedBy !== null && !entry.unimplemented,
  faulted: (entry) => entry.fault !== null,
  unimplemented: (entry) => entry.unimplemented,
  unread: hasUnread,
}

const hasStatus = ({ response }, wanted) =>
  wanted === 'cut' ? response === null : response !== null && String(response.status).startsWith(wanted)

const textOf = ({ id, vendor, operation, request, response, fault, refusedBy, reason }) =>
  [
    id,
    vendor,
    operation,
    `${request.method} ${request.url}`,
    request.body,
    response?.status,
    response?.body,
    fault,
    refusedBy,
    reason,
  ]
    .join('\n')
    .toLowerCase()

/** Every word has to be there. */
export const createFilter = ({ q, vendor, status, outcome }) => {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  return (entry) => {
    if (vendor !== '' && entry.vendor !== vendor) return false
    if (status !== '' && !hasStatus(entry, status)) return false
    // What stands in an address may be anything.
    if (outcome !== '' && Object.hasOwn(OUTCOME_TESTS, outcome) && !OUTCOME_TESTS[outcome](entry))
      return false
    if (words.length === 0) return true
    const searched = textOf(entry)
    return words.every((word) => searched.includes(word))
  }
}
