/** Every pattern that meets what others send takes time that grows with its length, and no more. */
import { readdirSync, readFileSync } from 'node:fs'
import { fullFormats } from 'ajv-formats/dist/formats.js'
import { analyse } from 'scslre'
import t from 'tap'
import ts from 'typescript'
import { maskedHeader } from '../src/control/journal/entry.ts'
import { fieldNamesIn } from '../src/control/journal/field-names.ts'
import { Redactor } from '../src/sandbox/redactor.ts'
import { preferenceIn } from '../src/server/prefer.ts'

const ROOT = new URL('../', import.meta.url)

const filesIn = (folder: string): string[] =>
  readdirSync(new URL(folder, ROOT), { recursive: true })
    .map((name) => `${folder}/${name}`)
    .filter((name) => /\.[jt]s$/.test(name))

/** A pattern as it stands in the source: `/a/g`, or the text of a schema's `pattern`. */
const patternsIn = (file: string): readonly RegExp[] => {
  const found: RegExp[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/')
      found.push(new RegExp(node.text.slice(1, end), node.text.slice(end + 1)))
    }
    if (
      ts.isPropertyAssignment(node) &&
      node.name.getText() === 'pattern' &&
      ts.isStringLiteral(node.initializer)
    )
      found.push(new RegExp(node.initializer.text))
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, readFileSync(new URL(file, ROOT), 'utf8'), ts.ScriptTarget.Latest, true))
  return found
}

const reasonsAgainst = (pattern: RegExp): readonly string[] =>
  analyse(pattern).reports.map(({ type, character }) => `${type} on ${character.literal.source}`)

t.test('no pattern of ours can be made to look at a text again and again', async (t) => {
  const all = [...filesIn('src'), ...filesIn('page')].flatMap((file) =>
    patternsIn(file).map((pattern) => ({ file, pattern })),
  )
  t.ok(all.length > 90, `${all.length} patterns`)
  for (const { file, pattern } of all) t.strictSame(reasonsAgainst(pattern), [], `${file}: ${pattern}`)
})

t.test('nor a format that a vendor asks of a text', async (t) => {
  const { email, uuid } = fullFormats
  for (const format of [email, uuid]) t.ok(format instanceof RegExp && reasonsAgainst(format).length === 0)
})

t.test('one that could is found', async (t) => {
  for (const bad of [/[^/?&=]*[%+][^/?&=]*/g, /(\s*)([^=;]+=)?([^;]+)/g, /^([a-z]+ +)?(.*)$/i, /\/+$/])
    t.not(reasonsAgainst(bad).length, 0, String(bad))
})

const createRedactor = (): Redactor => {
  const known = ['apik_mock_full', 'apik_mock_basic', 'so_mock_site_a', 'uskYtInkHozfsMikhh0yfoS']
  const redactor = new Redactor((text) => known.includes(text))
  for (const one of known) redactor.add(one)
  return redactor
}

const redactor = createRedactor()

/** What reads a text of others by hand, and what a text for it can be made of. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  redact: (text) => redactor.redact(text),
  redactUrl: (text) => redactor.redactUrl(text),
  'redactUrl of the admin': (text) => redactor.redactUrl(`/__admin/whop/keys/${text}`),
  authorization: (text) => maskedHeader('authorization', text, redactor),
  cookie: (text) => maskedHeader('cookie', text, redactor),
  prefer: preferenceIn,
  'field names': (text) => fieldNamesIn(`{${text}`, 100),
}
const PUMPS = [
  'x',
  ' ',
  '%',
  '%41',
  '+',
  '/',
  '=',
  ';',
  '"',
  '\\"',
  '[',
  '{"a":',
  ',',
  'apik',
  'apik_mock_full',
  'a ',
  'é',
]

/** Of one thread, so that a busy machine counts for little; the least of several tries, for even less. */
const cpuOf = (work: () => void): number => {
  const tries = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(before)
    return user + system
  })
  return Math.min(...tries)
}

t.test('eight times the text takes about eight times as long', async (t) => {
  for (const [name, read] of Object.entries(READERS))
    for (const pump of PUMPS) {
      const text = pump.repeat(Math.ceil(60_000 / pump.length))
      const [once, often] = [cpuOf(() => read(text)), cpuOf(() => read(text.repeat(8)))]
      // Quadratic is 64 times; and what takes less than a few milliseconds is noise.
      t.ok(often < 24 * Math.max(once, 2000), `${name} of ${pump}: ${once} µs, then ${often} µs`)
    }
})
