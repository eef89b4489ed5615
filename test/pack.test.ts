/** The package as npm packs it, installed into an empty folder: the program, the library, and its types. */
import { type ExecFileException, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { buildDist } from './support/build.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const MODULES = `${ROOT}node_modules`
const QUIET = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error']

const { files: listed }: { files: string[] } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8'))
/** Without what is left out of them. */
const files = listed.filter((name) => !name.startsWith('!'))
/** What is packed besides, whatever `files` says. */
const ALWAYS = ['package.json', 'README.md', 'LICENSE']
/** What a build reads beside `src`. */
const BUILDING = ['package.json', 'tools/build.js', 'tools/bundle.js', 'tsconfig.json', 'tsconfig.build.json']
/** What `npm pack` and the build before it read; `dist` is of these sources, so that nothing is built again. */
const SOURCES = [...ALWAYS, ...files, 'src', ...BUILDING]

t.setTimeout(300_000)

const folder = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'membermock-pack-'))
  t.teardown(() => rmSync(path, { recursive: true, force: true }))
  return path
}

interface Outcome {
  /** 0, or what went wrong. */
  code: ExecFileException['code']
  /** Of both. */
  text: string
}

const run = (cwd: string, command: string, args: readonly string[]): Promise<Outcome> =>
  new Promise((resolve) => {
    execFile(command, args, { cwd }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : (error.code ?? 'signal'), text: stdout + stderr }),
    )
  })

const node = (cwd: string, ...args: readonly string[]): Promise<Outcome> => run(cwd, process.execPath, args)

/** A folder with `names` of ours, in which npm can build and pack. */
const stage = (names: readonly string[]): string => {
  const staged = folder()
  for (const name of names) cpSync(ROOT + name, join(staged, name), { recursive: true })
  symlinkSync(MODULES, join(staged, 'node_modules'))
  return staged
}

/** Returns the tarball. */
const pack = async (): Promise<string> => {
  buildDist()
  const staged = stage(SOURCES)
  const { code, text } = await run(staged, 'npm', ['pack', ...QUIET])
  const tarball = readdirSync(staged).find((name) => name.endsWith('.tgz'))
  if (code !== 0 || tarball === undefined) throw new Error(`npm pack: ${text}`)
  return join(staged, tarball)
}

const UNREACHABLE = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED)\b/

const CLIENT = `import { ConfigError, type Membermock, startMembermock } from 'membermock'

const main = async (): Promise<void> => {
  const mock: Membermock<'whop'> = await startMembermock({ vendors: ['whop'], members: 0, adminToken: 'secret' })
  const authorization: \`Bearer \${string}\` = \`Bearer \${mock.credentials.whop.full}\`
  const answer = await fetch(\`\${mock.baseUrl.whop}/members/mber_Joined0000001\`, { headers: { authorization } })
  // @ts-expect-error: there is no such option, and the types that say so have come along
  const refused: unknown = await startMembermock({ vendor: 'whop' }).catch((error: unknown) => error)
  // @ts-expect-error: AITable is not served
  mock.baseUrl.aitable
  process.stdout.write(\`\${answer.status} \${refused instanceof ConfigError}\`)
  await mock.close()
}
main()
`

const OLDEST_COMPILER = 'typescript@~5.4.5'

const COMPILER = [
  ...['--strict', '--module', 'nodenext', '--target', 'es2022', '--lib', 'es2023,esnext.disposable'],
  ...['--types', 'node', '--typeRoots', join(MODULES, '@types'), '--skipLibCheck', 'false'],
]

t.test('packing builds what is not there, of the sources that are there now', async (t) => {
  const staged = stage(BUILDING)
  mkdirSync(join(staged, 'src'))
  for (const version of ['one', 'other']) {
    for (const name of ['main', 'index', 'types'])
      writeFileSync(join(staged, `src/${name}.ts`), `export const ${name}: string = '${version}'\n`)
    t.match(await run(staged, 'npm', ['pack', ...QUIET]), { code: 0 })
    t.match(readFileSync(join(staged, 'dist/main.js'), 'utf8'), `"${version}"`)
    t.equal(readFileSync(join(staged, 'dist/types.d.ts'), 'utf8'), 'export declare const types: string;\n')
  }
})

t.test('packed and installed', async (t) => {
  t.jobs = 2
  const tarball = await pack()
  const consumer = folder()
  writeFileSync(join(consumer, 'package.json'), '{ "name": "consumer", "private": true }')
  const installed = await run(consumer, 'npm', [
    'install',
    tarball,
    OLDEST_COMPILER,
    '--prefer-offline',
    ...QUIET,
  ])
  const reason = installed.code === 0 ? undefined : UNREACHABLE.exec(installed.text)?.[1]
  const skip = reason === undefined ? false : `the registry cannot be reached (${reason}): NOT TESTED`
  const at = (path: string): string => join(consumer, 'node_modules/membermock', path)

  t.test('it installs, and has what it needs and no more', { skip, buffered: true }, async (t) => {
    t.match(installed, { code: 0 })
    t.strictSame(readdirSync(at('.')).sort(), [...ALWAYS, ...files].sort())
    t.notOk(readdirSync(at('dist')).includes('.sources'), 'what dist was made from is nobody else’s to know')
    t.match(readFileSync(at('dist/main.js'), 'utf8'), /^#!\/usr\/bin\/env node\n/)
  })

  t.test('npx membermock', { skip, buffered: true }, async (t) => {
    const args = ['--no-install', 'membermock', '--json', '--port', '0']
    const child = spawn('npx', args, { cwd: consumer, detached: true, stdio: ['ignore', 'pipe', 'inherit'] })
    const closed = once(child, 'close')
    const ready = await Promise.race([once(child.stdout, 'data'), closed])
    const { baseUrl, credentials } = JSON.parse(String(ready[0]))
    const headers = { authorization: `Bearer ${credentials.whop.full}` }
    const answer = await fetch(`${baseUrl.whop}/members/mber_Joined0000001`, { headers })
    t.equal(answer.status, 200)
    // npx is a process before the program's: both are told.
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM')
    await closed
  })

  t.test('the library, from ESM and from CommonJS, in TypeScript', { skip, buffered: true }, async (t) => {
    for (const name of ['client.mts', 'client.cts']) writeFileSync(join(consumer, name), CLIENT)
    // The oldest that is supported, and what its lib files and ours say is checked as well.
    // The oldest knows no `require` of an ES module, which Node has.
    for (const [modules, ...clients] of [
      [join(consumer, 'node_modules'), 'client.mts'],
      [MODULES, 'client.mts', 'client.cts'],
    ] as const) {
      const tsc = join(modules, 'typescript/bin/tsc')
      t.strictSame(await node(consumer, tsc, ...COMPILER, ...clients), { code: 0, text: '' }, tsc)
    }
    t.match(readFileSync(join(consumer, 'client.cjs'), 'utf8'), "require('membermock')".replaceAll("'", '"'))
    for (const name of ['client.mjs', 'client.cjs'])
      t.strictSame(await node(consumer, name), { code: 0, text: '200 true' })
  })

  t.test('publint and attw find nothing', { buffered: true }, async (t) => {
    const tools = [
      [join(MODULES, 'publint/src/cli.js'), 'run', tarball, '--strict'],
      [join(MODULES, '@arethetypeswrong/cli/dist/index.js'), tarball, '--profile', 'esm-only'],
    ]
    for (const [tool = '', ...args] of tools) {
      t.match(await node(consumer, tool, ...args), { code: 0 })
    }
  })
})
