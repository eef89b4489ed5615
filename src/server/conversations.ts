/** What is under way on each connection: answers in their order, then a refusal of what the parser could not read. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** A client that has closed its side may have gone: the kernel asks it, after this many milliseconds and again. */
const PROBE_MS = 10_000

/** How long is waited for a client to close its side; and how long a call of the admin's, for one that has done so. */
const GRACE_MS = 500

const isAdmin = ({ url = '' }: IncomingMessage): boolean => url.startsWith('/__admin')

class Conversation {
  readonly #socket: Socket
  /** In the order of their requests; those that are closed by now are dropped when the next one begins. */
  #begun: ServerResponse[] = []
  #latest: IncomingMessage | undefined
  #refusal: string | undefined
  readonly #unfinished: string

  constructor(socket: Socket, unfinished: string) {
    this.#socket = socket
    this.#unfinished = unfinished
    socket.once('close', () => this.#abandon())
    socket.once('end', () => this.#loseHalf())
  }

  /** False behind a refusal: nothing that is asked there can be answered. */
  begin(request: IncomingMessage, response: ServerResponse): boolean {
    if (this.#refusal !== undefined) return false
    this.#latest = request
    // Mostly the one before is over. To be told so by each would cost every answer a listener.
    while (this.#begun[0]?.closed) this.#begun.shift()
    this.#begun.push(response)
    return true
  }

  get #open(): readonly ServerResponse[] {
    return this.#begun.filter(({ closed }) => !closed)
  }

  /** Ends the connection with these bytes, when it is their turn. */
  refuse(bytes: string): void {
    if (this.#refusal === undefined) {
      this.#refusal = bytes
      for (const response of this.#open) response.once('close', () => this.#settle())
    }
    this.#settle()
  }

  /** What is refused is the latest request, if it was not whole, or else what came behind it. */
  #settle(): void {
    if (this.#refusal === undefined || this.#socket.writableEnded) return
    const isCut = this.#latest?.complete === false
    const [first, second] = this.#open
    if (first === undefined) this.#end(isCut ? '' : this.#refusal)
    else if (isCut && second === undefined && !first.headersSent) this.#end(this.#refusal)
  }

  /** The client has a while to read it and to close its side; to destroy the socket at once might lose the bytes. */
  #end(bytes: string): void {
    this.#socket.end(bytes, () => this.#destroyAfter(GRACE_MS))
  }

  #destroyAfter(ms: number): void {
    const timer = setTimeout(() => this.#socket.destroy(), ms)
    this.#socket.once('close', () => clearTimeout(timer))
  }

  /** Node tells only the answer whose turn it is that nobody is there any more. */
  #abandon(): void {
    const open = this.#open
    this.#begun = []
    for (const response of open)
      if (response.socket === null) {
        response.destroy()
        response.emit('close')
      }
  }

  #loseHalf(): void {
    // Node's parser says so itself, unless the request asks for an upgrade: then it passes over what it cannot read.
    if (this.#latest?.complete === false) this.refuse(this.#unfinished)
    const open = this.#open
    if (open.length === 0) return
    this.#socket.setKeepAlive(true, PROBE_MS)
    for (const response of open) response.emit(CLIENT_ENDED)
    if (open.some(({ req }) => isAdmin(req))) this.#destroyAfter(GRACE_MS)
  }
}

/** An answer tells its listeners so when its client has closed its own side of the connection; it may still read. */
export const CLIENT_ENDED = 'clientEnded'

/** Has the client closed its side? It may have gone, or still read. */
export const hasEnded = ({ req }: ServerResponse): boolean => req?.socket?.readableEnded === true

export interface Conversations {
  /** False when the request is not to be answered. */
  begin(request: IncomingMessage, response: ServerResponse): boolean
  refuse(socket: Socket, bytes: string): void
}

/** Lets clients close their side and still get what they have asked for; `unfinished` refuses a request that its client has not ended. */
export const followConversations = (server: Server, unfinished: string): Conversations => {
  const conversations = new WeakMap<object, Conversation>()
  Reflect.set(server, 'httpAllowHalfOpen', true) // Node has it, its types have not
  server.on('connection', (socket) => conversations.set(socket, new Conversation(socket, unfinished)))
  return {
    begin: (request, response) => conversations.get(request.socket)?.begin(request, response) ?? true,
    refuse(socket, bytes) {
      conversations.get(socket)?.refuse(bytes)
    },
  }
}
