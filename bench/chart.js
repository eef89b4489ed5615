/** The figures as bars, in an SVG that brings a background of its own for light and dark. */

const PANELS = [
  { title: 'requests a second, 32 connections', of: ({ levels }) => levels[32].throughput, better: 'more' },
  { title: 'CPU a request, µs, 32 connections', of: ({ levels }) => levels[32].cpu, better: 'less' },
  { title: 'p99, ms, 32 connections', of: ({ levels }) => levels[32].p99, better: 'less' },
  { title: 'start-up to first answer, ms', of: ({ start }) => start, better: 'less' },
  { title: 'memory after load, MB', of: ({ loaded }) => loaded, better: 'less' },
  { title: 'installed, MB', of: ({ megabytes }) => megabytes, better: 'less' },
]

const COLUMNS = 2
const PANEL = { width: 440, label: 120, bar: 230, row: 24, head: 44, foot: 18 }
const EDGE = 20

const STYLE = `
  .paper { fill: #ffffff; stroke: #d0d7de }
  text { fill: #1f2328; font: 13px system-ui, sans-serif }
  .title { font-weight: 600 }
  .hint { fill: #59636e; font-size: 11px }
  .bar { fill: #afb8c1 }
  .own { fill: #0969da }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #0d1117; stroke: #3d444d }
    text { fill: #f0f6fc }
    .hint { fill: #9198a1 }
    .bar { fill: #656c76 }
    .own { fill: #4493f8 }
  }`

const figure = (value) => {
  if (value >= 100) return Math.round(value).toLocaleString('en')
  return value.toFixed(value >= 10 || value === 0 ? 0 : 1)
}

const barOf = ({ name, title }, value, largest, y) => {
  const width = Math.max(1, (value / largest) * PANEL.bar)
  const middle = y + PANEL.row / 2 + 4
  return [
    `<text x="${PANEL.label - 8}" y="${middle}" text-anchor="end">${title}</text>`,
    `<rect class="bar${name === 'membermock' ? ' own' : ''}" x="${PANEL.label}" y="${y + 3}" width="${width.toFixed(1)}" height="${PANEL.row - 6}" rx="2"/>`,
    `<text x="${PANEL.label + width + 6}" y="${middle}">${figure(value)}</text>`,
  ].join('')
}

const panelOf = ({ title, of, better }, rows, i) => {
  const height = PANEL.head + rows.length * PANEL.row + PANEL.foot
  const [x, y] = [EDGE + (i % COLUMNS) * PANEL.width, EDGE + Math.floor(i / COLUMNS) * height]
  const largest = Math.max(...rows.map(of))
  const bars = rows.map((row, n) => barOf(row, of(row), largest, PANEL.head + n * PANEL.row - 10))
  const head = `<text class="title" y="16">${title} <tspan class="hint">${better} is better</tspan></text>`
  return `<g transform="translate(${x} ${y})">${head}${bars.join('')}</g>`
}

export const chartOf = (rows) => {
  const panel = PANEL.head + rows.length * PANEL.row + PANEL.foot
  const height = 2 * EDGE + Math.ceil(PANELS.length / COLUMNS) * panel - PANEL.foot
  const width = 2 * EDGE + COLUMNS * PANEL.width
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    '<title>membermock beside other mock servers</title>',
    `<style>${STYLE}\n</style>`,
    `<rect class="paper" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="6"/>`,
    ...PANELS.map((one, i) => panelOf(one, rows, i)),
    '</svg>\n',
  ].join('\n')
}
