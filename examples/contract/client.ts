/** The three vendors through openapi-fetch, typed by what openapi-typescript makes of membermock's documents. */
import createClient from 'openapi-fetch'
import type { paths as AitablePaths } from './node_modules/.generated/aitable.d.ts'
import type { paths as SotionPaths } from './node_modules/.generated/sotion.d.ts'
import type { paths as WhopPaths } from './node_modules/.generated/whop.d.ts'

/** As `membermock --json` prints it. */
export interface Ready {
  baseUrl: Record<'whop' | 'aitable' | 'sotion', string>
  credentials: {
    whop: Record<'full' | 'noscope', string>
    aitable: Record<'admin', string>
    sotion: Record<'siteA', string>
  }
}

export interface Row {
  name: string
  outcome: 'ok' | 'VIOLATION'
  complaint?: string
}

const row = (name: string, expected: unknown, found: unknown): Row =>
  expected === found
    ? { name, outcome: 'ok' }
    : { name, outcome: 'VIOLATION', complaint: `expected ${expected}, found ${found}` }

const askWhop = async ({ baseUrl, credentials }: Ready): Promise<Row[]> => {
  const clientFor = (token: string) =>
    createClient<WhopPaths>({ baseUrl: baseUrl.whop, headers: { authorization: `Bearer ${token}` } })
  const whop = clientFor(credentials.whop.full)
  const params = { path: { id: 'mber_Joined0000001' } }
  const { data } = await whop.GET('/members/{id}', { params })
  // The later API has no e-mail address in a member: the two shapes are told apart.
  const user = data?.user
  const email: string | null | undefined = user && 'email' in user ? user.email : undefined
  const { error } = await whop.GET('/members/{id}', { params: { path: { id: 'mber_Nobody0000001' } } })
  const missing: string | undefined = error?.error?.message
  const refused = await clientFor(credentials.whop.noscope).GET('/members/{id}', { params })
  // @ts-expect-error: there is no such path
  await whop.GET('/nowhere')
  return [
    row('whop member', 'ada.lovelace@example.com', email),
    row('whop memberNotFound', 'Resource not found', missing),
    row('whop missingScope', 'forbidden', refused.error?.error?.type),
  ]
}

const askAitable = async ({ baseUrl, credentials }: Ready): Promise<Row[]> => {
  const headers = { authorization: `Bearer ${credentials.aitable.admin}` }
  const aitable = createClient<AitablePaths>({ baseUrl: baseUrl.aitable, headers })
  const get = (unitId: string) =>
    aitable.GET('/fusion/v1/spaces/{spaceId}/members/{unitId}', {
      params: { path: { spaceId: 'spcjXzqVrjaP3', unitId }, query: { sensitiveData: 'true' } },
    })
  const { data: found } = await get('kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6')
  // Its failures are HTTP 200 too: `success` tells, and narrows the type.
  const { data: failed } = await get('nobody')
  const email = found?.success === true ? found.data.member.email : undefined
  return [
    row('aitable member', 'John@aitable.ai', email),
    row('aitable memberNotFound', 400, failed?.success === false ? failed.code : undefined),
  ]
}

const askSotion = async ({ baseUrl, credentials }: Ready): Promise<Row[]> => {
  const headers = { authorization: `Bearer ${credentials.sotion.siteA}` }
  const sotion = createClient<SotionPaths>({ baseUrl: baseUrl.sotion, headers })
  const get = (memberId: string) => sotion.GET('/members/{memberId}', { params: { path: { memberId } } })
  const { data } = await get('22222222-2222-4222-8222-222222222222')
  const status: 'active' | 'blocked' | undefined = data?.data.status
  const { error } = await get('00000000-0000-4000-8000-000000000000')
  const message: string | undefined = error?.error
  return [row('sotion member', 'blocked', status), row('sotion memberNotFound', 'Member not found', message)]
}

export const askAll = async (ready: Ready): Promise<Row[]> => {
  const rows = await Promise.all([askWhop(ready), askAitable(ready), askSotion(ready)])
  return rows.flat()
}
