/** docs/sotion.md, followed to the letter on a server that has just been started. */
import { readFileSync } from 'node:fs'
import t from 'tap'
import { buildPackage, ROOT } from './support/build.ts'
import { parseMarkdown } from './support/markdown.ts'
import { startProgram } from './support/program.ts'
import { createReader } from './support/reader.ts'

const { blocks } = parseMarkdown(readFileSync(`${ROOT}docs/sotion.md`, 'utf8'))
const HOME = buildPackage(t)

t.test('a member’s life in six calls', async (t) => {
  const reader = await createReader(t, HOME)
  const calls = blocks.filter(({ language }) => language === 'sh')
  t.equal(calls.length, 6)
  for (const block of calls) await reader.type(t, block)
})

t.test('groups and webhooks of your own', async (t) => {
  const [config] = blocks.filter(({ language }) => language === 'yaml')
  const cwd = t.testdir({ 'membermock.config.yaml': config?.text ?? '' })
  const { url } = await startProgram(t, [`${HOME}/dist/main.js`], { cwd })
  const ask = async (path: string, key: string): Promise<unknown> =>
    (await fetch(`${url}/sotion/api/v1${path}`, { headers: { authorization: `Bearer ${key}` } })).json()
  t.match(await ask('/access-groups?limit=1', 'so_mock_site_a'), {
    data: [{ name: 'Early Birds', description: 'Whoever came first.', type: 'custom', memberCount: 1 }],
  })
  t.match(await ask('/access-groups?limit=1', 'so_mock_site_b'), {
    data: [{ name: 'Notion Guests', description: null, type: 'scope', memberCount: 0 }],
  })
  const webhook = {
    name: 'Mine',
    url: 'https://example.com/hook',
    events: ['member.created'],
    managedBy: null,
  }
  t.match(await ask('/webhooks', 'so_mock_site_a'), { data: [webhook], pagination: { hasMore: false } })
})
