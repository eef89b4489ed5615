/** Every pattern that meets what others send takes time that grows with its length, and no more. */
import { readdirSync, readFileSync } from 'node:fs'
import { fullFormats } from 'ajv-formats/dist/formats.js'
import { analyse } from 'scslre'
import t from 'tap'
import ts from 'typescript'
import { indexOfText } from '../src/cli/verify/exact.ts'
import { createRedactor as createKeyRedactor } from '../src/cli/verify/secrets.ts'
import { readYaml } from '../src/config/yaml.ts'
import { expectedHeadersOf, type HeaderKnowledge } from '../src/contract/verify-headers.ts'
import { maskedHeader } from '../src/control/journal/entry.ts'
import { fieldNamesIn } from '../src/control/journal/field-names.ts'
import { readExchanges } from '../src/exchange/files.ts'
import { fits, standingIn } from '../src/exchange/placeholders.ts'
import { Redactor } from '../src/sandbox/redactor.ts'
import { preferenceIn } from '../src/server/prefer.ts'
import { Phrases } from '../src/server/recording/phrases.ts'
import { StandIns } from '../src/server/recording/stand-ins.ts'

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

/** The source of each pattern that is made when the program runs, on one line, and `{x}` for what is put in. */
const sourcesMadeIn = (file: string): readonly string[] => {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    const isMade =
      (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
      ['RegExp', 'globalThis.RegExp', 'URLPattern'].includes(node.expression.getText())
    if (isMade) found.push(node.arguments?.[0]?.getText().replace(/\s+/g, ' ').replaceAll('${', '{') ?? '')
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

const KEYS = ['apik_mock_full', 'apik_mock_basic', 'so_mock_site_a', 'uskYtInkHozfsMikhh0yfoS']

const createRedactor = (known: readonly string[] = KEYS): Redactor => {
  const redactor = new Redactor((text) => known.includes(text))
  for (const one of known) redactor.add(one)
  return redactor
}

/** The patterns that `work` makes. */
const madeBy = (work: () => unknown): readonly RegExp[] => {
  const made: RegExp[] = []
  const { RegExp: own } = globalThis
  globalThis.RegExp = new Proxy(own, {
    construct(target, args) {
      const pattern: RegExp = Reflect.construct(target, args)
      made.push(pattern)
      return pattern
    },
  })
  try {
    work()
  } finally {
    globalThis.RegExp = own
  }
  return made
}

const exchanges = readExchanges().flatMap((file) => file.exchanges)
const bodies = [...new Set(exchanges.map(({ answer }) => answer.body))]

/** Signs that mean something in a pattern, and what may be written in several ways. */
const ODD = '.*+?^$|{}()[]\\/-% %25%2525 \\u0041"'
/** One placeholder of each kind, in the midst of such signs. */
const TEXT = ['uuid', 'id', 'date', 'epoch', 'ms'].map((word) => `"${ODD}{{${word}}}${ODD}"`).join(',')

const provenance = { how: 'assumed', source: 'this test', date: '2026-11-26' } as const
const KNOWLEDGE: HeaderKnowledge = {
  with: new Map(),
  without: new Map(),
  charset: provenance,
  numbers: new Set(),
}

const addOddKeys = (): void => {
  createRedactor([...ODD].map((one) => `${one}]-${one}apik_mock`)).redact(ODD)
}

/** Where patterns are made when the program runs, of what, and work that makes the worst. A new one fails until it is here. */
const MADE: Readonly<Record<string, { of: readonly string[]; work: () => unknown }>> = {
  'src/cli/verify/exact.ts': {
    of: ['`^{numbers.replace(PLACEHOLDER, (all, word) => WIDE[word]?.pattern ?? all)}$`'],
    work: () => indexOfText([`${TEXT}{{limit}} in {{seconds}}`], 'another'),
  },
  'src/cli/verify/secrets.ts': {
    of: ["[...key].map(spellings).join('')"],
    work: () => [ODD, '%25'.repeat(9), '5%2'.repeat(9)].map((key) => createKeyRedactor(key)),
  },
  'src/contract/verify-headers.ts': {
    of: ['`^{pattern}$`', '`^{escaped(type)}(?:;|$)`'],
    work: () => exchanges.map((exchange) => expectedHeadersOf(exchange, KNOWLEDGE)),
  },
  'src/exchange/placeholders.ts': {
    of: [
      '`^{sourceOf(expected, captured, (pattern) => pattern)}$`',
      '`^{sourceOf(expected, captured, (pattern) => `({pattern})`)}$`',
    ],
    work: () => [fits(TEXT, 'another', new Map()), standingIn(TEXT, 'another', new Map())],
  },
  'src/sandbox/credential-index.ts': {
    of: ['asClass(this.#firsts) + asClass(this.#seconds)'],
    work: addOddKeys,
  },
}

t.test('nor one that is made when the program runs', async (t) => {
  const found = [...filesIn('src'), ...filesIn('page')].flatMap((file) => {
    const sources = sourcesMadeIn(file)
    return sources.length === 0 ? [] : [[file, sources] as const]
  })
  const listed = Object.entries(MADE).map(([file, { of }]) => [file, of] as const)
  t.strictSame(Object.fromEntries(found), Object.fromEntries(listed))
  for (const [file, { of, work }] of Object.entries(MADE)) {
    const made = [...new Map(madeBy(work).map((pattern) => [String(pattern), pattern])).values()]
    t.ok(made.length >= of.length, `${file} has made ${made.length}`)
    for (const pattern of made) t.strictSame(reasonsAgainst(pattern), [], `${file}: ${pattern}`)
  }
})

t.test('between two placeholders of an exchange is what neither stands for', async (t) => {
  const pairs = bodies.flatMap((body) => [...body.matchAll(/\}\}([^{}]*)(?=\{\{\w+\}\})/g)])
  t.ok(pairs.length > 10, `${pairs.length} pairs`)
  for (const [, between = ''] of pairs) t.match(between, /[^0-9A-Za-z.:-]/)
})

