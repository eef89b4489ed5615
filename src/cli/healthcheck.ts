/** Asks a running membermock whether it is ready; loads no server, since containers ask every few seconds. */
import { get } from 'node:http'
import { reachableHost } from '../config/reachable-host.ts'

export interface Health {
  isHealthy: boolean
  /** Who was asked, and what came of it. */
  line: string
}

const PATH = '/__admin/ready'
const READY = '{"status":"ready"}'
const PATIENCE_MS = 1500
/** More than that is no answer of ours. */
const LONGEST = 1000

/** The status and body of one answer. */
const ask = (host: string, port: number, signal: AbortSignal): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    const options = { host, port, path: PATH, headers: { host: 'localhost' }, agent: false, signal }
    const request = get(options, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (text: string) => {
        body += text
        if (body.length > LONGEST) request.destroy(new Error('an endless answer'))
      })
      response.on('error', reject)
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
    })
    request.on('error', reject)
  })

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'AbortError') return `no answer within ${PATIENCE_MS / 1000} s`
  return 'code' in error ? String(error.code) : error.message
}

export const checkHealth = async ({ host, port }: { host: string; port: number }): Promise<Health> => {
  const asked = reachableHost(host)
  const url = `http://${asked.includes(':') ? `[${asked}]` : asked}:${port}${PATH}`
  try {
    const { status, body } = await ask(asked, port, AbortSignal.timeout(PATIENCE_MS))
    if (status === 200 && body === READY) return { isHealthy: true, line: `healthy: ${url}` }
    return { isHealthy: false, line: `not healthy: ${url}: another server answers (${status})` }
  } catch (error) {
    return { isHealthy: false, line: `not healthy: ${url}: ${reasonOf(error)}` }
  }
}
