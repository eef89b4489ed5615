/** What the CI recipes write down of membermock is what it has: flags, variables, commands, clients' variables. */
import { accessSync, constants, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { parse, parseAllDocuments } from 'yaml'
import { readVerifySettings } from '../src/cli/verify/settings.ts'
import { type Config, readInvocation } from '../src/config/config.ts'
import { settingsOf } from '../src/config/settings.ts'
import { introductionsFor } from '../src/control/world.ts'
import { vendorDefinitions } from '../src/routes/index.ts'

type Variables = Readonly<Record<string, string>>

interface Service {
  image?: string
  command?: string[]
  environment?: Variables
  env?: Variables
  depends_on?: Record<string, { condition: string }>
  healthcheck?: { test: string[] }
  deploy?: { replicas: number }
}

interface Container {
  args: string[]
  env: { name: string; value?: string; valueFrom?: { secretKeyRef: { name: string; key: string } } }[]
  ports: { name: string; containerPort: number }[]
  [probe: `${string}Probe`]: { httpGet?: { path: string; port: string } }
}

/** A deployment or a service. */
interface Manifest {
  kind: string
  metadata: { name: string }
  spec: {
    replicas?: number
    selector: Readonly<Record<string, unknown>>
    ports?: { port: number; targetPort: string }[]
    template?: { metadata: { labels: Variables }; spec: { containers: [Container] } }
  }
}

interface Step {
  uses?: string
  run?: string
  with?: Readonly<Record<string, unknown>>
  env?: Variables
  if?: string
}

interface Job {
  services?: Record<string, Service>
  env?: Variables
  steps: Step[]
  strategy?: { matrix: Record<string, unknown> }
  permissions?: Variables
  'timeout-minutes'?: number
}

interface Workflow {
  on: Readonly<Record<string, object>>
  permissions?: Variables
  concurrency?: { group: string }
  jobs: Record<string, Job>
}

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const textOf = (path: string): string => readFileSync(ROOT + path, 'utf8')

const compose: { services: Record<string, Service> } = parse(textOf('examples/compose.yaml'))
const workflow: Workflow = parse(textOf('examples/github-actions.yml'))
const drift: Workflow = parse(textOf('examples/drift.yml'))
const recipe = textOf('examples/testcontainers.ts')
const replicas: { services: Record<string, Service>; configs: Record<string, { content: string }> } = parse(
  textOf('examples/compose-replicas.yaml'),
)
const manifests: Manifest[] = parseAllDocuments(textOf('examples/kubernetes.yaml')).map((document) =>
  document.toJS(),
)

const settings = settingsOf(vendorDefinitions)
const commands = [...textOf('src/main.ts').matchAll(/usage: '(\w+)/g)].map(([, name = '']) => name)

/** `${NAME:-default}` as compose reads it when NAME is not set. */
const substitute = (text: string): string => text.replace(/\$\{\w+:-([^}]*)\}/g, '$1')

/** Reads flags and variables as the program does, which refuses what it does not know; unknown variables it ignores. */
const read = async (test: Test, args: readonly string[], variables: Variables = {}): Promise<Config> => {
  const known = settings.map(({ variable }) => variable)
  for (const name of Object.keys(variables)) test.ok(known.includes(name), `${name} is a variable`)
  const environment = Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, substitute(value)]),
  )
  const { config, words } = await readInvocation(vendorDefinitions, {
    args,
    environment,
    directory: test.testdir({}),
  })
  for (const word of words.slice(0, 1)) test.ok(commands.includes(word), `${word} is a command`)
  if (config === undefined) throw new Error(`no settings in ${args}`)
  return config
}

/** Are these what `membermock env` would print, but for the name of the host? */
const checkClients = (test: Test, config: Config, variables: Variables, origin: string): void => {
  const printed = Object.assign(
    {},
    ...introductionsFor(vendorDefinitions, config).map(({ environment }) => environment),
  )
  for (const [name, value] of Object.entries(variables))
    test.equal(value.replace(origin, 'http://127.0.0.1:4820'), printed[name], name)
}

