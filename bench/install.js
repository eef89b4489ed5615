/** The peers, installed into a node_modules of their own when they are not there yet. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const HERE = fileURLToPath(new URL('.', import.meta.url))

/** Nobody is told of an installation: one of the peers' packages would do that in its install script. */
export const QUIET_NPM = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']

const { dependencies } = JSON.parse(readFileSync(`${HERE}package.json`, 'utf8'))

/** Undefined when it is not there. */
const installedVersion = (name) => {
  try {
    return JSON.parse(readFileSync(`${HERE}node_modules/${name}/package.json`, 'utf8')).version
  } catch {
    return undefined
  }
}

export const ensurePeers = () => {
  if (Object.entries(dependencies).every(([name, version]) => installedVersion(name) === version)) return
  process.stderr.write('npm ci --prefix bench ...\n')
  execFileSync('npm', ['ci', '--prefix', HERE, ...QUIET_NPM], { stdio: ['ignore', 'ignore', 'inherit'] })
}
