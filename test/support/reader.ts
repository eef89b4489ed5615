/** Does what README.md and docs/ print, block by block, as its reader would: on another port, with nothing to download. */
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import type { Test } from 'tap'
import { settingsOf } from '../../src/config/settings.ts'
import { vendorDefinitions } from '../../src/routes/index.ts'
import { ROOT } from './build.ts'
import type { Block } from './markdown.ts'
import { type Program, runFile, startProgram } from './program.ts'

/** Where they say that the server is. */
const PRINTED = '127.0.0.1:4820'

const variables = settingsOf(vendorDefinitions).map(({ variable }) => variable)
const dockerfile = readFileSync(`${ROOT}Dockerfile`, 'utf8')
const own: {
  name: string
  version: string
  scripts: Record<string, string>
  devDependencies: Record<string, string>
} = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8'))

/** Packages that a reader can install: the one that `npm pack` makes in the clone, and what we test with. */
const installable = [`../${own.name}/${own.name}-${own.version}.tgz`, ...Object.keys(own.devDependencies)]

/** Is this an npm command that works? It is not run: it would download. */
export const checkNpm = (test: Test, line: string): void => {
  const [, names] = /^npm install (?:--save-dev )?(.*)$/.exec(line) ?? []
  for (const name of names?.split(' ') ?? []) test.ok(installable.includes(name), `${name} can be installed`)
  const rest = names === undefined ? line.replace(/^npm ci && /, '') : 'npm pack'
  const [, script] = /^npm (?:run )?([a-z:]+)( -- .*)?$/.exec(rest) ?? []
  const isKnown = script === 'pack' || Object.hasOwn(own.scripts, script ?? '')
  test.ok(isKnown, `${line} is a command of npm or a script of package.json`)
}

interface Container {
  args: readonly string[]
  env: Readonly<Record<string, string>>
}

/** What a line of `docker run` gives the program; undefined for `docker build`. Throws at what it does not know. */
const readDocker = (test: Test, line: string): Container | undefined => {
  if (line === 'docker build -t membermock .') return undefined
  const words = line.split(' ')
  const image = words.indexOf('membermock')
  const flags = words.slice(2, image).join(' ')
  const known = /^(?:--rm|-p 4820:4820|-e [A-Z_]+=\w+)$/
  const each = flags.split(/ (?=-)/)
  test.ok(words[1] === 'run' && image > 0 && each.every((flag) => known.test(flag)), line)
  test.match(dockerfile, /^EXPOSE 4820$/m)
  const given = [dockerfile, flags].flatMap((text) => [...text.matchAll(/\b(MEMBERMOCK_\w+)=(\S+)/g)])
  const env = Object.fromEntries(given.map(([, name = '', value = '']) => [name, value]))
  for (const name of Object.keys(env)) test.ok(variables.includes(name), `${name} is a variable`)
  return { args: words.slice(image + 1), env }
}

export interface Reader {
  /** What the reader saves files in. */
  readonly project: string
  /** Of the server that `npm start` starts. */
  readonly banner: string
  /** Does a block of `sh`, and compares what it prints. What it starts answers until the end of `test`. */
  type(test: Test, block: Block): Promise<string>
  /** Saves `text` for the server that answers now. */
  save(name: string, text: string): void
}

const hostOf = ({ url }: Program): string => new URL(url).host

const executable = (path: string, text: string): void => {
  writeFileSync(path, text)
  chmodSync(path, 0o755)
}

/** A PATH with the commands that a reader may be told to type, and no others. */
const createCommands = (place: string, main: string): string => {
  const bin = `${place}/bin`
  mkdirSync(bin)
  symlinkSync(process.execPath, `${bin}/node`)
  symlinkSync(execFileSync('sh', ['-c', 'command -v curl'], { encoding: 'utf8' }).trim(), `${bin}/curl`)
  executable(
    `${bin}/npx`,
    `#!/bin/sh
case "$1" in
membermock) shift; exec node '${main}' "$@" ;;
vitest) shift; exec node '${ROOT}node_modules/vitest/vitest.mjs' "$@" ;;
esac
echo "npx: $1 is unknown here" >&2
exit 127
`,
  )
  return bin
}

/** `home` has the built package; a server is started for what `file` says, and stands still in time. */
export const createReader = async (t: Test, home: string, file: string): Promise<Reader> => {
  const main = `${home}/dist/main.js`
  const place = `${home}/of-${file}`
  const project = `${place}/project`
  for (const name of [project, `${place}/empty`, `${place}/strict`]) mkdirSync(name, { recursive: true })
  const bin = createCommands(place, main)
  // An answer that is not printed has to be a good one.
  writeFileSync(`${place}/strict/.curlrc`, 'fail-with-body\n')

  const start = (test: Test, args: readonly string[], env = {}): Promise<Program> =>
    startProgram(test, [main, ...args], { cwd: project, env })
  const program = await start(t, [])
  const first = hostOf(program)
  // Seconds left of a window are printed.
  const body = '{"freeze":"2026-01-01T00:00:00Z"}'
  await fetch(`http://${first}/__admin/clock`, { method: 'PUT', body })

  let current = first
  const startFor = async (test: Test, args: readonly string[], env = {}): Promise<void> => {
    current = hostOf(await start(test, args, env))
    test.teardown(() => {
      current = first
    })
  }

  const runScript = async (test: Test, { text, answer, line }: Block): Promise<string> => {
    const env = {
      PATH: bin,
      NO_COLOR: '1',
      CURL_HOME: `${place}/${answer === undefined ? 'strict' : 'empty'}`,
      MEMBERMOCK_PORT: new URL(`http://${current}`).port,
    }
    const script = text.replaceAll(PRINTED, current)
    const { code, stdout, stderr } = await runFile('/bin/sh', ['-ec', script], { cwd: project, env })
    test.equal(code, 0, `line ${line} succeeds`, { stdout, stderr })
    // The last line of a body has no end, and of a block it has.
    if (answer !== undefined)
      test.equal(
        stdout.replaceAll(current, PRINTED).replace(/\n?$/, '\n'),
        answer,
        `the answer to line ${line}`,
      )
    return stdout
  }

  return {
    project,
    banner: program.stdout().replaceAll(first, PRINTED),
    async type(test, block) {
      const lines = block.text.trimEnd().split('\n')
      const [, flags] = /^npx membermock((?: -.*)?)\n$/.exec(block.text) ?? []
      if (flags !== undefined) await startFor(test, flags.split(' ').slice(1))
      else if (lines.every((line) => line.startsWith('npm '))) {
        for (const line of lines) checkNpm(test, line)
      } else if (lines.every((line) => line.startsWith('docker '))) {
        const containers = lines.map((line) => readDocker(test, line))
        for (const container of containers)
          if (container !== undefined) await startFor(test, container.args, container.env)
      } else return runScript(test, block)
      return ''
    },
    save(name, text) {
      writeFileSync(`${project}/${name}`, text.replaceAll(PRINTED, current))
    },
  }
}
