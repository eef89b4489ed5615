/**
 * Makes dist of src, unless what is there was made from just these sources: `npm install` of a clone, a folder or a git
 * URL builds by it, and `npm start` builds nothing twice. The compiler looks at the types and writes the declarations,
 * `tools/bundle.js` what runs. Plain JavaScript, since it runs before anything is built.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
/** What dist was made from. */
const STAMP = `${ROOT}dist/.sources`

const sources = () => [
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'tools/build.js',
  'tools/bundle.js',
  ...readdirSync(`${ROOT}src`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`.slice(ROOT.length))
    .sort(),
]

/** By content: a checkout gives old files new times. */
const digest = () => {
  const hash = createHash('sha256')
  for (const name of sources())
    hash
      .update(`${name}\0`)
      .update(readFileSync(ROOT + name))
      .update('\0')
  return hash.digest('hex')
}

const readStamp = () => {
  try {
    return readFileSync(STAMP, 'utf8')
  } catch {
    return undefined
  }
}

/** The compiler, if all that is needed is there. */
const compiler = () => {
  const require = createRequire(import.meta.url)
  try {
    require.resolve('esbuild')
    return require.resolve('typescript/bin/tsc')
  } catch {
    return undefined
  }
}

const run = (args, env) =>
  spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit', env }).status === 0

/** Somebody has left them out on purpose: then nothing is built, and that is no failure. */
const isMeantWithout = () => (process.env.npm_config_omit ?? '').split(/\s+/).includes('dev')

/** npm links a folder as it is: what it is built with has to be fetched by whoever builds it. */
const fetchDependencies = () => {
  const { npm_execpath: npm } = process.env
  if (npm === undefined || isMeantWithout()) return
  // What the outer npm was told is about another folder.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(?!execpath)/i.test(name)),
  )
  run([npm, 'ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'], env)
}

const build = () => {
  const wanted = digest()
  if (readStamp() === wanted) return
  if (compiler() === undefined) fetchDependencies()
  const tsc = compiler()
  if (tsc === undefined) {
    process.stderr.write(
      'membermock is not built: its devDependencies are not there (npm ci --include=dev)\n',
    )
    process.exitCode = isMeantWithout() ? 0 : 1
    return
  }
  rmSync(`${ROOT}dist`, { recursive: true, force: true })
  const steps = [
    [tsc, '-p', 'tsconfig.build.json'],
    ['tools/bundle.js', 'dist'],
  ]
  if (steps.every((args) => run(args, process.env))) writeFileSync(STAMP, wanted)
  else process.exitCode = 1 // the step that failed has said why
}

build()
