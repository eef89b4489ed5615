/** Sends broken bytes, several requests to a connection, and judges what comes back. */
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { createChance } from './chance.ts'
import { complaintAbout } from './judge.ts'
import { mutate } from './mutate.ts'
import { goodRequest } from './requests.ts'

/** No answer takes so long, on any machine. */
const HANG_MS = 30_000
const AT_ONCE = 32
const MOST_REQUESTS = 5

/** What is sent in one case, in as many writes. Each character is a byte. */
export const caseOf = (seed: number): readonly string[] => {
  const chance = createChance(seed)
  const requests = Array.from({ length: 1 + chance.below(MOST_REQUESTS) }, () => goodRequest(chance))
  const text = requests.map((one) => (chance.below(3) === 0 ? one : mutate(one, chance))).join('')
  const cut = chance.below(4) === 0 ? chance.below(text.length + 1) : text.length
  return [text.slice(0, cut), text.slice(cut)].filter((piece) => piece !== '')
}

/** No file descriptor or port left is no answer of the server's: try again when there is. */
const RETRIED = ['EADDRNOTAVAIL', 'EMFILE', 'EAGAIN']

const converse = (port: number, pieces: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const answer = (): void => resolve(Buffer.concat(chunks).toString('latin1'))
    let isConnected = false
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }, async () => {
      isConnected = true
      for (const piece of pieces) {
        socket.write(Buffer.from(piece, 'latin1'))
        await pause(0)
      }
      socket.end()
    })
    socket.setTimeout(HANG_MS, () => socket.destroy(new Error('it hangs')))
    socket.on('data', (chunk) => chunks.push(chunk))
    // Once connected, a reset is an end as well; a refused connection is no answer.
    socket.on('error', (error) => (isConnected && error.message !== 'it hangs' ? answer() : reject(error)))
    socket.on('close', answer)
  })

const converseWhenPossible = async (port: number, pieces: readonly string[]): Promise<string> => {
  for (;;) {
    try {
      return await converse(port, pieces)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : ''
      if (!RETRIED.includes(code)) throw error
      await pause(1000)
    }
  }
}

export interface Plan {
  port: number
  cases: number
  /** Of the first case; the next has the next. */
  seed: number
  /** Asked after each few cases, for what the server knows to have gone wrong. */
  failure?: () => string | undefined
  progress?: (done: number) => void
}

/** What was wrong with the first case that anything was wrong with; undefined when nothing was. */
export const fuzzRaw = async ({
  port,
  cases,
  seed,
  failure,
  progress,
}: Plan): Promise<string | undefined> => {
  const tryOne = async (one: number): Promise<string | undefined> => {
    const pieces = caseOf(one)
    const answer = await converseWhenPossible(port, pieces).catch((error: unknown) => error)
    const complaint = answer instanceof Error ? answer.message : complaintAbout(String(answer))
    return (
      complaint && `seed ${one}: ${complaint}\nsent ${JSON.stringify(pieces)}\ngot ${JSON.stringify(answer)}`
    )
  }
  for (let done = 0; done < cases; done += AT_ONCE) {
    const seeds = Array.from({ length: Math.min(AT_ONCE, cases - done) }, (_, i) => seed + done + i)
    const complaints = (await Promise.all(seeds.map(tryOne))).filter((complaint) => complaint !== undefined)
    const failed = failure?.()
    if (complaints.length > 0 || failed !== undefined)
      return [complaints[0] ?? `seeds ${seeds[0]} to ${seeds.at(-1)}`, failed].filter(Boolean).join('\n')
    progress?.(done + seeds.length)
  }
  return undefined
}
