/** tap: a vendor's own client meets a rate limit, with no socket and no sleeping. */
import Whop from '@whop/sdk'
import { startMembermock } from 'membermock'
import t from 'tap'

const mock = await startMembermock()
t.teardown(() => mock.close())

t.test('the window opens again', async (t) => {
  const clock = { freeze: '2026-01-01T00:00:00Z' }
  const sandbox = await mock.sandbox({ clock, limits: { whop: { remaining: 1 } } })
  const { full: apiKey } = sandbox.credentials.whop
  const client = new Whop({ apiKey, fetch: mock.fetch, maxRetries: 0 })
  const ask = () => client.members.retrieve('mber_Joined0000001')

  t.match(await ask(), { status: 'joined' })
  await t.rejects(ask(), { status: 429 })
  await sandbox.clock.advance('PT61S')
  t.match(await ask(), { status: 'joined' })
  t.match(await sandbox.verify({ match: { status: 429 }, exactly: 1 }), { ok: true })
})
