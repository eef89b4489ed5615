/** The text of RESULTS.md: tables of what was measured, on what, and how. */
import { LEVELS } from './alternate.js'
import { markdownTable } from './table.js'

const short = (value) => (value === undefined ? '' : value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0))
const whole = (value) => Math.round(value).toLocaleString('en')

const loadTable = (rows, connections) =>
  markdownTable([
    ['server', 'requests/s', 'membermock has', 'CPU a request', 'p50', 'p99', 'its core', 'load core'],
    ...rows.map(({ name, title, levels }) => {
      const { throughput, lead, cpu, p50, p99, serverBusy, loadBusy } = levels[connections]
      return [
        title,
        whole(throughput),
        name === 'membermock' ? '' : `${lead.toFixed(2)} x`,
        `${short(cpu)} µs`,
        `${short(p50)} ms`,
        `${short(p99)} ms`,
        `${(serverBusy * 100).toFixed(0)} %`,
        `${(loadBusy * 100).toFixed(0)} %`,
      ]
    }),
  ])

const startTable = (rows) =>
  markdownTable([
    ['server', 'start-up to first answer', 'memory then', 'memory after load', 'installed', 'dependencies'],
    ...rows.map(({ title, start, idle, loaded, megabytes, dependencies }) => [
      title,
      start === undefined ? '' : `${whole(start)} ms`,
      idle === undefined ? '' : `${whole(idle)} MB`,
      loaded === undefined ? '' : `${whole(loaded)} MB`,
      megabytes === undefined ? '' : `${megabytes.toFixed(1)} MB`,
      dependencies === undefined ? '' : String(dependencies),
    ]),
  ])

const versionTable = (rows) =>
  markdownTable([
    ['server', 'version', 'looks at'],
    ...rows.map(({ title, version, looksAt }) => [title, version, looksAt]),
  ])

const ratioTable = (ratios, titles) =>
  markdownTable([
    ['membermock beside', 'figure', 'connections', 'ratio', 'range', 'bound', ''],
    ...ratios.map(({ peer, words, connections, ratio, lowest, highest, bound, verdict }) => [
      titles[peer],
      words,
      String(connections),
      ratio.toFixed(2),
      `${lowest.toFixed(2)}-${highest.toFixed(2)}`,
      bound,
      verdict,
    ]),
  ])

const GROWN = { resident: 'resident set', heap: 'heap alive' }

const growthText = ({ samples, verdicts }) => {
  const table = markdownTable([
    ['requests', 'resident set', 'heap alive after a collection'],
    ...samples.map(({ requests, resident, heap }) => [
      whole(requests),
      `${resident.toFixed(1)} MB`,
      `${heap.toFixed(2)} MB`,
    ]),
  ])
  const lines = verdicts.map(
    ({ key, ratio, bound, verdict }) =>
      `${GROWN[key]}, the end beside ${whole(samples[1].requests)} requests: ${ratio.toFixed(3)}, at most ${bound} ${verdict}`,
  )
  return `${table}\n\n${lines.map((line) => `- ${line}`).join('\n')}`
}

const CHART = '![Bars of the figures below, one group a figure](results.svg)'

const PROFILE = 'Where the rest goes, and what was done about it: [PROFILE.md](PROFILE.md).'

/** What was measured, section by section; what was not is left out. */
export const sectionsOf = ({ rows, ratios, growth, others }) => {
  const titles = Object.fromEntries(rows.map(({ name, title }) => [name, title]))
  const loads = rows[0].levels === undefined ? [] : LEVELS
  const isMeasured = ({ start, megabytes, loaded }) => (start ?? megabytes ?? loaded) !== undefined
  return [
    ...(ratios?.length > 0 ? [['Against the bounds', ratioTable(ratios, titles)]] : []),
    ...loads.map((level) => [`${level} connection${level === 1 ? '' : 's'}`, loadTable(rows, level)]),
    ...(isMeasured(rows[0]) ? [['Start-up, memory, installation', startTable(rows)]] : []),
    ...(growth ? [['Memory over the requests', growthText(growth)]] : []),
    ['Versions', versionTable(rows)],
    ...(others === undefined
      ? []
      : [['Company', `Other programs took ${(others * 100).toFixed(0)} % of the machine meanwhile.`]]),
  ]
}

/** `text` is how it was measured, in sentences. */
export const resultsPage = (results, { machine, settings, text }) =>
  [
    '# membermock beside other mock servers',
    'Written by `npm run bench:peers -- --write`; not by hand.',
    `${machine}.\n${settings}.`,
    CHART,
    ...sectionsOf(results).map(([title, body]) => `## ${title}\n\n${body}`),
    `## How\n\n${text}`,
    `## The rest\n\n${PROFILE}`,
  ].join('\n\n')
