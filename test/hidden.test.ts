/** Credentials in texts that people read: found in any text, while they are known and for a while after. */
import fc from 'fast-check'
import t from 'tap'
import { CredentialIndex } from '../src/sandbox/credential-index.ts'
import { mask, Redactor } from '../src/sandbox/redactor.ts'
import { tell } from './support/admin.ts'
import { createTestApp, type TestApp } from './support/app.ts'

const TOKENS = [
  'abababab',
  'ababababab',
  'babababa',
  'abababab"\\',
  'ääääääää',
  '😀😀😀😀😀😀',
  'a\u{1f600}bbbbbb',
  'short',
  'apik_mock_full',
]

/** The longest that begins at each place, place after place. */
const naive = (text: string, known: ReadonlySet<string>): string => {
  const forms = [...known]
    .filter(({ length }) => length >= 8)
    .flatMap(
      (token) =>
        [
          [JSON.stringify(token).slice(1, -1), token],
          [token, token],
        ] as const,
    )
    .sort(([a], [b]) => b.length - a.length)
  let shown = ''
  for (let at = 0; at < text.length; ) {
    const [form, token] = forms.find(([one]) => text.startsWith(one, at)) ?? []
    shown += token === undefined ? text.charAt(at) : mask(token)
    at += form?.length ?? 1
  }
  return shown
}

t.test('whatever is added and retired, and whatever the text', async (t) => {
  const step = fc.tuple(fc.boolean(), fc.constantFrom(...TOKENS))
  const piece = fc.oneof(
    fc.constantFrom(...TOKENS),
    fc.constantFrom('ab', 'a', '"', '\\', 'ä', 'x'.repeat(70)),
  )
  const property = fc.property(
    fc.array(step, { maxLength: 20 }),
    fc.array(piece, { maxLength: 12 }),
    (steps, pieces) => {
      const known = new Set<string>()
      const ever = new Set<string>()
      const redactor = new Redactor((one) => known.has(one))
      for (const [isAdded, token] of steps) {
        if (isAdded && !known.has(token)) redactor.add(token)
        if (isAdded) known.add(token) && ever.add(token)
        else if (known.delete(token)) redactor.retire(token)
      }
      for (const text of [pieces.join(''), JSON.stringify(pieces)])
        if (redactor.redact(text) !== naive(text, ever))
          throw new Error(`${redactor.redact(text)} of ${text}`)
    },
  )
  t.doesNotThrow(() => fc.assert(property, { seed: 1, numRuns: 2000 }))
})

t.test('what is long gone is hidden no more, so that it does not fill the memory', async (t) => {
  const redactor = new Redactor(() => false)
  const token = (i: number): string => `token${String(i).padStart(6, '0')}`
  for (let i = 0; i < 12_000; i++) {
    redactor.add(token(i))
    redactor.retire(token(i))
  }
  t.equal(redactor.redact(token(0)), token(0))
  t.equal(redactor.redact(token(8000)), '[...]')
  t.equal(redactor.redact(token(11_999)), '[...]')
})

const SHORT = 'k'
const KEY = { scopes: [], company: 'biz_MockCoffeeClub' }

const createKeyed = (): TestApp =>
  createTestApp({
    settings: {
      whop: {
        keys: [
          { token: SHORT, ...KEY },
          { token: 'a+long key', ...KEY },
        ],
      },
    },
  })

const lastOf = async (mock: TestApp): Promise<{ url: string; body: string; headers: string[][] }> => {
  const { requests } = (await mock.app.inject('/__admin/requests?limit=1')).json()
  return requests[0].request
}

t.test('a short credential is hidden where credentials stand, and no letter elsewhere', async (t) => {
  const mock = createKeyed()
  const headers = { authorization: `Bearer ${SHORT}` }
  await mock.app.inject({ method: 'POST', url: `/whop/k/kk?k=k`, headers, payload: '{"k":"k"}' })
  const request = await lastOf(mock)
  t.strictSame([request.url, request.body], ['/whop/k/kk?k=k', '{"k":"k"}'])
  t.strictSame(request.headers[0], ['authorization', 'Bearer [...]'])
})

