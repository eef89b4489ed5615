/** Says in a user's words why a server cannot listen. */

/** As `listen` throws it; what is there depends on the code. */
interface ListenError extends NodeJS.ErrnoException {
  port?: number
  address?: string
  hostname?: string
}

/** What a failed `listen` means to the user; undefined when it was not `listen`. */
export const sayListen = (error: Error): string | undefined => {
  const { code = '', port, address, hostname = address } = error as ListenError // every field is optional
  if (code === 'EADDRINUSE')
    return `port ${port} on ${address} is in use; choose another with --port, or 0 for a free one`
  if (code === 'EACCES') return `port ${port} on ${address} is not allowed to you; choose another with --port`
  const isHost = ['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL'].includes(code)
  return isHost
    ? `${hostname} is no address of this machine (${code}); choose another with --host`
    : undefined
}
