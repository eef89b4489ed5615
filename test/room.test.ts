/** What clients may change of a vendor is bounded: then it is the vendor's 500, and steering helps. */
import type { InjectOptions } from 'fastify'
import t from 'tap'
import { MOST_CHANGED_BYTES } from '../src/server/answer.ts'
import { createTestApp } from './support/app.ts'

const SOTION = { authorization: 'Bearer so_mock_site_a' }
const AITABLE = { authorization: 'Bearer uskYtInkHozfsMikhh0yfoS' }
const MEMBERS = '/sotion/api/v1/members'

t.test('creates come to an end, and nothing else does', async (t) => {
  const { app, sandboxes, failures } = createTestApp({ rateLimit: false })
  const ask = async (request: InjectOptions): Promise<number> => (await app.inject(request)).statusCode
  const create = (email: string) =>
    app.inject({ method: 'POST', url: MEMBERS, headers: SOTION, payload: { email } })
  const { id } = (await create('one@example.com')).json().data
  const { db } = sandboxes.default.store('sotion')
  const [row] = db.changes.members ?? []
  const large = { ...row?.row, id: 'large', email: 'x'.repeat(MOST_CHANGED_BYTES / 2) }
  db.tables.members?.put(large)

  const refused = await create('two@example.com')
  t.equal(refused.statusCode, 500)
  t.strictSame(refused.json(), { error: 'Internal server error' })
  t.match(
    String(failures.splice(0)),
    /Sotion: clients have changed as much of the sandbox "default" as it holds/,
  )
  t.equal(await ask({ url: `${MEMBERS}?q=two@example.com`, headers: SOTION }), 200)
  t.equal((await app.inject({ url: `${MEMBERS}?q=two@example.com`, headers: SOTION })).json().data.length, 0)

  t.equal(await ask({ method: 'DELETE', url: `${MEMBERS}/${id}`, headers: SOTION }), 204)
  t.strictSame(failures, [])
  const team = {
    method: 'POST',
    url: '/aitable/fusion/v1/spaces/spcjXzqVrjaP3/teams',
    headers: AITABLE,
  } as const
  t.equal(await ask({ ...team, payload: { name: 'x' } }), 201, 'another vendor has room of its own')
  t.equal(
    await ask({
      method: 'PUT',
      url: '/__admin/sotion/members/11111111-1111-4111-8111-111111111199',
      payload: { displayName: 'A' },
    }),
    201,
  )
  t.equal(await ask({ method: 'POST', url: '/__admin/reset' }), 204)
  t.equal((await create('two@example.com')).statusCode, 201)
  t.strictSame(failures, [])
})
