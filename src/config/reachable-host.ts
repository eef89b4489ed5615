/** Where a server is asked that listens on every address. */

const REACHABLE = new Map([
  ['0.0.0.0', '127.0.0.1'],
  ['::', 'localhost'],
])

/** The wildcards are no address to ask; any other host is asked under its own name. */
export const reachableHost = (host: string): string => REACHABLE.get(host) ?? host
