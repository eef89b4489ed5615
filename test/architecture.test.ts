/** The shape of the house: who may import whom, what may be named where. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import ts from 'typescript'

const SRC = fileURLToPath(new URL('../src/', import.meta.url))
const VENDORS = ['whop', 'aitable', 'sotion']

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, text: readFileSync(join(SRC, file), 'utf8') }))

const importsOf = (file: string, text: string): string[] =>
  [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, path = '']) =>
    relative(SRC, join(SRC, dirname(file), path)),
  )

/** From the door to the cellar: a layer may import itself and those below it. */
const LAYERS = [
  'main',
  'cli',
  'index',
  'app',
  'routes',
  'server',
  'control',
  'config',
  'contract',
  'exchange',
  'store',
  'sandbox',
]
/** Rooms and files that stand beside a layer. */
const ALONGSIDE: Readonly<Record<string, string>> = { client: 'app', types: 'index' }

const layerOf = (file: string): number => {
  const [room = ''] = file.replace(/\.ts$/, '').split('/')
  return LAYERS.indexOf(ALONGSIDE[room] ?? room)
}

/** One assertion for all files: each costs more than the look. */
const withText = (pattern: RegExp): string[] =>
  files.filter(({ text }) => pattern.test(text)).map(({ file }) => file)

t.test('every file has a layer, and imports point down', async (t) => {
  t.same(
    files.filter(({ file }) => layerOf(file) < 0).map(({ file }) => file),
    [],
    'each belongs to a layer',
  )
  const upward = files.flatMap(({ file, text }) =>
    importsOf(file, text)
      .filter((imported) => layerOf(imported) < layerOf(file))
      .map((imported) => `${file} imports ${imported}`),
  )
  t.same(upward, [])
})

/** The first circle that is met from each file, type-only imports included. */
const circles = (): string[] => {
  const imports = new Map(files.map(({ file, text }) => [file, importsOf(file, text)]))
  const done = new Set<string>()
  const found: string[] = []
  const visit = (file: string, path: readonly string[]): void => {
    if (done.has(file)) return
    if (path.includes(file)) {
      found.push([...path.slice(path.indexOf(file)), file].join(' -> '))
      return
    }
    for (const imported of imports.get(file) ?? []) visit(imported, [...path, file])
    done.add(file)
  }
  for (const { file } of files) visit(file, [])
  return found
}

t.test('no imports in a circle, of types either', async (t) => {
  t.same(circles(), [])
})

/** Whether calling it loads or finds a module: `import`, `import.meta.resolve`, a `require` and its `resolve`. */
const isLoader = (called: ts.Expression, requires: ReadonlySet<string>): boolean => {
  if (called.kind === ts.SyntaxKind.ImportKeyword) return true
  if (ts.isIdentifier(called)) return requires.has(called.text)
  if (ts.isCallExpression(called)) return called.expression.getText() === 'createRequire'
  if (!ts.isPropertyAccessExpression(called) || called.name.text !== 'resolve') return false
  return ts.isMetaProperty(called.expression) || isLoader(called.expression, requires)
}

/** What a file imports, however it does; `?` for what no reader can tell. */
const modulesIn = (file: string, text: string): string[] => {
  const found: string[] = []
  // A module has no `require` but one that it makes.
  const requires = new Set<string>()
  const add = (name: ts.Node | undefined): unknown =>
    found.push(name !== undefined && ts.isStringLiteralLike(name) ? name.text : '?')
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier)
    if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) add(node.moduleSpecifier)
    if (ts.isImportTypeNode(node))
      add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined)
    if (ts.isVariableDeclaration(node) && node.initializer?.getText().startsWith('createRequire('))
      requires.add(node.name.getText())
    if (ts.isCallExpression(node) && isLoader(node.expression, requires)) add(node.arguments[0])
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true))
  return found
}

/** `@a/b/c` and `b/c` are found in the packages `@a/b` and `b`. */
const packageOf = (name: string): string =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/')

