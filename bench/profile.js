/** Where a server's CPU time goes under load: self time by function and by file, from V8's own profiler. */
import { readFileSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measure, warmUp } from './load.js'
import { startBare, startMembermock } from './servers.js'

const TOP = 40
const IDLE = '(idle)'

/** By the path of a file that several sources were bundled into: the line each begins at, and its name; none of others. */
const bundles = new Map()

const sourcesIn = (path) => {
  const known = bundles.get(path)
  if (known !== undefined) return known
  const lines = path.includes('/dist/') ? readFileSync(path, 'utf8').split('\n') : []
  const sources = lines.flatMap((line, i) => {
    const [, name] = /^\/\/ (\S+\.ts)$/.exec(line) ?? []
    return name === undefined ? [] : [{ from: i, name: `src/${name}` }]
  })
  bundles.set(path, sources)
  return sources
}

const fileOf = (url, line) => {
  const path = url.replace(/^file:\/\//, '')
  const source = url.startsWith('file:') ? sourcesIn(path).findLast(({ from }) => from <= line) : undefined
  return source?.name ?? path.replace(/^.*\/(node_modules|dist|bench)\//, '$1/')
}

const add = (totals, name, microseconds) => totals.set(name, (totals.get(name) ?? 0) + microseconds)

/** Only the end of the profile, `seconds` of it: start-up and warm-up are another question. */
const selfTimes = ({ nodes, samples, timeDeltas, startTime, endTime }, seconds) => {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]))
  const [functions, files] = [new Map(), new Map()]
  let [now, busy] = [startTime, 0]
  samples.forEach((id, i) => {
    now += timeDeltas[i]
    const { functionName, url, lineNumber } = frames.get(id)
    if (now < endTime - seconds * 1e6 || functionName === IDLE) return
    const file = fileOf(url, lineNumber)
    busy += timeDeltas[i]
    add(functions, `${functionName || '(anonymous)'} ${file}${file && `:${lineNumber + 1}`}`, timeDeltas[i])
    add(files, file || functionName, timeDeltas[i])
  })
  return { functions, files, busy }
}

/** `perRequest` turns a share of the busy time into microseconds of one request. */
const print = (title, totals, busy, perRequest) => {
  const top = [...totals].sort(([, a], [, b]) => b - a).slice(0, TOP)
  process.stdout.write(`\n${title}\n`)
  for (const [name, time] of top) {
    const share = time / busy
    const figures = `${(share * 100).toFixed(1).padStart(5)} % ${(share * perRequest).toFixed(2).padStart(6)} µs`
    process.stdout.write(`${figures}  ${name}\n`)
  }
}

const profileOne = async (title, start, body, options) => {
  const folder = await mkdtemp(join(tmpdir(), 'membermock-profile-'))
  try {
    const server = await start(['--cpu-prof', '--cpu-prof-interval', '250', '--cpu-prof-dir', folder])
    await warmUp(server, body, options)
    const { cpu } = await measure(server, body, options)
    await server.stop()
    const [file] = await readdir(folder)
    const profile = JSON.parse(await readFile(join(folder, file), 'utf8'))
    const { functions, files, busy } = selfTimes(profile, options.seconds)
    process.stdout.write(`\n# ${title}: ${cpu.toFixed(1)} µs of CPU a request, profiler included\n`)
    print('self time by file', files, busy, cpu)
    print('self time by function', functions, busy, cpu)
  } finally {
    await rm(folder, { recursive: true })
  }
}

export const profile = async (pin, target, answer, options) => {
  await profileOne(
    `membermock, ${target.id}`,
    (flags) => startMembermock(pin, target, flags),
    answer.body,
    options,
  )
  await profileOne('bare Fastify', (flags) => startBare(pin, answer, flags), answer.body, options)
}
