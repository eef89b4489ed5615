/** The program beside what an installed one finds beside it: built once for all the files of a run, types unchecked. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

const BUNDLE = `${ROOT}tools/bundle.js`

/** What the program reads beside `dist`, wherever that really lies. */
const BESIDE = ['package.json', 'fixtures', 'openapi', 'page']

/** Below the project, so that its dependencies are found. */
const BUILDS = `${ROOT}.tap/built`

/** Who builds may take so long, with others at work. */
const PATIENCE_MS = 300_000

const sources = (): string[] => {
  const entries = readdirSync(`${ROOT}src`, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`)
  return [...files.sort(), `${ROOT}tsconfig.json`, BUNDLE]
}

const digest = (): string => {
  const hash = createHash('sha256')
  for (const file of sources()) hash.update(`${file}\0`).update(readFileSync(file)).update('\0')
  return hash.digest('hex').slice(0, 16)
}

const compile = (home: string): void => {
  for (const name of BESIDE) symlinkSync(ROOT + name, `${home}/${name}`)
  execFileSync(process.execPath, [BUNDLE, `${home}/dist`])
}

/** True for the one that is to build; whoever comes later waits for it, and is to build only when it has failed. */
const isFirst = (lock: string, home: string): boolean => {
  const clock = new Int32Array(new SharedArrayBuffer(4))
  for (let waited = 0; waited < PATIENCE_MS && !existsSync(home); waited += 50) {
    try {
      mkdirSync(lock)
      return true
    } catch {
      Atomics.wait(clock, 0, 0, 50)
    }
  }
  return !existsSync(home)
}

/** The folder that has `dist`, and beside it what it reads. */
const buildOnce = (): string => {
  const home = `${BUILDS}/${digest()}`
  const lock = `${home}.lock`
  if (existsSync(home)) return home
  mkdirSync(BUILDS, { recursive: true })
  if (!isFirst(lock, home)) return home
  const unfinished = `${BUILDS}/of-${process.pid}`
  try {
    if (existsSync(home)) return home
    mkdirSync(unfinished)
    compile(unfinished)
    // Those of other sources: nobody asks for them again.
    for (const name of readdirSync(BUILDS))
      if (/^[0-9a-f]{16}$/.test(name)) rmSync(`${BUILDS}/${name}`, { recursive: true, force: true })
    renameSync(unfinished, home)
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
    rmSync(lock, { recursive: true, force: true })
  }
  return home
}

/**
 * `dist` with its declarations, which the compiler takes long for: built when what is there is not of these sources, as
 * `npm install` leaves it, and for all the files of a run at once.
 */
export const buildDist = (): string => {
  const lock = `${BUILDS}/dist.lock`
  mkdirSync(BUILDS, { recursive: true })
  isFirst(lock, `${BUILDS}/no folder ends the wait`)
  try {
    execFileSync(process.execPath, [`${ROOT}tools/build.js`])
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
  return `${ROOT}dist`
}

/** Files and folders of a built package, in the directory that is returned. */
export const buildPackage = (t: Test, more: Readonly<Record<string, string | object>> = {}): string => {
  const built = buildOnce()
  const link = (name: string) => t.fixture('symlink', name)
  const beside = BESIDE.map((name) => [name, link(ROOT + name)])
  return t.testdir({ dist: link(`${built}/dist`), ...Object.fromEntries(beside), ...more })
}