t.test('a token that is deleted stays hidden in what came before and comes after', async (t) => {
  const mock = createKeyed()
  const token = 'apik_to_be_deleted'
  t.equal((await tell(mock, 'PUT', `/whop/keys/${token}`, KEY)).status, 201)
  await mock.app.inject(`/whop/before?${token}`)
  t.equal((await tell(mock, 'DELETE', `/whop/keys/${token}`)).status, 204)
  await mock.app.inject(`/whop/after?${token}`)
  const { requests } = (await mock.app.inject('/__admin/requests')).json()
  t.strictSame(
    requests.map(({ request }: { request: { url: string } }) => request.url),
    ['/whop/before?[...eted]', '/whop/after?[...eted]'],
  )
})

t.test('URLs as the log shows them', async (t) => {
  const { sandboxes } = createKeyed()
  sandboxes.hide('the-token-of-the-admin')
  const shown = (url: string): string => sandboxes.redactor.redactUrl(url)
  for (const [url, expected] of [
    ['/__admin/whop/keys/k', '/__admin/whop/keys/[...]'],
    ['/__admin/whop/keys/nobody-knows-it', '/__admin/whop/keys/[...s-it]'],
    ['/__admin/whop/%6beys/nobody%2Dknows-it?sandbox=x', '/__admin/whop/%6beys/[...s-it]?sandbox=x'],
    ['/__admin/whop/keys?limit=1', '/__admin/whop/keys?limit=1'],
    ['/whop/keys/k', '/whop/keys/k'],
    ['/x?k=a+long+key', '/x?k=a+long+key'],
    ['/x?k=a%2Blong+key', '/x?k=[...]'],
    ['/x?k=a+long%20key', '/x?k=[...]'],
    ['/x/%61pik_mock_full%zz', '/x/[...full]%zz'],
    ['/__admin/requests?x=the-token-of-the-admin', '/__admin/requests?x=[...dmin]'],
    ['/__admin/requests?x=the-token%2Dof-the-admin', '/__admin/requests?x=[...dmin]'],
  ] as const)
    t.equal(shown(url), expected, url)
})

t.test('the index of credentials is kept while sandboxes come and go', async (t) => {
  const { sandboxes } = createTestApp()
  const { redactor } = sandboxes
  for (let i = 0; i < 50; i++) sandboxes.create()
  sandboxes.reset(sandboxes.default)
  sandboxes.delete('sb_7')
  t.equal(sandboxes.redactor, redactor)
  t.equal(
    redactor.redact('apik_sb7_full apik_sb50_full apik_sb51_full'),
    '[...full] [...full] apik_sb51_full',
  )
})

t.test('a search looks closer at few places of a text, however many credentials there are', async (t) => {
  let compared = 0
  const index = new CredentialIndex(() => {
    compared += 1
    return false
  })
  const texts = ['apik_sb1full', 'apik_sb99', 'apik\\r\\n', 'so_mock', 'apik_sb999_ful', 'so_sb12'].map(
    (one) => one.repeat(Math.ceil(16_384 / one.length)),
  )
  const search = (): { tried: number; compared: number } => {
    const before = { tried: index.tried, compared }
    for (const text of texts) t.equal(index.next(text, 0), undefined)
    return { tried: index.tried - before.tried, compared: compared - before.compared }
  }
  const length = texts.join('').length
  for (const [from, to] of [
    [0, 100],
    [100, 100_000],
  ] as const) {
    for (let i = from; i < to; i++)
      for (const token of [`apik_sb${i}_full`, `apik_sb${i}_other_company`, `so_sb${i}_siteA`])
        index.add(token)
    const steps = search()
    // An eighth of a look for each character, and a whole compared for each thousand of them.
    t.ok(
      steps.tried <= length / 8,
      `${to * 3} credentials: ${steps.tried} lengths tried in ${length} characters`,
    )
    t.ok(steps.compared <= length / 1000, `and ${steps.compared} wholes compared`)
  }
})