const ROOT = new URL('../', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8'))
const shipped = { ...manifest.dependencies, ...manifest.optionalDependencies }

t.test('what is shipped imports nothing that is there for development alone', async (t) => {
  const config = JSON.parse(readFileSync(new URL('tsconfig.build.json', ROOT), 'utf8'))
  t.same(config.include, ['src'], 'what is compiled is what is looked at')
  const met = new Set<string>()
  for (const { file, text } of files)
    for (const name of modulesIn(file, text).filter((one) => !/^(\.|node:)/.test(one))) {
      met.add(packageOf(name))
      t.ok(packageOf(name) in shipped, `${file} imports ${name}`)
    }
  t.same([...met].sort(), Object.keys(shipped).sort(), 'and there is no dependency for nothing')
})

t.test('what ajv finds wrong is read in one place', async (t) => {
  const names = files.filter(({ text }) => /\bErrorObject\b|\binstancePath\b/.test(text))
  t.same(
    names.map(({ file }) => file),
    ['config/finding.ts'],
  )
})

t.test('an import is seen in every form it may have', async (t) => {
  const text = `
    import a from 'a'; import type { B } from '@b/b/c'; import 'c'; export * from 'd'
    type E = import('e').E; const f = await import('f'); const load = createRequire(import.meta.url)
    load('g'); load.resolve('h/package.json'); createRequire(here)('i'); createRequire(here).resolve('j')
    import.meta.resolve(\`k\`); await import(name); path.resolve('no'); require('neither')`
  t.same(modulesIn('sample.ts', text).map(packageOf), ['a', '@b/b', ...'cdefghijk', '?'])
})

t.test('steering needs no HTTP', async (t) => {
  for (const { file, text } of files.filter(({ file }) => file.startsWith('control/')))
    t.notMatch(text, /from 'fastify'/, file)
})

t.test('a vendor never imports a sibling', async (t) => {
  const found = files.flatMap(({ file, text }) => {
    const [, vendor = ''] = file.split('/')
    if (!file.startsWith('routes/') || !VENDORS.includes(vendor)) return []
    const siblings = VENDORS.filter((one) => one !== vendor).map((one) => `routes/${one}/`)
    return importsOf(file, text)
      .filter((imported) => siblings.some((sibling) => imported.startsWith(sibling)))
      .map((imported) => `${file} imports ${imported}`)
  })
  t.same(found, [])
})

t.test('nothing outside a vendor’s folder names a vendor, but the list', async (t) => {
  const outside = files.filter(({ file }) => !VENDORS.some((one) => file.startsWith(`routes/${one}/`)))
  for (const { file, text } of outside) {
    // The list of vendors; and the types of what they answer, which are called by their vendors' names.
    if (['routes/index.ts', 'routes/vendor-types.ts', 'types.ts'].includes(file)) continue
    if (file.startsWith('types/')) continue
    const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    t.notMatch(code, /whop|aitable|sotion/i, file)
  }
})

t.test('time and chance come from the sandbox, the process belongs to main', async (t) => {
  t.same(withText(/Date\.now\(|new Date\(\)/), ['sandbox/clock.ts'])
  t.same(withText(/Math\.random\(|randomUUID\(/), [])
  t.same(withText(/\bprocess\.|console\./), ['main.ts'])
})

t.test(
  'no literal has getters: V8 keeps each one’s class, and what it holds, until a full collection',
  async (t) => {
    // Made once for a server; and those of a class stand two spaces in.
    t.same(withText(/^ {3,}[gs]et \w+\(/m), ['client/start.ts'])
  },
)

t.test('small files with telling names', async (t) => {
  const names = files.map(({ file }) => file)
  const short = files.filter(({ text }) => text.split('\n').length <= 250).map(({ file }) => file)
  t.same(short, names, 'each has at most 250 lines')
  t.same(withText(/^(#!.*\n)?\/\*\*/), names, 'each says what it is for')
  t.same(
    names.filter((file) => /(^|\/)(utils?|helpers?|common|core|lib|misc)(\/|\.ts$)/.test(file)),
    [],
  )
  t.same(
    names.filter((file) => !/^[a-z0-9/-]+\.ts$/.test(file)),
    [],
  )
})

/** What is loaded together with `file`: the imports that are neither of types alone nor for later. */
const loadedWith = (file: string, loaded = new Set<string>()): ReadonlySet<string> => {
  if (loaded.has(file)) return loaded
  loaded.add(file)
  const text = files.find((one) => one.file === file)?.text ?? ''
  for (const [, path = ''] of text.matchAll(/^(?:import|export) (?!type )[^'"]*?from '(\.[^']+)'/gm))
    loadedWith(relative(SRC, join(SRC, dirname(file), path)), loaded)
  return loaded
}

t.test('exchanges are read when somebody asks, never at start', async (t) => {
  for (const entry of ['main.ts', 'index.ts', 'app.ts']) {
    const loaded = [...loadedWith(entry)]
    t.ok(loaded.length > 1, entry)
    t.same(
      loaded.filter(
        (file) => file.startsWith('exchange/') || /contract\/(fidelity|documentation)/.test(file),
      ),
      [],
      entry,
    )
  }
})
