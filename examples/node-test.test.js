/** node:test: fifty tests at once, each with a sandbox of its own. */
import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { startMembermock } from 'membermock'

const mock = await startMembermock({ vendors: ['whop'] })
after(() => mock.close())

describe('a client that tries twice', { concurrency: 50 }, () => {
  for (let spent = 1; spent <= 50; spent++)
    it(`finds who has spent $${spent}`, async () => {
      const sandbox = await mock.sandbox()
      const { id } = await sandbox.member('whop', { id: 'mber_Mine', usd_total_spent: spent })
      await sandbox.fault({ vendor: 'whop', answer: { status: 500 } })
      const headers = { authorization: `Bearer ${sandbox.credentials.whop.full}` }
      const ask = () => fetch(`${mock.baseUrl.whop}/members/${id}`, { headers })
      assert.equal((await ask()).status, 500)
      assert.equal((await (await ask()).json()).usd_total_spent, spent)
      assert.equal((await sandbox.requests()).length, 2)
    })
})
