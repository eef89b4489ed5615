/** `examples/drift.yml` as it is written: its steps are run, GitHub's own apart, against a stand-in of the vendor. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { parse } from 'yaml'
import { startMembermock } from '../src/index.ts'
import { buildPackage } from './support/build.ts'

interface Step {
  run?: string
  env?: Readonly<Record<string, string>>
}

const workflow: { jobs: { drift: { steps: Step[] } } } = parse(
  readFileSync(fileURLToPath(new URL('../examples/drift.yml', import.meta.url)), 'utf8'),
)
const SECRETS: Readonly<Record<string, string>> = {
  SOTION_API_KEY: 'so_mock_site_a',
  SOTION_MEMBER_ID: '11111111-1111-4111-8111-111111111111',
}
const VENDOR = 'https://api.sotion.so/'

t.test('it is green while all holds, and says which row no longer does', async (t) => {
  const stand = await startMembermock({ vendors: ['sotion'], members: 0, rateLimit: 'off' })
  t.teardown(() => stand.close())
  const home = buildPackage(t, { cwd: { 'observed.yaml': 'version: 1\nsotion: {}\n' }, bin: {} })
  const shim = (name: string, text: string): void => {
    writeFileSync(`${home}/bin/${name}`, `#!/usr/bin/env bash\n${text}\n`)
    chmodSync(`${home}/bin/${name}`, 0o755)
  }
  shim('npm', 'echo "npm $*" >> "$ASKED"')
  // The installed program, asked as it stands there; only the vendor is somewhere else.
  shim(
    'npx',
    `shift; exec "${process.execPath}" "${home}/dist/main.js" "\${@/#${VENDOR.replaceAll('/', '\\/')}/${`${stand.url}/`.replaceAll('/', '\\/')}sotion\\/}"`,
  )
  const job = async () => {
    const told = { code: 0, output: '' }
    for (const { run, env = {} } of workflow.jobs.drift.steps) {
      if (run === undefined || told.code !== 0) continue
      const given = Object.entries(env).map(([name, value]) => [
        name,
        value.replace(/^\$\{\{ secrets\.(\w+) \}\}$/, (_all, secret) => SECRETS[secret] ?? ''),
      ])
      // As GitHub runs `shell: bash`.
      const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run], {
        cwd: `${home}/cwd`,
        env: {
          ...{
            PATH: `${home}/bin:${process.env.PATH}`,
            GITHUB_STEP_SUMMARY: `${home}/summary.md`,
            ASKED: `${home}/asked`,
          },
          ...Object.fromEntries(given),
        },
      })
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (data) => {
          told.output += data
        })
      const [code] = await once(child, 'close')
      told.code = Number(code)
    }
    return {
      ...told,
      junit: existsSync(`${home}/cwd/drift.xml`) ? readFileSync(`${home}/cwd/drift.xml`, 'utf8') : '',
    }
  }

  const held = await job()
  t.equal(held.code, 0, held.output)
  t.equal(readFileSync(`${home}/asked`, 'utf8'), 'npm ci\n')
  t.match(
    held.output,
    /^Every row that was asked about holds\.\nsotion at \S+: 25 the same, 0 different, 8 skipped\n$/,
  )
  t.match(held.junit, '<testsuites tests="33" failures="0" errors="0" skipped="8">')
  t.equal(readFileSync(`${home}/summary.md`, 'utf8'), held.output)

  const member = '00000000-0000-4000-8000-000000000000'
  await stand.fault({
    vendor: 'sotion',
    match: { member },
    answer: { status: 410, body: { gone: true } },
  })
  const drifted = await job()
  t.equal(drifted.code, 3, drifted.output)
  t.match(
    drifted.output,
    'member-not-found does not hold: "No such member where this credential may look."\n  status is 410 with {"gone":true} and not 404, as we assumed on ',
  )
  t.match(drifted.junit, 'failures="1"')
  t.match(
    drifted.junit,
    /<testcase [^>]*name="member-not-found"[^>]*>\s*<failure message="status: expected 404, found 410/,
  )
  t.notMatch(drifted.output + drifted.junit, 'so_mock_site_a')
})
