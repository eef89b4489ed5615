/** `npm run contract`: membermock's documents and answers in Prism, openapi-typescript and openapi-fetch. */
import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { runThroughPrism, staleExclusions } from './prism.js'
import { runProgram, startProgram } from './programs.js'

const HERE = fileURLToPath(new URL('.', import.meta.url))
const MAIN = process.argv[2] ?? fileURLToPath(new URL('../../dist/main.js', import.meta.url))
const VENDORS = ['whop', 'aitable', 'sotion']

/** Skipped when what the lockfile names is there already. */
const install = async () => {
  const marker = `${HERE}node_modules/.package-lock.json`
  const wanted = JSON.parse(await readFile(`${HERE}package-lock.json`, 'utf8')).packages
  const found = existsSync(marker) ? JSON.parse(await readFile(marker, 'utf8')).packages : {}
  const isThere = Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || found[path]?.version === version,
  )
  if (!isThere) await runProgram('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: HERE })
}

/** Types from the documents, and the compiler's word on the client that uses them. */
const compileClient = async () => {
  await mkdir(`${HERE}node_modules/.generated`, { recursive: true })
  for (const vendor of VENDORS) {
    const out = `node_modules/.generated/${vendor}.d.ts`
    const args = ['node_modules/openapi-typescript/bin/cli.js', `../../openapi/${vendor}.json`, '-o', out]
    await runProgram(process.execPath, args, { cwd: HERE })
  }
  await runProgram(process.execPath, ['node_modules/typescript/bin/tsc', '-p', '.'], { cwd: HERE })
}

const print = (tool, rows) => {
  for (const { name, outcome, complaint = '' } of rows)
    console.log(`${tool.padEnd(13)}  ${outcome.padEnd(9)}  ${name.padEnd(24)}  ${complaint}`.trimEnd())
  return rows
}

const run = async () => {
  await install()
  await compileClient()
  const mock = await startProgram([MAIN, '--port', '0', '--json', '--log-level', 'error'], /^\{.*\}$/m)
  try {
    const ready = JSON.parse(mock.match[0])
    const { askAll } = await import('./client.ts')
    const rows = print('openapi-fetch', await askAll(ready))
    for (const vendor of VENDORS)
      rows.push(...print('prism', await runThroughPrism(vendor, ready.url, ready.baseUrl[vendor])))
    return rows
  } finally {
    await mock.stop()
  }
}

const rows = await run()
const count = (outcome) => rows.filter((row) => row.outcome === outcome).length
const stale = staleExclusions(rows)
for (const name of stale) console.log(`excluded.js names ${name}, which is no exchange`)
console.log(`${count('ok')} ok, ${count('VIOLATION')} violations, ${count('excluded')} excluded`)
process.exitCode = count('VIOLATION') + stale.length > 0 || count('ok') === 0 ? 1 : 0
