/** What README.md and docs/ say in sentences, links and tables: commands, flags, files, credentials, members and figures. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { recordSettings } from '../src/cli/record/settings.ts'
import { verifySettings } from '../src/cli/verify/settings.ts'
import { settingsOf } from '../src/config/settings.ts'
import { readAllRows } from '../src/contract/fidelity.ts'
import { vendorDefinitions } from '../src/routes/index.ts'
import { withKnownTable } from '../tools/known-table.ts'
import { createTestApp } from './support/app.ts'
import { ROOT } from './support/build.ts'
import { anchorOf, codeIn, parseMarkdown, type Row } from './support/markdown.ts'
import { checkNpm } from './support/reader.ts'

const README = 'README.md'
/** Each with the folder that its links start from. */
const files = [
  README,
  ...readdirSync(`${ROOT}docs`)
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
].map((name) => ({ name, folder: join(name, '..'), ...parseMarkdown(readFileSync(ROOT + name, 'utf8')) }))
const tables = files.flatMap((file) => file.tables)
const settings = settingsOf(vendorDefinitions)
const namesIn = (file: string, name: RegExp): string[] =>
  [...readFileSync(ROOT + file, 'utf8').matchAll(name)].map(([, found = '']) => found)
const commands = ['src/main.ts', 'src/cli/own-flags.ts'].flatMap((file) => namesIn(file, /usage: '(\w+)/g))

t.test('the commands and flags in its sentences are there', async (t) => {
  const switches = settings.filter(({ type }) => type.isSwitch)
  const flags = [
    ...[...settings, ...verifySettings(vendorDefinitions), ...recordSettings([])].map(({ flag }) => flag),
    ...switches.map(({ flag }) => `no-${flag}`),
    ...namesIn('src/cli/trigger.ts', /setting\('([a-z-]+)'/g),
    ...['no-skips', 'help', 'print-config-schema'],
  ]
  const written = files.filter(({ name }) => name !== 'docs/leak-matrix.md')
  for (const code of written.flatMap(({ inlineCode }) => inlineCode)) {
    if (code.startsWith('npm ')) checkNpm(t, code)
    else for (const [, flag = ''] of code.matchAll(/(?<![\w-])--([a-z-]+)/g)) t.ok(flags.includes(flag), code)
    const [, command] = /\bmembermock ([a-z]+)/.exec(code) ?? []
    if (command !== undefined) t.ok(commands.includes(command), code)
    const [folder] = /^(?:examples|fixtures|openapi|docs)\/.*/.exec(code) ?? []
    if (folder !== undefined)
      t.ok(existsSync(ROOT + folder.replace('<vendor>', 'whop').replace(/\*.*/, '')), code)
  }
})

t.test('its links lead somewhere', async (t) => {
  for (const { name, folder, targets } of files)
    for (const target of targets.filter((one) => !one.startsWith('https://'))) {
      const [path = '', anchor] = target.split('#')
      const found = path === '' ? name : join(folder, path)
      t.ok(existsSync(ROOT + found), `${name}: ${target}`)
      const headings = files.find((file) => file.name === found)?.headings
      if (anchor !== undefined) t.ok(headings?.map(anchorOf).includes(anchor), `${name}: ${target}`)
    }
})

const { app, vendors } = createTestApp({ rateLimit: false })
t.teardown(() => app.close())

const rowsOf = (column: string): readonly Row[] =>
  tables.filter(({ rows }) => rows[0]?.[column] !== undefined).flatMap(({ rows }) => rows)

const vendorOf = ({ vendor = '' }: Row) => {
  const found = vendors.find(({ title }) => title === vendor)
  if (found === undefined) throw new Error(`there is no vendor ${vendor}`)
  return found
}

const fixture = (vendor: string, name: string): Record<string, unknown>[] =>
  JSON.parse(readFileSync(`${ROOT}fixtures/${vendor}/${name}.json`, 'utf8'))

const SPACE = 'spcjXzqVrjaP3'

/** What a vendor answers when it is asked for the member `id`: the body, and the code in it or else the status. */
const ask = async (row: Row, token: string, id: string, space = SPACE) => {
  const { id: vendor, base, operations } = vendorOf(row)
  const path = base + operations[0]?.path.replace('{spaceId}', space).replace(/\{\w+\}$/, id)
  const answer = await app.inject({
    url: `/${vendor}${path}?sensitiveData=true`,
    headers: { authorization: `Bearer ${token}` },
  })
  const body = answer.json()
  return { text: answer.body, body, code: body.code ?? answer.statusCode }
}

const members = rowsOf('member')
/** Those of README alone have no state. */
const named = rowsOf('credential')
const credentials = named.filter(({ state }) => state !== undefined)

t.test('the table of credentials', async (t) => {
  for (const { title, id, credentials: own } of vendors) {
    const listed = credentials.filter(({ vendor }) => vendor === title)
    const tokens = listed.flatMap(({ credential = '' }) => codeIn(credential))
    t.strictSame(
      tokens,
      fixture(id, 'keys').map(({ token }) => token),
      `${title}: those there are`,
    )
    const names = named.filter(({ vendor, name }) => vendor === title && name !== '')
    t.strictSame(
      Object.fromEntries(
        names.map(({ name = '', credential = '' }) => [codeIn(name)[0], codeIn(credential)[0]]),
      ),
      own,
      `${title}: their names`,
    )
  }
  for (const row of credentials) {
    const state = row.state ?? ''
    const [member = ''] = codeIn(members.find(({ vendor }) => vendor === row.vendor)?.member ?? '')
    const spaces = [SPACE, ...codeIn(state).filter((word) => word.startsWith('spc') && word !== SPACE)]
    const tokens = codeIn(row.credential ?? '')
    const answers = await Promise.all(
      tokens.flatMap((token) => spaces.map((space) => ask(row, token, member, space))),
    )
    const refused = answers.map(({ code }) => code).filter((code) => code !== 200)
    t.strictSame(refused, [...state.matchAll(/\b\d{3,4}\b/g)].map(Number), `${tokens}: ${state}`)
    const keys = fixture(vendorOf(row).id, 'keys').filter(({ token }) => tokens.includes(String(token)))
    const facts = JSON.stringify(keys) + answers.map(({ text }) => text)
    for (const word of codeIn(state)) t.match(facts, word.replace(/.*\./, ''), `${tokens}: ${word}`)
  }
})

t.test('the table of members', async (t) => {
  for (const row of members) {
    const [token = ''] = codeIn(credentials.find(({ vendor }) => vendor === row.vendor)?.credential ?? '')
    const [member = ''] = codeIn(row.member ?? '')
    const { code, text, body } = await ask(row, token, member)
    t.equal(code, 200, member)
    const state = row.state ?? ''
    const isAbsent = state.endsWith(' null')
    for (const word of codeIn(state))
      if (isAbsent) t.equal(body[word], null, `${member}: ${word}`)
      else t.match(text, word, `${member}: ${word}`)
  }
})

t.test('the table of vendors is that of `npm run generate`', async (t) => {
  const readme = readFileSync(ROOT + README, 'utf8')
  t.equal(readme, withKnownTable(readme, readAllRows(vendors), vendors))
  const urls = rowsOf('base URL here').flatMap((row) => codeIn(row['base URL here'] ?? ''))
  t.strictSame(
    urls,
    vendors.map(({ id, base }) => `http://127.0.0.1:4820/${id}${base}`),
  )
})

t.test('the figures of README stand in RESULTS, or in the test that it speaks of', async (t) => {
  const [, why = ''] = readFileSync(ROOT + README, 'utf8').split('## Why not something else')
  const [bullets = ''] = why.split('\n\n![')
  const figures = bullets.match(/\d[\d,.]*\d/g) ?? []
  t.ok(figures.length >= 5, `${figures}`)
  const sources = ['bench/RESULTS.md', 'test/verify-deviations.test.ts']
  const results = sources.map((name) => readFileSync(ROOT + name, 'utf8')).join()
  for (const figure of figures)
    t.match(results, new RegExp(`(?<![\\d.,])${figure.replaceAll('.', '\\.')}(?![\\d,])`))
})

t.test('the table of limits', async (t) => {
  const rows = rowsOf('limit')
  t.equal(rows.length, vendors.length)
  for (const row of rows) {
    const { limit, windowSeconds } = vendorOf(row).limit
    const [, count, window = ''] = /^(\d+) (a minute|a second|in 60 s) for/.exec(row.limit ?? '') ?? []
    t.strictSame([Number(count), window === 'a second' ? 1 : 60], [limit, windowSeconds], `${row.vendor}`)
  }
})

t.test('the table of flags', async (t) => {
  for (const { flag = '', variable = '', default: preset = '' } of rowsOf('flag')) {
    const names = [...flag.matchAll(/--(?:no-)?([a-z-]+)/g)].map(([, name = '']) => name)
    const meant = names.map((name) => settings.find((setting) => setting.flag === name))
    const texts = meant.map((setting) =>
      setting?.type.isSwitch ? 'off' : setting?.defaultText.split(', ')[0],
    )
    const said = preset.replace(/[;:] .*/, '').split(', ')
    t.strictSame(texts.slice(0, said.length), said, flag)
    t.strictSame(meant[0]?.variable, codeIn(variable)[0], flag)
  }
})
