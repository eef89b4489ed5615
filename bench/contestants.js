/** Who is measured: each server's name, package, what it looks at, and how it is started at its quietest. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { mockoonData } from './mockoon-data.js'
import { BARE, membermockArgs, routeOf } from './servers.js'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))
const versionIn = (folder) => JSON.parse(readFileSync(at(`${folder}/package.json`), 'utf8')).version

const DOCUMENT = at('../openapi/whop.json')

/** `subject` is membermock's own answer, the target that it answers, and a folder to write to. */
export const contestants = [
  {
    name: 'membermock',
    title: 'membermock',
    version: () => versionIn('..'),
    looksAt: 'the key, its scopes, the rate limit; keeps a journal',
    args: ({ target }, port) => membermockArgs(target, port),
    same: true,
  },
  {
    name: 'fastify',
    title: 'Fastify, bare',
    package: 'fastify',
    version: () => versionIn('../node_modules/fastify'),
    looksAt: 'nothing',
    args: ({ answer }, port) => [BARE, routeOf(answer, port)],
    same: true,
  },
  {
    name: 'http',
    title: 'node:http, bare',
    version: () => process.versions.node,
    looksAt: 'nothing',
    args: ({ answer }, port) => [at('bare-http.js'), routeOf(answer, port)],
    same: true,
  },
  {
    name: 'steady',
    title: 'Steady',
    package: '@stdy/cli',
    version: () => versionIn('node_modules/@stdy/cli'),
    looksAt: 'the parameters',
    args: (_, port) => [
      at('node_modules/@stdy/cli/steady.js'),
      ...['-q', '--no-color', '--host', '127.0.0.1', '-p', String(port), DOCUMENT],
    ],
    root: true,
  },
  {
    name: 'prism',
    title: 'Prism',
    package: '@stoplight/prism-cli',
    version: () => versionIn('node_modules/@stoplight/prism-cli'),
    looksAt: 'the parameters; that some bearer is there',
    args: (_, port) => [
      at('node_modules/@stoplight/prism-cli/dist/index.js'),
      ...['mock', '-v', 'silent', '-h', '127.0.0.1', '-p', String(port), DOCUMENT],
    ],
    root: true,
  },
  {
    name: 'mockoon',
    title: 'Mockoon',
    package: '@mockoon/cli',
    version: () => versionIn('node_modules/@mockoon/cli'),
    looksAt: 'nothing',
    args({ answer, folder }, port) {
      const file = join(folder, 'mockoon.json')
      writeFileSync(file, JSON.stringify(mockoonData(answer)))
      return [
        at('node_modules/@mockoon/cli/bin/run.js'),
        ...['start', '--data', file, '--port', String(port), '--hostname', '127.0.0.1'],
        ...['--disable-log-to-file', '--disable-admin-api', '--max-transaction-logs', '0'],
      ]
    },
  },
]
