/** Very many deliveries to a receiver that fails a third of them, and what SIGTERM leaves for the next start. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Program, startProgram } from '../soak/program.ts'
import { CountingReceiver } from './receiver.ts'

export interface DeliveryFindings {
  count: number
  /** Events that came, attempts in all, and events that came more or less often than they should. */
  events: number
  attempts: number
  wrong: number
  /** Bytes held when all was forgotten again, less those held before. */
  grown: number
  seconds: number
  /** Due when SIGTERM came; said on standard error; and come after a start from the snapshot. */
  due: number
  said: string
  recovered: number
}

const START = '2026-03-01T12:00:00.000Z'
const BATCH = 500

const ask = async (port: number, method: string, path: string, body?: object): Promise<unknown> => {
  const headers = { 'content-type': 'application/json', authorization: 'Bearer so_mock_site_a' }
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
  return text === '' ? undefined : JSON.parse(text)
}

const settle = async (port: number): Promise<void> => {
  for (;;) {
    const verdict = await ask(port, 'POST', '/__admin/deliveries/wait', { timeoutMs: 60_000 })
    if (Object(verdict).ok === true) return
  }
}

const create = async (port: number, count: number, name: string): Promise<void> => {
  for (let from = 0; from < count; from += BATCH) {
    const length = Math.min(BATCH, count - from)
    const members = Array.from({ length }, (_, i) => ({ email: `${name}-${from + i}@example.com` }))
    await ask(port, 'POST', '/sotion/api/v1/members/bulk', { members })
  }
}

const begin = async ({ port }: Program, url: string): Promise<void> => {
  await ask(port, 'POST', '/__admin/reset')
  await ask(port, 'PUT', '/__admin/clock', { freeze: START })
  await ask(port, 'POST', '/__admin/sotion/webhooks', { url })
}

/** All of them, and all attempts that the vendor's rules ask for. */
const deliver = async (program: Program, url: string, count: number): Promise<void> => {
  await begin(program, url)
  await create(program.port, count, 'load')
  for (const advance of ['PT0S', 'PT10S', 'PT50S', 'PT240S']) {
    await ask(program.port, 'PUT', '/__admin/clock', { advance })
    await settle(program.port)
  }
}

const heldAtRest = async (program: Program): Promise<number> => {
  await ask(program.port, 'POST', '/__admin/reset')
  return (await program.measure()).held
}

/** What is due when it ends goes out where its snapshot is started. */
const terminate = async (
  program: Program,
  receiver: CountingReceiver,
  { url, count, main }: { url: string; count: number; main: string | undefined },
): Promise<Pick<DeliveryFindings, 'due' | 'said' | 'recovered'>> => {
  receiver.isHanging = true
  await begin(program, url)
  await create(program.port, count, 'due')
  const snapshot = await ask(program.port, 'GET', '/__admin/snapshot')
  program.terminate()
  await program.ended
  receiver.isHanging = false
  receiver.clear()
  const folder = await mkdtemp(join(tmpdir(), 'membermock-'))
  const file = join(folder, 'snapshot.json')
  await writeFile(file, JSON.stringify(snapshot))
  const next = await startProgram(main, ['--snapshot', file])
  try {
    await settle(next.port)
    return { due: count, said: program.stderr(), recovered: receiver.events }
  } finally {
    next.kill()
    await rm(folder, { recursive: true })
  }
}

/** `main` is the built program; the repository's own unless told. */
export const runDeliveries = async (count: number, main?: string): Promise<DeliveryFindings> => {
  const receiver = new CountingReceiver()
  const url = await receiver.open()
  const program = await startProgram(main)
  try {
    // What is loaded with the first one stays.
    await deliver(program, url, Math.min(count, BATCH))
    receiver.clear()
    const before = await heldAtRest(program)
    const startedAt = performance.now()
    await deliver(program, url, count)
    const seconds = (performance.now() - startedAt) / 1000
    const { events, attempts, wrong } = receiver
    const grown = (await heldAtRest(program)) - before
    const ended = await terminate(program, receiver, { url, count: Math.min(count, BATCH), main })
    return { count, events, attempts, wrong, grown, seconds, ...ended }
  } finally {
    program.kill()
    receiver.close()
  }
}
