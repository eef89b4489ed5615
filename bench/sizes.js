/** What an installation of each costs: bytes and packages, truly installed into an empty folder. */
import { execFileSync } from 'node:child_process'
import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { QUIET_NPM } from './install.js'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

const npm = (cwd, ...args) => execFileSync('npm', [...args, ...QUIET_NPM], { cwd, encoding: 'utf8' })

const bytesIn = (folder) =>
  readdirSync(folder, { recursive: true })
    .map((path) => lstatSync(join(folder, path)))
    .reduce((sum, file) => (file.isFile() ? sum + file.size : sum), 0)

/** The tarball of membermock as it stands; it has been built. */
const pack = (folder) => join(folder, npm(ROOT, 'pack', '--pack-destination', folder).trim())

/** Megabytes of all files, and how many packages come along. */
const measureOne = (folder, spec) => {
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), '{ "private": true }')
  npm(folder, 'install', spec, '--omit=dev', '--prefer-offline')
  const modules = join(folder, 'node_modules')
  const { packages } = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8'))
  return { megabytes: bytesIn(modules) / 1e6, dependencies: Object.keys(packages).length - 1 }
}

/** `{ [name]: { megabytes, dependencies } }`; what is part of Node costs nothing. */
export const measureSizes = (contestants, folder) => {
  const sizes = {}
  for (const { name, package: id, version } of contestants) {
    process.stderr.write(`size of ${name} ...\n`)
    const spec = name === 'membermock' ? pack(folder) : `${id}@${version()}`
    sizes[name] =
      name === 'http' ? { megabytes: 0, dependencies: 0 } : measureOne(join(folder, `size-${name}`), spec)
  }
  return sizes
}