/** The arguments of every membermock in a shell script. */
const invocations = (script: string): string[][] =>
  [...script.matchAll(/\bnpx membermock\b([^|&;<>)'"\n]*)/g)].map(([, args = '']) =>
    args.split(' ').filter((word) => word !== '' && word !== '2'),
  )

t.test('compose.yaml', async (t) => {
  const { membermock, tests } = compose.services
  const config = await read(t, membermock?.command ?? [], membermock?.environment)
  t.match(config.program, { vendors: ['whop', 'sotion'], adminToken: 'for-this-network-only', port: 4820 })
  t.equal(tests?.depends_on?.membermock?.condition, 'service_healthy')
  checkClients(t, config, tests?.environment ?? {}, 'http://membermock:4820')
})

t.test('compose-replicas.yaml: three on one store, behind a proxy that adds nothing', async (t) => {
  const { membermock, store, proxy } = replicas.services
  t.equal(membermock?.deploy?.replicas, 3)
  const config = await read(t, membermock?.command ?? [], membermock?.environment)
  t.match(config.program, {
    members: 1000,
    adminToken: 'for-this-network-only',
    store: 'valkey://:for-this-network-only@store:6379',
  })
  const { command = [], environment, healthcheck } = store ?? {}
  t.strictSame(command.slice(0, 2), ['valkey-server', '--requirepass'])
  t.strictSame(environment, { REDISCLI_AUTH: command[2] }, 'what asks for its health has the password')
  t.strictSame(healthcheck?.test, ['CMD', 'valkey-cli', 'ping'])
  for (const waits of [membermock?.depends_on?.store, proxy?.depends_on?.membermock])
    t.equal(waits?.condition, 'service_healthy')
  const { content = '' } = replicas.configs.proxy ?? {}
  t.match(content, /^ {2}mode tcp$/m)
  t.match(content, /^ {2}option httpchk GET \/__admin\/ready$/m)
  t.match(content, new RegExp(`server-template replica 3 membermock:${config.program.port}$`, 'm'))
})

t.test('kubernetes.yaml: three on one store, asked whether they are ready', async (t) => {
  const deployed = manifests.filter(({ kind }) => kind === 'Deployment')
  const named = (name: string) => deployed.find(({ metadata }) => metadata.name === name)?.spec
  const [membermock] = named('membermock')?.template?.spec.containers ?? []
  const [store] = named('membermock-store')?.template?.spec.containers ?? []
  t.equal(named('membermock')?.replicas, 3)
  // What a secret has is put in where its variable is named, as the kubelet does it.
  const variables = Object.fromEntries((membermock?.env ?? []).map(({ name, value = 'x' }) => [name, value]))
  const { STORE_PASSWORD = '', ...own } = variables
  own.MEMBERMOCK_STORE = own.MEMBERMOCK_STORE?.replace('$(STORE_PASSWORD)', STORE_PASSWORD) ?? ''
  const config = await read(t, membermock?.args ?? [], own)
  t.match(config.program, { members: 1000, adminToken: 'x', store: 'valkey://:x@membermock-store:6379' })
  t.strictSame(membermock?.ports, [{ name: 'http', containerPort: config.program.port }])
  t.strictSame(
    [membermock?.startupProbe, membermock?.livenessProbe, membermock?.readinessProbe].map(
      (probe) => probe?.httpGet,
    ),
    ['health', 'health', 'ready'].map((name) => ({ path: `/__admin/${name}`, port: 'http' })),
  )
  t.strictSame(store?.args, ['valkey-server', '--requirepass', '$(STORE_PASSWORD)'])
  for (const { kind, metadata, spec } of manifests) {
    const target = named(metadata.name)
    t.ok(target, `${kind} ${metadata.name} has something to run`)
    const { labels } = target?.template?.metadata ?? {}
    if (kind === 'Deployment') t.strictSame(spec.selector.matchLabels, labels)
    else t.strictSame(spec.selector, labels)
    const names = target?.template?.spec.containers[0].ports.map(({ name }) => name)
    for (const { targetPort } of spec.ports ?? []) t.ok(names?.includes(targetPort), targetPort)
  }
})

t.test('github-actions.yml, as a service', async (t) => {
  const job = workflow.jobs['with-a-service-container']
  const config = await read(t, [], job?.services?.membermock?.env)
  t.match(config.program, { rateLimit: false, adminToken: 'for-this-run-only' })
  checkClients(t, config, job?.env ?? {}, 'http://127.0.0.1:4820')
})

t.test('github-actions.yml, with run: nothing is left behind, and it can fail', async (t) => {
  const scripts = workflow.jobs['with-run']?.steps.flatMap(({ run = [] }) => run) ?? []
  t.strictSame(scripts, ['npm ci', 'npx membermock run --rate-limit off --strict -- npm test'])
  for (const args of scripts.flatMap(invocations)) {
    const { program } = await read(t, args)
    t.match(program, { port: 4820, rateLimit: false, strict: true })
  }
  // In one command of its own, its exit code is the step's.
  for (const script of scripts) t.notMatch(script, /[|&;]/)
})

t.test(
  'drift.yml: weekly, with a secret, no more rights than needed, and a report whatever comes of it',
  async (t) => {
    const { on, permissions, jobs } = drift
    t.match(on, { schedule: [{ cron: /^\d+ \d+ \* \* [0-6]$/ }] })
    t.strictSame(permissions, { contents: 'read' })
    const { drift: job } = jobs
    t.strictSame(job?.permissions, { contents: 'read', checks: 'write' })
    t.ok(job?.['timeout-minutes'])
    for (const { uses } of job?.steps ?? [])
      if (uses !== undefined) t.match(uses, /^[\w-]+\/[\w-]+@[0-9a-f]{40}$/)
    const ask = job?.steps.find(({ run }) => run?.includes('membermock verify'))
    const [words = '', ...piped] = ask?.run?.split(' | ') ?? []
    t.strictSame(piped, ['tee -a "$GITHUB_STEP_SUMMARY"'])
    const secret = (value: string): string => (/^\$\{\{ secrets\.\w+ \}\}$/.test(value) ? 'x' : '')
    const environment = Object.fromEntries(
      Object.entries(ask?.env ?? {}).map(([name, value]) => [name, secret(value)]),
    )
    const args = words.split(' ').slice(words.split(' ').indexOf('verify') + 1)
    const { settings: read } = readVerifySettings(vendorDefinitions, { args, environment })
    t.match(read, {
      vendor: 'sotion',
      key: 'x',
      member: 'x',
      write: false,
      observed: 'observed.yaml',
      format: 'words',
      junit: 'drift.xml',
    })
    t.strictSame(
      job?.steps.slice(-2).map(({ if: when, with: given }) => [when, given?.report_paths ?? given?.path]),
      [
        ['always()', read?.junit],
        ['always()', read?.junit],
      ],
    )
  },
)

t.test('testcontainers.ts', async (t) => {
  const names = [...recipe.matchAll(/\b(MEMBERMOCK_\w+): /g)].map(([, name = '']) => [name, 'x'])
  const [, words = ''] = /withCommand\(\[(.*)\]\)/.exec(recipe) ?? []
  const config = await read(t, words.replaceAll("'", '').split(', '), Object.fromEntries(names))
  t.match(config.program, { adminToken: 'x', members: 0 })
  t.match(recipe, `const PORT = ${config.program.port}\n`)
})

t.test('the image asks for its health with a command that there is', async (t) => {
  const [, command = ''] = /^HEALTHCHECK .* CMD (\[.*\])$/m.exec(textOf('Dockerfile')) ?? []
  const [, start = ''] = /^ENTRYPOINT (\[.*\])$/m.exec(textOf('Dockerfile')) ?? []
  const [name, ...rest] = JSON.parse(command).reverse()
  t.strictSame(rest.reverse(), JSON.parse(start))
  t.ok(commands.includes(name), name)
})

const own: Readonly<Record<string, Workflow>> = {
  ci: parse(textOf('.github/workflows/ci.yml')),
  release: parse(textOf('.github/workflows/release.yml')),
}

t.test('a released image stands on one that cannot change, and it says how to take another', async (t) => {
  const release = textOf('.github/workflows/release.yml')
  t.match(release, /^ +NODE_IMAGE=node:[\w.-]+@sha256:[0-9a-f]{64}$/m)
  t.match(release, /# To move the base image: /)
  const dockerfile = textOf('Dockerfile')
  t.match(dockerfile, /^ARG NODE_IMAGE=/m)
  for (const [, image] of dockerfile.matchAll(/^FROM (\S+)/gm)) t.equal(image, `\${NODE_IMAGE}`)
})

const runsOf = (job: Job | undefined): string[] => job?.steps.flatMap(({ run = [] }) => run) ?? []

t.test(
  'the project’s own workflow tests on every supported Node, and what costs minutes on one',
  async (t) => {
    const { test, more, image } = own.ci?.jobs ?? {}
    t.strictSame(test?.strategy?.matrix.node, [20, 22, 24])
    t.strictSame(runsOf(test), ['.ci/run tests'])
    t.strictSame([runsOf(more), more?.strategy], [['.ci/run more'], undefined])
    t.match(runsOf(image), ['npm ci', 'docker build', 'docker run', 'healthy', 'npm run exchanges'])
    t.doesNotThrow(() => accessSync(`${ROOT}.ci/run`, constants.X_OK))
    const [, args = ''] = /:4820 membermock (.*)$/.exec(runsOf(image)[2] ?? '') ?? []
    t.match((await read(t, args.split(' '))).program, { adminOpen: true })
  },
)

t.test('the project’s own workflows: pinned, with no more rights than needed, and with an end', async (t) => {
  for (const [name, { on, permissions, concurrency, jobs }] of Object.entries(own)) {
    t.strictSame(permissions, { contents: 'read' }, name)
    t.type(concurrency?.group, 'string', name)
    for (const [id, job] of Object.entries(jobs)) {
      t.ok(job['timeout-minutes'], `${name} ${id} ends`)
      for (const { uses } of job.steps)
        if (uses !== undefined) t.match(uses, /^[\w-]+\/[\w-]+@[0-9a-f]{40}$/, `${name} ${id}`)
    }
    if (name === 'release') t.strictSame(Object.keys(on), ['push'])
  }
  t.strictSame(
    Object.keys(own.release?.on.push ?? {}),
    ['tags'],
    'a release is a tag, and nothing else is one',
  )
  const { npm, image, release } = own.release?.jobs ?? {}
  t.match(runsOf(npm), ['npm ci', 'npm publish --provenance'])
  t.equal(npm?.permissions?.['id-token'], 'write')
  const { with: built } = image?.steps.at(-1) ?? {}
  t.match(built, { platforms: 'linux/amd64,linux/arm64', push: true, sbom: true, provenance: 'mode=max' })
  t.match(runsOf(release), ['npm sbom', 'gh release create'])
})
