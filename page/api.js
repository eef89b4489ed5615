/** Calls the admin that this page comes from, with the token that the reader has given. */

const TOKEN = 'membermock-admin-token'

export const readToken = () => sessionStorage.getItem(TOKEN) ?? ''
export const keepToken = (token) => sessionStorage.setItem(TOKEN, token)

/** What the admin refused, and what it would have accepted; status 0: it was not reached. */
export class Refusal extends Error {
  constructor(status, message, accepted = []) {
    super(message)
    this.status = status
    this.accepted = accepted
  }
}

const refusalFrom = async (answer) => {
  const { error } = await answer.json().catch(() => ({}))
  return new Refusal(answer.status, error?.message ?? `the admin answered ${answer.status}`, error?.accepted)
}

/** `path` with the sandbox and whatever else is asked; all paths are below the page's own. */
export const withQuery = (path, query) => `${path}?${new URLSearchParams(query)}`

/** `onLocked` is told when a token is missing or wrong, `onDone` when a change has been made. */
export const createApi = (token, { onLocked, onDone }) => {
  const ask = async (path, { method = 'GET', body, signal } = {}) => {
    const headers = {
      ...(token !== '' && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    }
    const content = body === undefined ? undefined : JSON.stringify(body)
    const answer = await fetch(path, { method, headers, body: content, signal }).catch((error) => {
      throw signal?.aborted ? error : new Refusal(0, 'The server does not answer.')
    })
    if (answer.ok) return answer
    const refusal = await refusalFrom(answer)
    if (answer.status === 401) onLocked(refusal)
    throw refusal
  }

  return {
    open: (path, signal) => ask(path, { signal }),
    get: async (path) => (await ask(path)).json(),
    send: async (method, path, body) => {
      const answer = await ask(path, { method, body })
      onDone()
      return answer.status === 204 ? undefined : answer.json()
    },
  }
}