t.test('nor a format that a vendor asks of a text', async (t) => {
  const { email, uuid } = fullFormats
  for (const format of [email, uuid]) t.ok(format instanceof RegExp && reasonsAgainst(format).length === 0)
})

t.test('one that could is found', async (t) => {
  for (const bad of [/[^/?&=]*[%+][^/?&=]*/g, /(\s*)([^=;]+=)?([^;]+)/g, /^([a-z]+ +)?(.*)$/i, /\/+$/])
    t.not(reasonsAgainst(bad).length, 0, String(bad))
})

const redactor = createRedactor()

/** What reads a text of others by hand, and what a text for it can be made of. */
const phrases = new Phrases(new StandIns(), { idPrefixes: [], isSegment: () => false, isName: () => false })
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  redact: (text) => redactor.redact(text),
  redactUrl: (text) => redactor.redactUrl(text),
  'redactUrl of the admin': (text) => redactor.redactUrl(`/__admin/whop/keys/${text}`),
  authorization: (text) => maskedHeader('authorization', text, redactor),
  cookie: (text) => maskedHeader('cookie', text, redactor),
  prefer: preferenceIn,
  'what is recorded': (text) => phrases.replace(text),
  'a path that is recorded': (text) => phrases.path(`/x/${text}`),
  'field names': (text) => fieldNamesIn(`{${text}`, 100),
}
const PUMPS = [
  'x',
  ' ',
  '%',
  '%41',
  '25',
  'Ab',
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

/** Of one thread, so that a busy machine counts for little. */
const cpuOf = (work: () => void): number => {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return user + system
}

/** The least of several, unless the first does: what is quadratic shows in each. */
const TRIES = 5

t.test('eight times the text takes about eight times as long', async (t) => {
  for (const [name, read] of Object.entries(READERS))
    for (const pump of PUMPS) {
      const text = pump.repeat(Math.ceil(60_000 / pump.length))
      const long = text.repeat(8)
      let [once, often] = [Infinity, Infinity]
      // Quadratic is 64 times; and what takes less than a few milliseconds is noise.
      const isLinear = (): boolean => often < 24 * Math.max(once, 2000)
      read(text) // the first time of a function is a slow one
      for (let i = 0; i < TRIES && !isLinear(); i++) {
        once = Math.min(
          once,
          cpuOf(() => read(text)),
        )
        often = Math.min(
          often,
          cpuOf(() => read(long)),
        )
      }
      t.ok(isLinear(), `${name} of ${pump}: ${once} µs, then ${often} µs`)
    }
})

t.test('a config file of eight times as many keys takes about eight times as long', async (t) => {
  const keys = (count: number): string =>
    Array.from({ length: count }, (_, i) => `k${i}: &a${i} 1`).join('\n')
  const cpuOfReading = async (count: number): Promise<number> => {
    const text = keys(count)
    const tries: number[] = []
    for (let i = 0; i < 3; i++) {
      const before = process.cpuUsage()
      await readYaml(text)
      const { user, system } = process.cpuUsage(before)
      tries.push(user + system)
    }
    return Math.min(...tries)
  }
  const [once, often] = [await cpuOfReading(4000), await cpuOfReading(32_000)]
  t.ok(often < 24 * once, `${once} µs, then ${often} µs`)
  t.match(await readYaml('a: 1\nb:\n  c: 1\n  c: 2\n'), {
    error: { message: 'Map keys must be unique', at: 17 },
  })
  t.match(await readYaml('1: a\n"1": b\n'), { value: { 1: 'b' } }, 'as YAML has it')
  t.match(await readYaml('['.repeat(20_000)), { error: { at: 10_000 } })
  t.match(await readYaml(`a: ${'[]'.repeat(20_000)}`), { error: {} })
})
