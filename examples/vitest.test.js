/** vitest: code that asks for the vendor's real address, as it is. */
import { startMembermock } from 'membermock'
import { afterAll, beforeEach, expect, test } from 'vitest'

const mock = await startMembermock({ vendors: ['sotion'] })
mock.interceptFetch()
beforeEach(() => mock.reset())
afterAll(() => mock.close())

const id = '11111111-1111-4111-8111-111111111111'
const headers = { authorization: `Bearer ${mock.credentials.sotion.siteA}` }
const ask = () => fetch(`https://api.sotion.so/api/v1/members/${id}`, { headers })

test('a member who has been blocked', async () => {
  await mock.member('sotion', { id, status: 'blocked' })
  expect((await (await ask()).json()).data.status).toBe('blocked')
})

test('a connection that is cut', async () => {
  await mock.fault({ vendor: 'sotion', socket: 'reset' })
  await expect(ask()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } })
  expect(await mock.requests()).toMatchObject([{ operation: 'getMember', response: null }])
})
